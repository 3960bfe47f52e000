"""Data kept in clear though it was promised encrypted at rest.

The database itself is scanned; no setting is believed. A column whose values can be read breaks the
promise: whoever opens the database, or a copy of it, reads them. Encryption of the disk or volume
beneath cannot be seen from inside and is not credited; a clause that means no more than that is for a
person to say. For SQLite the raw file is read as well: its header, and what remains in clear in free
pages and beside it. Ciphertext in the columns keeps the promise to encrypt; which cipher it is cannot be
told from the values, so a promise of "AES-256" stays unknown as to the cipher.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from servanda.controls import collecting, judging, rawfiles
from servanda.controls.collecting import SURE
from servanda.controls.control import Control, Evidence, Observation, Outcome, Situation
from servanda.controls.holdings import Declared
from servanda.inventory.classes import Sensitivity
from servanda.inventory.findings import Discovery
from servanda.obligations.obligation import Obligation

ID = "clear-text"
JUDGES = ("encryption_at_rest",)


def collect(situation: Situation) -> Evidence:
    """Sort each system's columns by whether their values can be read; look at SQLite's raw bytes."""
    observations = collecting.per_scan(situation, _facts)
    for system in situation.systems:
        discovery = situation.discoveries.get(system.id)
        path = collecting.within(situation.folder, system.target.removeprefix("sqlite:"))
        if discovery is None or discovery.source.casefold() != "sqlite" or not path.is_file():
            continue
        observations.append(_raw(situation, discovery, path))
    return collecting.evidence(ID, situation, observations)


def _facts(discovery: Discovery) -> dict[str, Any]:
    held = [f for f in discovery.findings if f.sensitivity is not Sensitivity.PUBLIC]
    return {
        "columns": discovery.columns,
        "clear": collecting.columns(f for f in held if f.in_clear and f.confidence >= SURE),
        "unsure": collecting.columns(f for f in held if f.in_clear and f.confidence < SURE),
        "cipher": collecting.columns(f for f in held if not f.in_clear),
    }


def _raw(situation: Situation, discovery: Discovery, path: Path) -> Observation:
    """Look for the values of ciphertext columns whose class stands in clear in no column."""
    clear = {f.data_class for f in discovery.findings if f.in_clear}
    cipher = {f.data_class for f in discovery.findings if not f.in_clear} - clear
    wanted = [detector for detector in situation.detectors if detector.id in cipher]
    subject, about = f"{discovery.system}: raw file", {"system": discovery.system}
    try:
        look = rawfiles.look(path, wanted)
    except OSError as error:
        why = f"the file of {discovery.system} could not be read: {error.strerror or 'no reason given'}"
        return Observation(subject=subject, facts=about, failed=why)
    facts = {
        "system": discovery.system,
        "plain_file": look.plain,
        "remains": dict(sorted(look.remains.items())),
    }
    failed = ""
    if look.read < look.size and not look.remains:
        failed = (
            f"only {look.read:,} of {look.size:,} bytes of the file of {discovery.system} were read"
        )
    return Observation(subject=subject, facts=facts, failed=failed)


def judge(evidence: Evidence, situation: Situation) -> tuple[Outcome, ...]:
    """Broken where values of a covered class can be read, kept where all are ciphertext."""
    ours, others = judging.duties(ID, JUDGES, situation)
    looked, reached = judging.Looked(evidence, situation, "system"), judging.reach(situation)
    declared = Declared(situation)
    outcomes = list(others)
    for obligation in ours:
        systems = reached(obligation)
        if not systems:
            why = "no system of servanda.toml is said to hold this data"
            outcomes.append(judging.apart(ID, obligation, "unknown", "systems", why))
        judged = [_outcome(looked.at(system), obligation, declared) for system in systems]
        outcomes += judged
        if isinstance(obligation.value, str) and any(o.status == "kept" for o in judged):
            why = f"that the cipher is {obligation.value} cannot be seen in the values: show it by hand"
            outcomes.append(judging.apart(ID, obligation, "unknown", "cipher", why))
    return tuple(outcomes)


def _outcome(view: judging.View, obligation: Obligation, declared: Declared) -> Outcome:
    broken: list[str] = []
    unknown: list[str] = []
    cipher = 0
    plain_file = nothing = False
    for observation in view.seen:
        if "remains" in observation.facts or "plain_file" in observation.facts:
            plain_file |= observation.facts.get("plain_file") is True
            broken += _remains(view.subject, observation, obligation, unknown)
            continue
        clear, unsure, secret = (
            _covered(view.subject, observation, key, obligation, declared)
            for key in ("clear", "unsure", "cipher")
        )
        if clear is None or unsure is None or secret is None:
            unknown.append(f"what was seen of {observation.subject} is incomplete")
            continue
        cipher += len(secret)
        nothing = not (clear or unsure or secret)
        if clear:
            broken.append(
                f"{collecting.plural(len(clear), 'column')} of {view.subject} can be read in clear: "
                f"{collecting.labels(clear)}"
            )
        if unsure:
            unknown.append(f"{view.subject} may hold data in clear: {collecting.labels(unsure)}")
    if broken and plain_file:
        broken.append("the file itself is not encrypted: any copy of it can be read")
    if nothing and not (broken or unknown or view.failed or view.doubts):
        why = f"a full scan of {view.subject} found no data of the kind that was promised encrypted"
        return judging.apart(ID, obligation, "not-applicable", view.subject, why)
    return view.outcome(
        ID,
        obligation,
        broken=broken,
        unknown=unknown,
        kept=(
            f"the values of all {collecting.plural(cipher, 'column')} of {view.subject} that hold "
            "such data are ciphertext or digests"
        ),
        remedy=CONTROL.remedy,
    )


def _covered(
    system: str, observation: Observation, key: str, obligation: Obligation, declared: Declared
) -> dict[str, list[str]] | None:
    """Those of the columns that count for the obligation, with the classes that do."""
    found = collecting.named(observation.facts, key)
    if found is None:
        return None
    covered = {}
    for place, classes in found.items():
        mine = [c for c in classes if not obligation.data_classes or c in obligation.data_classes]
        if mine and declared.counts(system, place, obligation.agreement):
            covered[place] = mine
    return covered


def _remains(
    system: str, observation: Observation, obligation: Obligation, unknown: list[str]
) -> list[str]:
    remains = observation.facts.get("remains")
    if not isinstance(remains, dict):
        unknown.append(f"what was seen of {observation.subject} is incomplete")
        return []
    classes = [
        str(name)
        for name in sorted(remains)
        if not obligation.data_classes or name in obligation.data_classes
    ]
    if not classes:
        return []
    return [
        f"the columns of {system} are ciphertext, but old values remain in clear in the file: "
        f"{collecting.some(classes)}"
    ]


CONTROL = Control(
    title="Data in clear though promised encrypted",
    finds="columns of customer data whose values can be read, and old values that remain in clear in "
    "the free pages of a SQLite file",
    matters="whoever gets the database, a backup or a stolen disk reads the data, and a breach of "
    "readable data must be notified where one of encrypted data need not be",
    remedy="encrypt the columns (the key kept elsewhere), then VACUUM the database and replace its "
    "backups; if the clause means no more than an encrypted disk, have it say so",
    judges=JUDGES,
    collect=collect,
    judge=judge,
)
