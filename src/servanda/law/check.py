"""Checks a law's text: each rule cited, dated, shown by an example, and every worked case right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.base.errors import ServandaError
from servanda.law.cases import run_all
from servanda.law.conditions import settles
from servanda.law.provisions import Case, Duty, Example, Law, Requirement
from servanda.law.reader import read_law

_AMOUNT = re.compile(
    r"\d[\s.,]{0,4}(?:%|per cent|percent|million|billion|(?:USD|EUR|GBP|CHF)\b)"
    r"|[$€£]\s{0,4}\d|\b(?:USD|EUR|GBP|CHF)\s{0,4}\d"
)
_CITATION = re.compile(
    r"([a-z]{2,8}(?:/[a-z0-9-]+){1,3})#([0-9A-Za-z](?:[0-9A-Za-z._-]*[0-9A-Za-z])?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in a law's text: `code` is stable, `where` is `file:line`."""

    code: str
    law: str
    rule: str
    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


def check(law: Law) -> tuple[Fault, ...]:
    """Every fault of a text that could be read, in the order of its lines.

    Codes: `no-case`, `no-time-case`, `condition-without-case`, `no-kind`, `no-role`, `no-example`,
    `no-clause`, `no-condition`, `uncited-amount`, `unresolved-citation`, `wrong-dates`,
    `no-why`, `case-fails`.
    """
    cases = [case for provision in law.provisions for case in provision.cases]
    examples = [example for provision in law.provisions for example in provision.examples]
    faults = [
        *_dates(law),
        *(f for duty in law.duties for f in _duty(law, duty, cases)),
        *(f for rule in law.requirements for f in _requirement(law, rule, examples)),
        *_cases(law),
    ]
    return tuple(sorted(faults, key=lambda fault: int(fault.where.rpartition(":")[2])))


def check_text(law_id: str, source: bytes) -> tuple[Fault, ...]:
    """Like `check`, from the text itself: what keeps it from being read is its one fault."""
    try:
        law = read_law(law_id, source)
    except ServandaError as error:
        why = f"{error.message} ({error.hint})" if error.hint else error.message
        where = error.where if ":" in error.where else f"{law_id}.md:1"
        return (Fault(code=error.code, law=law_id, rule="", where=where, why=why),)
    return check(law)


def _fault(law: Law, code: str, rule: str, line: int, why: str) -> Fault:
    return Fault(code=code, law=law.id, rule=rule, where=f"{law.id}.md:{line}", why=why)


def _dates(law: Law) -> Iterator[Fault]:
    if not law.adopted <= law.since:
        yield _fault(law, "wrong-dates", "", 1, "the law is in force before it was adopted")
    if law.until is not None and law.until < law.since:
        yield _fault(law, "wrong-dates", "", 1, "the law ends before it is in force")
    if law.reviewed < law.adopted:
        yield _fault(law, "wrong-dates", "", 1, "the text was reviewed before the law was adopted")
    for rule in law.rules:
        if rule.since < law.since or (rule.until is not None and rule.until < rule.since):
            why = f"`{rule.id}` does not hold within the time that the law covers"
            yield _fault(law, "wrong-dates", rule.id, rule.line, why)


def _duty(law: Law, duty: Duty, cases: list[Case]) -> Iterator[Fault]:
    def fault(code: str, why: str) -> Fault:
        return _fault(law, code, duty.id, duty.line, f"the duty `{duty.id}` {why}")

    own = [case for case in cases if case.duty == duty.id]
    if not own:
        yield fault("no-case", "has no worked case")
    counted = duty.clock is not None and duty.clock.length is not None and not duty.clock.every
    if own and counted and not any("due" in case.expect for case in own):
        yield fault("no-time-case", "has a time limit and no case that says when it is due")
    for condition in (*duty.when, *duty.unless):
        if own and not any(settles(fact, condition) for case in own for fact in case.facts):
            yield fault("condition-without-case", f"has no case that decides `{condition}`")
    if not duty.kind:
        yield fault("no-kind", "names no `kind`")
    if not duty.role:
        yield fault("no-role", "names no `role` that answers for it")
    cited = _CITATION.findall(duty.consequence)
    if _AMOUNT.search(duty.consequence) and not cited:
        yield fault("uncited-amount", "names an amount in its consequence and cites nothing")
    for code, path in cited:
        if code == law.id and law.provision(path) is None:
            yield fault("unresolved-citation", f"cites `{code}#{path}`, which is not in this text")


def _requirement(law: Law, rule: Requirement, examples: list[Example]) -> Iterator[Fault]:
    def fault(code: str, why: str) -> Fault:
        return _fault(law, code, rule.id, rule.line, f"the requirement `{rule.id}` {why}")

    shown = {example.status for example in examples if example.requirement == rule.id}
    if "satisfied" not in shown:
        yield fault("no-example", "has no example of wording that satisfies it")
    if not shown & {"partial", "missing"}:
        yield fault("no-example", "has no example of wording that falls short")
    if rule.level != "optional" and not rule.clause:
        yield fault("no-clause", "proposes no clause for a gap")
    if (rule.level == "conditional") != bool(rule.when):
        yield fault("no-condition", "is conditional and says on what, or is not and does")
    for example in examples:
        if example.requirement == rule.id and example.status == "partial" and not example.why:
            why = f"an example of `{rule.id}` is partial and does not say what it lacks"
            yield _fault(law, "no-why", rule.id, example.line, why)


def _cases(law: Law) -> Iterator[Fault]:
    for result in run_all(law):
        if not result.passed:
            why = f"the case `{result.name}` fails: {result.why}"
            yield _fault(law, "case-fails", result.duty, result.line, why)
