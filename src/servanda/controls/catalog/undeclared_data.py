"""Customer data that the scan finds and `inventory.toml` does not declare."""

from __future__ import annotations

from typing import Any

from servanda.controls import collecting, judging
from servanda.controls.collecting import SURE
from servanda.controls.control import Control, Evidence, Outcome, Situation
from servanda.controls.holdings import Declared
from servanda.inventory.findings import ColumnFinding, Discovery, Field
from servanda.obligations.obligation import Obligation

ID = "undeclared-data"
JUDGES = ("declared_data",)


def collect(situation: Situation) -> Evidence:
    """Compare the scan of each system with what is declared, column by column."""
    fields = Declared(situation).fields
    rank = {detector.id: detector.sensitivity.rank for detector in situation.detectors}

    def facts(discovery: Discovery) -> dict[str, Any]:
        undeclared = [f for f in discovery.findings if (f.system, f.table, f.column) not in fields]
        worse = [
            f
            for f in discovery.findings
            if f.confidence >= SURE and _worse(f, fields.get((f.system, f.table, f.column)), rank)
        ]
        return {
            "columns": discovery.columns,
            "found": len(collecting.columns(discovery.findings)),
            "undeclared": collecting.columns(f for f in undeclared if f.confidence >= SURE),
            "unsure": collecting.columns(f for f in undeclared if f.confidence < SURE),
            "worse": collecting.columns(worse),
        }

    return collecting.evidence(ID, situation, collecting.per_scan(situation, facts))


def _worse(finding: ColumnFinding, declared: Field | None, rank: dict[str, int]) -> bool:
    """Whether the column is declared, but as a class that is less sensitive than what it holds."""
    if declared is None or declared.data_class == finding.data_class:
        return False
    return rank.get(declared.data_class, 3) < finding.sensitivity.rank


def judge(evidence: Evidence, situation: Situation) -> tuple[Outcome, ...]:
    """Broken for each system with an undeclared column, kept where a complete scan found none."""
    ours, outcomes = judging.duties(ID, JUDGES, situation)
    looked, reached = judging.Looked(evidence, situation, "system"), judging.reach(situation)
    said = list(outcomes)
    for obligation in ours:
        systems = reached(obligation)
        if not systems:
            why = "no system of servanda.toml is said to hold this data"
            said.append(judging.apart(ID, obligation, "unknown", "systems", why))
        for system in systems:
            said.append(_outcome(looked.at(system), obligation))
    return tuple(said)


def _outcome(view: judging.View, obligation: Obligation) -> Outcome:
    broken: list[str] = []
    unknown: list[str] = []
    found = columns = 0
    for observation in view.seen:
        undeclared = collecting.named(observation.facts, "undeclared")
        unsure = collecting.named(observation.facts, "unsure")
        worse = collecting.named(observation.facts, "worse")
        read = collecting.number(observation.facts, "columns")
        if undeclared is None or unsure is None or worse is None or read is None:
            unknown.append(f"what was seen of {observation.subject} is incomplete")
            continue
        columns += read
        found += collecting.number(observation.facts, "found") or 0
        if undeclared:
            broken.append(
                f"inventory.toml does not declare {collecting.plural(len(undeclared), 'column')} of "
                f"{view.subject} with customer data: {collecting.labels(undeclared)}"
            )
        if worse:
            broken.append(
                f"{view.subject} holds more sensitive data than declared: {collecting.labels(worse)}"
            )
        if unsure:
            unknown.append(f"{view.subject} may hold undeclared data: {collecting.labels(unsure)}")
        if not read:
            unknown.append(f"no column of {view.subject} was read")
    return view.outcome(
        ID,
        obligation,
        broken=broken,
        unknown=unknown,
        kept=(
            f"of {collecting.plural(columns, 'column')} of {view.subject} {found} hold customer data, "
            "all declared"
        ),
        remedy=CONTROL.remedy,
    )


CONTROL = Control(
    title="Customer data that nobody declared",
    finds="columns in which the scan found customer data and which inventory.toml does not declare, "
    "or declares as something less sensitive",
    matters="what is not declared is covered by no purpose, no retention and no record of processing: "
    "every promise about it is kept by chance",
    remedy="declare the column in inventory.toml with class, purpose and agreements, or delete it",
    judges=JUDGES,
    collect=collect,
    judge=judge,
)
