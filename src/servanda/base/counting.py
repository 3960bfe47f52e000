"""Counting rules: from a start and a length of time to the instant at which a time limit ends.

A rule, a zone and a calendar are named by the law or the term; none is guessed. Four rules:

- `elapsed`: hours as elapsed time; days, business days and months end with the last civil day.
- `reg1182`: Regulation (EEC, Euratom) No 1182/71, Articles 2 and 3.
- `counting-first-day`: days with the day of the event counted, the earliest reading of a limit.
- `noon-of-next-working-day`: as `elapsed`; an end on a Saturday, Sunday or holiday moves to noon of the
  next working day (Delegated Regulation (EU) 2025/301, Article 5(4)).
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Container
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from servanda.base.durations import (
    BusinessDays,
    CalendarDays,
    Duration,
    Hours,
    Months,
    Weeks,
    Years,
)
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant, require_instant

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_WEEKEND = (5, 6)


def due(
    start: Instant,
    length: Duration,
    *,
    rule: str = "elapsed",
    zone: str = "UTC",
    holidays: Container[date] | None = None,
) -> Instant:
    """The first instant at which the limit has run out; before it, an act is in time.

    A day limit that ends "with Friday" is due at Saturday 00:00 in `zone`. `holidays` are the days
    besides Saturday and Sunday on which nobody works at the place where the act is due.

    Raises ServandaError `unknown-rule`, `unknown-zone`, `no-calendar` (business days, or a rule
    that moves to a working day, without holidays) or `beyond-calendar`.
    """
    if rule not in RULES:
        raise ServandaError(
            "unknown-rule", f"`{rule}` is no counting rule", hint=f"one of {', '.join(RULES)}"
        )
    try:
        tz = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise ServandaError(
            "unknown-zone",
            f"`{zone}` is no time zone",
            hint="an IANA name such as Europe/Berlin",
        ) from None
    by_working_days = (
        isinstance(length, BusinessDays)
        or rule == "noon-of-next-working-day"
        or (rule == "reg1182" and not isinstance(length, Hours))
    )
    if holidays is None and by_working_days:
        raise ServandaError(
            "no-calendar",
            "working days cannot be counted without a calendar of holidays",
            hint="name the calendar of the place where the act is due",
        )
    try:
        return RULES[rule](require_instant(start), length, tz, () if holidays is None else holidays)
    except OverflowError:
        raise ServandaError("beyond-calendar", "this limit ends outside the calendar") from None


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Whether `day` is neither Saturday, Sunday nor a holiday (Regulation 1182/71, Article 2(2))."""
    return day.weekday() not in _WEEKEND and day not in holidays


def add_months(day: date, count: int) -> date:
    """The same day `count` months on, or that month's last day where it lacks the day."""
    month = day.year * 12 + day.month - 1 + count
    year, month = divmod(month, 12)
    if year > 9999:
        raise OverflowError
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _end_of(day: date, tz: ZoneInfo) -> Instant:
    return datetime.combine(day + _DAY, time(0), tzinfo=tz).astimezone(UTC)


def _add_working_days(day: date, count: int, holidays: Container[date]) -> date:
    while count:
        day += _DAY
        if is_working_day(day, holidays):
            count -= 1
    return day


def _last_day(first: date, length: Duration, holidays: Container[date]) -> date:
    if isinstance(length, CalendarDays):
        return first + length.count * _DAY
    if isinstance(length, BusinessDays):
        return _add_working_days(first, length.count, holidays)
    if isinstance(length, Weeks):
        return first + 7 * length.count * _DAY
    return add_months(first, _months(length))


def _months(length: Duration) -> int:
    return length.count * 12 if isinstance(length, Years) else length.count


def _elapsed(start: Instant, length: Duration, tz: ZoneInfo, holidays: Container[date]) -> Instant:
    if isinstance(length, Hours):
        return start + length.count * _HOUR
    return _end_of(_last_day(start.astimezone(tz).date(), length, holidays), tz)


def _counting_first_day(
    start: Instant, length: Duration, tz: ZoneInfo, holidays: Container[date]
) -> Instant:
    if isinstance(length, Hours) or length.count == 0:
        return _elapsed(start, length, tz, holidays)
    first = start.astimezone(tz).date()
    if isinstance(length, Months | Years):
        return _end_of(add_months(first, _months(length)) - _DAY, tz)
    return _end_of(_last_day(first - _DAY, length, holidays), tz)


def _reg1182(start: Instant, length: Duration, tz: ZoneInfo, holidays: Container[date]) -> Instant:
    if isinstance(length, Hours):
        # Article 3(1) and 3(2)(a): the hour of the event is not counted; the last hour runs out
        hour = start.replace(minute=0, second=0, microsecond=0) + _HOUR
        return hour + length.count * _HOUR
    first = start.astimezone(tz).date()
    last = _last_day(first, length, holidays)  # Article 3(1), 3(2)(b) and (c)
    while not is_working_day(last, holidays):  # Article 3(4)
        last += _DAY
    if length.count >= 2 and isinstance(length, CalendarDays):
        # Article 3(5): a period of two days or more includes at least two working days. It is read,
        # as the published calculators do, of periods that are set in days.
        last = max(last, _add_working_days(first, 2, holidays))
    return _end_of(last, tz)


def _noon(start: Instant, length: Duration, tz: ZoneInfo, holidays: Container[date]) -> Instant:
    end = _elapsed(start, length, tz, holidays)
    # a limit of days is over at midnight, so its last day is the one before
    local = (end - timedelta(microseconds=1)).astimezone(tz)
    if is_working_day(local.date(), holidays):
        return end
    next_day = _add_working_days(local.date(), 1, holidays)
    return datetime.combine(next_day, time(12), tzinfo=tz).astimezone(UTC)


RULES: dict[str, Callable[[Instant, Duration, ZoneInfo, Container[date]], Instant]] = {
    "elapsed": _elapsed,
    "reg1182": _reg1182,
    "counting-first-day": _counting_first_day,
    "noon-of-next-working-day": _noon,
}
