"""Roles that can read customer data and were not meant to: real grants in PostgreSQL, file permissions.

Who is meant to stands in `servanda.toml`: `readers` of a system. Membership in a role that is listed is
enough, except for a superuser, who must be listed by name. Roles, least privilege and access that is
limited in general are judged here (a file knows no roles, so a promise of roles stays unknown there);
multi-factor authentication, unique ids, access reviews and logging
are not, and stay unknown.
"""

from __future__ import annotations

from typing import Any

from servanda.base.errors import ServandaError
from servanda.controls import collecting, judging
from servanda.controls.control import Control, Evidence, Observation, Outcome, Situation
from servanda.controls.databases import opened
from servanda.controls.grants import access, memberships, open_to
from servanda.controls.holdings import Declared
from servanda.inventory.systems import System
from servanda.obligations.obligation import Obligation

ID = "database-roles"
JUDGES = ("access_control",)

_HERE = frozenset({"rbac", "least_privilege"})


def collect(situation: Situation) -> Evidence:
    """Read the grants on each table that holds customer data, or the permissions of a file."""
    declared, observations = Declared(situation), []
    for system in situation.systems:
        if "://" in system.target:
            observations += _grants(system, situation, declared)
        else:
            observations.append(_file(system, situation))
    return collecting.evidence(ID, situation, observations)


def _file(system: System, situation: Situation) -> Observation:
    about = {"system": system.id}
    path = collecting.within(situation.folder, system.target.removeprefix("sqlite:"))
    try:
        group, others = open_to(path)
    except OSError as error:
        why = f"the permissions of {system.id} could not be read: {error.strerror or 'no reason given'}"
        return Observation(subject=system.id, facts=about, failed=why)
    facts = {**about, "kind": "file", "group": group, "others": others}
    return Observation(subject=system.id, facts=facts)


def _grants(system: System, situation: Situation, declared: Declared) -> list[Observation]:
    tables = [holding.table for holding in declared.holdings((system.id,), "")]
    about = {"system": system.id}
    observations = []
    discovery = situation.discoveries.get(system.id)
    if discovery is None or collecting.unread(discovery):
        why = f"{system.id} was not scanned in full: more tables may hold customer data"
        observations.append(Observation(subject=system.id, facts=about, failed=why))
    try:
        with opened(system, situation.folder) as database:
            members = memberships(database)
            for table in tables:
                found = access(database, table)
                named = {
                    role: sorted(members.get(role, set()) & set(system.readers))
                    for role in found.readers
                }
                facts: dict[str, Any] = {
                    **about,
                    "kind": "table",
                    "table": table,
                    "readers": found.readers,
                    "through": {role: names for role, names in named.items() if names},
                    "public": found.public,
                }
                observations.append(Observation(subject=f"{system.id}: {table}", facts=facts))
    except ServandaError as error:
        seen = sum(not observation.failed for observation in observations)
        observations += [
            Observation(subject=f"{system.id}: {table}", facts=about, failed=error.message)
            for table in tables[seen:] or [system.id]
        ]
    return observations


def judge(evidence: Evidence, situation: Situation) -> tuple[Outcome, ...]:
    """Broken where a role that is not listed can read, or a file is open to everyone."""
    ours, others = judging.duties(ID, JUDGES, situation)
    looked, reached = judging.Looked(evidence, situation, "system"), judging.reach(situation)
    systems = {system.id: system for system in situation.systems}
    outcomes = list(others)
    for obligation in ours:
        promised = _promised(obligation)
        for part in sorted(promised - _HERE):
            why = f"{part.replace('_', ' ')} is not seen in a database: evidence by a person is needed"
            outcomes.append(judging.apart(ID, obligation, "unknown", part, why))
        if promised and not promised & _HERE:
            continue
        names = reached(obligation)
        if not names:
            why = "no system of servanda.toml is said to hold this data"
            outcomes.append(judging.apart(ID, obligation, "unknown", "systems", why))
        outcomes += [_outcome(looked.at(name), obligation, systems.get(name)) for name in names]
    return tuple(outcomes)


