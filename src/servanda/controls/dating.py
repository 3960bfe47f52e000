"""From a promised length of time to the instant before which a row is too old."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from servanda.base.clocks import Clock
from servanda.base.counting import due
from servanda.base.durations import Duration, Hours
from servanda.base.instants import Instant

_FIRST = date(1900, 1, 1)


def cutoff(now: Instant, length: Duration, rule: str = "") -> Instant:
    """Rows that came to be before this instant are past the limit at `now`.

    Days, months and years end with a civil day in UTC, so every row of one day ends at once.
    Raises ServandaError as `servanda.base.counting.due` does (`no-calendar` for business days).
    """
    rule = rule or "elapsed"
    if isinstance(length, Hours) and rule == "elapsed":
        return now - timedelta(hours=length.count)

    def over(day: date) -> bool:
        return due(_midnight(day), length, rule=rule) <= now

    early, late = _FIRST, now.date() + timedelta(days=1)
    if not over(early):
        return _midnight(early)
    while (late - early).days > 1:  # the first day whose limit has not run out is `late`
        middle = early + (late - early) // 2
        early, late = (middle, late) if over(middle) else (early, middle)
    return _midnight(late)


def gone_by(ends: date, clock: Clock) -> Instant | None:
    """When data must be gone after an agreement that ended with the day `ends`; None for words alone.

    Raises ServandaError as `servanda.base.counting.due` does.
    """
    if clock.length is None:
        return None
    start = _midnight(ends) if not isinstance(clock.length, Hours) else over_at(ends)
    return due(start, clock.length, rule=clock.rule or "elapsed")


def over_at(ends: date) -> Instant:
    """The first instant after the last day of an agreement, in UTC."""
    return _midnight(ends + timedelta(days=1))


def _midnight(day: date) -> Instant:
    return datetime.combine(day, time(0), tzinfo=UTC)
