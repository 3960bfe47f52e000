"""Clocks as they run: from the event that starts one to the strictest reading of its end.

Where a start is not stated, knowledge in another form stands for it (the discovery for the awareness); an act
that has not happened lets the clock wait.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from servanda.base.clocks import Clock
from servanda.base.counting import due as count
from servanda.base.durations import BusinessDays, Hours
from servanda.base.instants import Instant
from servanda.incidents.facts import Facts

State = Literal["owed", "overdue", "open", "waiting", "done", "late", "not-owed"]

_ACTS = {
    "individual-notice",
    "authority-notice",
    "initial-notification",
    "intermediate-report",
    "incident-notification",
    "incident-handled",
    "payment",
    "classification",
    "materiality",
    "processor-notice",
    "law-enforcement-release",
    "first-notice",
}
"""Starts that are acts of their own: until they happen, the clock waits."""

_KNOWLEDGE = ("discovery", "awareness", "determination")
"""Starts that stand for one another where only one of them is stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Another way to count the same limit, later than the one that is aimed at."""

    rule: str
    due: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A clock as it runs: from when to when, and what was decided on the way."""

    state: State
    why: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    starts: str = ""
    start: Instant | None = None
    due: Instant | None = None
    readings: tuple[Reading, ...] = ()


def running(
    run: Run,
    clock: Clock,
    facts: Facts,
    rules: tuple[str, ...],
    zone: str,
    holidays: Container[date] | None,
) -> Run:
    """The clock from its start to its end, by the strictest of these counting rules; later ones beside it.

    `run` brings the state and the reasons so far; without a start the clock waits or stays open.
    """
    starts, start, note = _start(clock.starts, facts, zone)
    why = (*run.why, note) if note else run.why
    if start is None:
        waits = clock.starts in _ACTS and run.state == "owed"
        asks = run.asks if waits else (*run.asks, f"when was the {clock.starts or 'awareness'}?")
        return Run(state="waiting" if waits else run.state, starts=starts, why=why, asks=asks)
    if clock.length is None:
        return Run(state=run.state, why=why, asks=run.asks, starts=starts, start=start)
    readings = []
    for rule in rules:
        by_calendar = isinstance(clock.length, BusinessDays) or (
            rule in _BY_CALENDAR and not isinstance(clock.length, Hours)
        )
        if by_calendar and holidays is None:
            if rule == "reg1182":
                continue
            why = (*why, "no calendar of the place is known: weekends alone are left out")
        end = count(
            start, clock.length, rule=rule, zone=zone, holidays=() if holidays is None else holidays
        )
        readings.append(Reading(rule=rule, due=end))
    first = min(readings, key=lambda reading: reading.due)
    later = tuple(reading for reading in readings if reading.due > first.due)
    return Run(
        state=run.state,
        why=why,
        asks=run.asks,
        starts=starts,
        start=start,
        due=first.due,
        readings=later,
    )


_BY_CALENDAR = ("reg1182", "noon-of-next-working-day")


def _start(name: str, facts: Facts, zone: str) -> tuple[str, Instant | None, str]:
    """The event that a clock starts from, when it was, and what was put in its place."""
    wanted = {"first-notice": "authority-notice", "": "awareness"}.get(name, name)
    if (at := facts.at(wanted)) is not None:
        return wanted, at, ""
    if wanted == "end-of-calendar-year" and (known := knowledge(facts)) is not None:
        year = known.astimezone(ZoneInfo(zone)).year
        end = datetime.combine(date(year, 12, 31), time(12), tzinfo=ZoneInfo(zone))
        return wanted, end.astimezone(UTC), ""
    if wanted in _ACTS or wanted == "end-of-calendar-year":
        return wanted, None, ""
    stated = [(facts.at(other), other) for other in _KNOWLEDGE]
    known_at = [(at, other) for at, other in stated if at is not None]
    if not known_at:
        return wanted, None, ""
    at, other = min(known_at)
    return other, at, f"counted from the {other}: the {wanted} is not stated"


def knowledge(facts: Facts) -> Instant | None:
    """When the house first knew, in whichever form it is stated."""
    return min((at for name in _KNOWLEDGE if (at := facts.at(name))), default=None)