def _promised(obligation: Obligation) -> set[str]:
    value = obligation.value
    return {value} if isinstance(value, str) else set(value) if isinstance(value, tuple) else set()


def _outcome(view: judging.View, obligation: Obligation, system: System | None) -> Outcome:
    broken: list[str] = []
    unknown: list[str] = []
    kept: list[str] = []
    tables = [o for o in view.seen if o.facts.get("kind") == "table"]
    for observation in view.seen:
        if observation.facts.get("kind") == "file":
            _judge_file(view.subject, observation.facts, broken, unknown, kept)
            if "rbac" in _promised(obligation):
                unknown.append(f"the file of {view.subject} knows no roles, which were promised")
        elif observation.facts.get("kind") != "table":
            unknown.append(f"what was seen of {observation.subject} is incomplete")
    if tables:
        _judge_tables(view.subject, tables, system, broken, unknown, kept)
    return view.outcome(
        ID,
        obligation,
        broken=broken,
        unknown=unknown,
        kept="; ".join(kept),
        remedy=CONTROL.remedy if tables else "take the file from everyone else: chmod 600",
    )


def _judge_file(
    name: str, facts: dict[str, Any], broken: list[str], unknown: list[str], kept: list[str]
) -> None:
    if facts.get("others") is True:
        broken.append(f"every user of the machine may read the file of {name}")
    elif facts.get("others") is not False or facts.get("group") not in (True, False):
        unknown.append(f"who may read the file of {name} was not seen")
    else:
        whom = "its owner and group" if facts["group"] else "its owner alone"
        kept.append(f"the file of {name} can be read by {whom}")


def _judge_tables(
    name: str,
    tables: list[Observation],
    system: System | None,
    broken: list[str],
    unknown: list[str],
    kept: list[str],
) -> None:
    allowed = set(system.readers) if system else set()
    wide: dict[str, str] = {}
    readers: set[str] = set()
    public = []
    for observation in tables:
        found, through = observation.facts.get("readers"), observation.facts.get("through")
        if not isinstance(found, dict) or not isinstance(through, dict):
            unknown.append(f"what was seen of {observation.subject} is incomplete")
            continue
        readers |= set(found)
        if observation.facts.get("public") is not False:
            public.append(collecting.text(observation.facts, "table"))
        for role, way in found.items():
            listed = set(collecting.texts(through, role) or ()) & allowed
            if role not in allowed and (way == "superuser" or not listed):
                wide[role] = str(way)
    if public:
        broken.append(
            f"{collecting.some(public)} of {name} can be read by PUBLIC, which is everyone"
        )
    if not allowed:
        unknown.append(
            f"servanda.toml does not say which roles may read {name}; "
            f"{len(readers)} can: {collecting.some(sorted(readers))}"
        )
    elif wide:
        roles = [f"{role} ({wide[role]})" for role in sorted(wide)]
        broken.append(
            f"servanda.toml does not list {collecting.plural(len(wide), 'role')} that can read customer "
            f"data in {name}: {collecting.some(roles)}"
        )
    kept.append(
        f"{collecting.plural(len(tables), 'table')} of {name} can be read by "
        f"{collecting.some(sorted(readers))} and nobody else"
    )


CONTROL = Control(
    title="Database roles wider than promised",
    finds="roles of a PostgreSQL that can read customer data, by grant, membership or attribute, and are "
    "not among the readers in servanda.toml; database files that every user of the machine can read",
    matters="a promise of least privilege is worth what the grants are: each reader too many is one more "
    "password that opens everything",
    remedy="revoke the grant or membership (REVOKE SELECT ON ... FROM ...), or list the role under "
    "readers; for a file, chmod 600",
    judges=JUDGES,
    collect=collect,
    judge=judge,
)
