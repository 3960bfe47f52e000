"""Which rules are in force on a date, and in which state an instrument then is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from servanda.base.errors import ServandaError
from servanda.law.provisions import Law, Provision, Rule

State = Literal["proposed", "adopted", "in-force", "ended"]


def state(law: Law, on: date) -> State:
    """The state of an instrument on a date.

    Raises ServandaError `outside-coverage` before it was proposed or, where that is not known,
    adopted.
    """
    if law.until is not None and on > law.until:
        return "ended"
    if on >= law.since:
        return "in-force"
    if on >= law.adopted:
        return "adopted"
    if law.proposed is not None and on >= law.proposed:
        return "proposed"
    raise ServandaError(
        "outside-coverage",
        f"`{law.id}` says nothing about {on.isoformat()}",
        hint=f"it was adopted on {law.adopted.isoformat()}",
    )


def rules_in_force(law: Law, on: date) -> Law:
    """The law with only those duties and requirements, and their cases, that hold on a date.

    A provision without a rule left stays, with its words. Raises ServandaError `outside-coverage`
    for a date before `since` or after `until`.
    """
    if on < law.since or (law.until is not None and on > law.until):
        last = f" to {law.until.isoformat()}" if law.until else ""
        raise ServandaError(
            "outside-coverage",
            f"the text of `{law.id}` does not cover {on.isoformat()}",
            hint=f"it covers {law.since.isoformat()}{last}{'' if law.until else ' on'}",
        )
    gone = {rule.id for rule in law.rules if not holds(rule, on)}
    if not gone:
        return law
    return replace(law, provisions=tuple(_without(p, gone) for p in law.provisions))


def holds(rule: Rule, on: date) -> bool:
    """Whether a rule is in force on a date; `until` is its last day."""
    return rule.since <= on and (rule.until is None or on <= rule.until)


def _without(provision: Provision, gone: set[str]) -> Provision:
    return replace(
        provision,
        duties=tuple(duty for duty in provision.duties if duty.id not in gone),
        requirements=tuple(rule for rule in provision.requirements if rule.id not in gone),
        examples=tuple(e for e in provision.examples if e.requirement not in gone),
        cases=tuple(case for case in provision.cases if case.duty not in gone),
    )
