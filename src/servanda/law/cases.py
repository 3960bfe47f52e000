"""Runs the worked cases of a law: what a duty says on given facts, beside what the text expects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from servanda.base.counting import due as count
from servanda.base.durations import Hours
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant, format_instant
from servanda.law.conditions import applies
from servanda.law.provisions import Case, Duty, Law


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """One case as run. `why` says in one sentence what differs, and is empty where it passed.

    `due` is the first instant at which the limit has run out, None where the text has no number.
    """

    name: str
    duty: str
    provision: str
    passed: bool
    why: str = ""
    applies: bool | None = None
    due: Instant | None = None
    line: int = 0


def run(law: Law, case: Case) -> CaseResult:
    """Run one case of `law`. A case that cannot be run has not passed; nothing is raised for it."""
    provision, duty = next(
        ((p.path, d) for p in law.provisions for d in p.duties if d.id == case.duty), ("", None)
    )
    if duty is None:
        why = f"there is no duty `{case.duty}` in this text"
        return CaseResult(
            name=case.name, duty=case.duty, provision="", passed=False, why=why, line=case.line
        )
    holds: bool | None = None
    end: Instant | None = None
    try:
        holds = applies(duty, case.facts)
        end = end_of(duty, case.facts) if holds else None
        why = _difference(duty, case, holds, end)
    except ServandaError as error:
        why = error.message
    return CaseResult(
        name=case.name,
        duty=duty.id,
        provision=provision,
        passed=not why,
        why=why,
        applies=holds,
        due=end,
        line=case.line,
    )


def run_all(law: Law) -> tuple[CaseResult, ...]:
    """Every case of a law, in the order of its text."""
    return tuple(run(law, case) for provision in law.provisions for case in provision.cases)


def end_of(duty: Duty, facts: dict[str, Any]) -> Instant | None:
    """When the duty's clock has run out on these facts; None without a number or a start.

    Raises ServandaError `date-for-hours` where hours are to be counted from a day, and what
    `servanda.base.counting.due` raises.
    """
    clock = duty.clock
    if clock is None or clock.length is None or clock.every or clock.starts not in facts:
        return None
    zone = str(facts.get("zone", "UTC"))
    start = facts[clock.starts]
    if not isinstance(start, datetime):
        if not isinstance(start, date):
            raise ServandaError("wrong-fact", f"`{clock.starts}` is an instant or a day")
        if isinstance(clock.length, Hours):
            raise ServandaError("date-for-hours", "hours run from an instant, not from a day")
        start = _midnight(start, zone)
    return count(
        start,
        clock.length,
        rule=clock.rule or "elapsed",
        zone=zone,
        holidays=facts.get("holidays"),
    )


def _midnight(day: date, zone: str) -> Instant:
    try:
        return datetime.combine(day, time(0), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except (KeyError, ValueError, OSError, OverflowError):
        raise ServandaError("unknown-zone", f"`{zone}` is no time zone for this day") from None


def _difference(duty: Duty, case: Case, holds: bool | None, end: Instant | None) -> str:
    expect = case.expect
    # a case that expects a time also expects that the duty applies
    wanted = expect.get("applies", True)
    if holds is None:
        return "the facts do not say whether the duty applies"
    if holds != wanted:
        return f"the duty {'applies' if holds else 'does not apply'}, against what is expected"
    if "words" in expect:
        words = duty.clock.words if duty.clock else ""
        if words != expect["words"]:
            return f"the clock's words are `{words}`"
    if "due" in expect:
        return _difference_in_time(expect["due"], end, str(case.facts.get("zone", "UTC")))
    return ""


def _difference_in_time(wanted: Any, end: Instant | None, zone: str) -> str:
    if end is None:
        return "the duty has no time that could be counted"
    if isinstance(wanted, datetime):
        same = wanted == end
    elif isinstance(wanted, date):
        # a day means the whole of it: the limit has run out when the next one begins
        same = _midnight(wanted + timedelta(days=1), zone) == end
    else:
        return "`due` is an instant or a day"
    return "" if same else f"the limit runs out at {format_instant(end)}"
