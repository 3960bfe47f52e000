"""Counting rules: elapsed time, civil days, months, and Regulation 1182/71 against checked deadlines."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.base.counting import RULES, add_months, due, is_working_day
from servanda.base.durations import (
    UNITS,
    BusinessDays,
    CalendarDays,
    Duration,
    Hours,
    Months,
    Weeks,
    Years,
    duration,
)
from servanda.base.errors import ServandaError
from servanda.base.instants import parse_instant

BERLIN = "Europe/Berlin"
NEW_YORK = "America/New_York"


def at(text: str) -> datetime:
    return parse_instant(text)


@pytest.mark.parametrize(
    ("start", "length", "zone", "end"),
    [
        # a weekend does not stop hours
        ("2026-03-06T18:00:00Z", Hours(72), "UTC", "2026-03-09T18:00:00Z"),
        # clocks forward on 29 March 2026, back on 25 October 2026: 48 hours are 172,800 seconds
        ("2026-03-28T12:00:00+01:00", Hours(48), BERLIN, "2026-03-30T13:00:00+02:00"),
        ("2026-10-24T12:00:00+02:00", Hours(48), BERLIN, "2026-10-26T11:00:00+01:00"),
        # a day ends at local midnight, in summer time too
        ("2026-03-28T12:00:00+01:00", CalendarDays(1), BERLIN, "2026-03-30T00:00:00+02:00"),
        ("2026-10-24T12:00:00+02:00", CalendarDays(1), BERLIN, "2026-10-26T00:00:00+01:00"),
        # just before local midnight it is still that day
        ("2026-03-02T23:30:00-05:00", CalendarDays(60), NEW_YORK, "2026-05-02T00:00:00-04:00"),
        ("2026-03-02T23:30:00-05:00", CalendarDays(60), "UTC", "2026-05-03T00:00:00Z"),
        # leap years, and days that a month lacks
        ("2028-02-28T00:00:00Z", CalendarDays(1), "UTC", "2028-03-01T00:00:00Z"),
        ("2027-02-28T00:00:00Z", CalendarDays(1), "UTC", "2027-03-02T00:00:00Z"),
        ("2026-01-31T09:00:00Z", Months(1), "UTC", "2026-03-01T00:00:00Z"),
        ("2028-01-31T09:00:00Z", Months(1), "UTC", "2028-03-01T00:00:00Z"),
        ("2028-02-29T09:00:00Z", Years(1), "UTC", "2029-03-01T00:00:00Z"),
        ("2028-02-29T09:00:00Z", Months(12), "UTC", "2029-03-01T00:00:00Z"),
        # a week ends on its weekday
        ("2026-03-06T18:00:00Z", Weeks(1), "UTC", "2026-03-14T00:00:00Z"),
    ],
)
def test_elapsed(start: str, length: Duration, zone: str, end: str) -> None:
    assert due(at(start), length, zone=zone) == at(end)


def test_business_days_skip_weekends_and_the_holidays_named() -> None:
    friday = at("2026-12-18T10:00:00Z")
    christmas = {date(2026, 12, 25)}
    assert due(friday, BusinessDays(5), holidays=()) == at("2026-12-26T00:00:00Z")
    assert due(friday, BusinessDays(5), holidays=christmas) == at("2026-12-29T00:00:00Z")
    assert not is_working_day(date(2026, 12, 25), christmas)
    assert not is_working_day(date(2026, 12, 26), ())
    assert is_working_day(date(2026, 12, 24), christmas)


def test_the_first_day_may_count() -> None:
    start = at("2026-03-02T10:00:00Z")
    rule = "counting-first-day"
    assert due(start, CalendarDays(60), rule=rule) == at("2026-05-01T00:00:00Z")
    assert due(start, Months(1), rule=rule) == at("2026-04-02T00:00:00Z")
    assert due(start, BusinessDays(1), rule=rule, holidays=()) == at("2026-03-03T00:00:00Z")
    assert due(start, CalendarDays(0), rule=rule) == due(start, CalendarDays(0))


@pytest.mark.parametrize(
    ("length", "named", "code"),
    [
        (Hours(1), {"rule": "no-rule"}, "unknown-rule"),
        (Hours(1), {"zone": "Nowhere/City"}, "unknown-zone"),
        (Hours(1), {"zone": "../etc/passwd"}, "unknown-zone"),
        (BusinessDays(1), {}, "no-calendar"),
        (CalendarDays(1), {"rule": "reg1182"}, "no-calendar"),
        (CalendarDays(10**9), {}, "beyond-calendar"),
        (Hours(10**12), {}, "beyond-calendar"),
        (Years(9999), {}, "beyond-calendar"),
    ],
)
def test_what_cannot_be_counted_is_an_error_and_never_a_guess(
    length: Duration, named: dict[str, str], code: str
) -> None:
    with pytest.raises(ServandaError) as error:
        due(at("2026-01-01T00:00:00Z"), length, **named)  # type: ignore[arg-type]
    assert error.value.code == code


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ServandaError) as error:
        due(datetime(2026, 1, 1), Hours(1))
    assert error.value.code == "naive-instant"


STARTS = st.datetimes(
    min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC)
)
ZONES = st.sampled_from(
    [BERLIN, NEW_YORK, "UTC", "Asia/Kathmandu", "Pacific/Apia", "America/Caracas"]
)
UNIT = st.sampled_from(sorted(UNITS))
RULE = st.sampled_from(sorted(RULES))
HOLIDAYS = frozenset({date(2026, 12, 25), date(2027, 1, 1), date(2028, 2, 29)})


def end(start: datetime, count: int, unit: str, rule: str, zone: str) -> datetime:
    return due(start, duration(count, unit), rule=rule, zone=zone, holidays=HOLIDAYS)


@given(
    STARTS,
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=40)),
    st.integers(0, 60),
    UNIT,
    RULE,
    ZONES,
)
def test_whoever_starts_later_is_never_due_earlier(
    start: datetime, later: timedelta, count: int, unit: str, rule: str, zone: str
) -> None:
    assert end(start, count, unit, rule, zone) <= end(start + later, count, unit, rule, zone)


@given(STARTS, st.integers(0, 60), UNIT, RULE, ZONES)
def test_a_longer_limit_is_never_due_earlier(
    start: datetime, count: int, unit: str, rule: str, zone: str
) -> None:
    assert end(start, count, unit, rule, zone) <= end(start, count + 1, unit, rule, zone)


@given(STARTS, st.integers(0, 60), UNIT, ZONES)
def test_counting_the_first_day_is_the_earliest_reading(
    start: datetime, count: int, unit: str, zone: str
) -> None:
    first = end(start, count, unit, "counting-first-day", zone)
    assert (
        first
        <= end(start, count, unit, "elapsed", zone)
        <= end(start, count, unit, "reg1182", zone)
    )


@given(STARTS, st.integers(1, 60), UNIT, RULE, ZONES)
def test_a_limit_ends_after_its_start_and_days_end_at_local_midnight(
    start: datetime, count: int, unit: str, rule: str, zone: str
) -> None:
    ends = end(start, count, unit, rule, zone)
    assert ends > start
    if unit != "hours" and rule != "noon-of-next-working-day":
        before = (ends - timedelta(microseconds=1)).astimezone(ZoneInfo(zone))
        assert before.date() < ends.astimezone(ZoneInfo(zone)).date()


@given(STARTS, st.integers(1, 60), UNIT, ZONES)
def test_the_noon_rule_moves_an_end_only_off_days_without_work(
    start: datetime, count: int, unit: str, zone: str
) -> None:
    plain = end(start, count, unit, "elapsed", zone)
    moved = end(start, count, unit, "noon-of-next-working-day", zone)
    last = (plain - timedelta(microseconds=1)).astimezone(ZoneInfo(zone))
    if last.weekday() < 5:
        assert moved == plain
    else:
        local = moved.astimezone(ZoneInfo(zone))
        assert (local.hour, local.minute) == (12, 0) and local.weekday() == 0
        assert timedelta(0) < moved - plain <= timedelta(days=3)


@given(st.dates(max_value=date(2500, 1, 1)), st.integers(0, 600))
def test_months_keep_the_day_or_take_the_last(day: date, count: int) -> None:
    later = add_months(day, count)
    assert (later.year - day.year) * 12 + later.month - day.month == count
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


UNITS_OF_THE_VECTORS = {
    "hours": "hours",
    "days": "days",
    "working-days": "business_days",
    "weeks": "weeks",
    "months": "months",
}


def test_regulation_1182_agrees_with_every_checked_deadline(shared: Path) -> None:
    """Law: Regulation (EEC, Euratom) No 1182/71, Articles 2 and 3. The vectors name the last instant."""
    folder = shared / "incidents"
    calendars = json.loads((folder / "eu_official_holidays_2025_2026.json").read_text("utf-8"))[
        "calendars"
    ]
    holidays = {
        name: frozenset(date.fromisoformat(day) for days in years.values() for day in days)
        for name, years in calendars.items()
    }
    wrong, checked = [], 0
    with (folder / "reg1182_vectors.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            length = duration(int(row["value"]), UNITS_OF_THE_VECTORS[row["unit"]])
            start = datetime.fromisoformat(row["start_local"]).replace(tzinfo=UTC)
            last = datetime.fromisoformat(row["end_local_inclusive"]).replace(tzinfo=UTC)
            found = due(start, length, rule="reg1182", holidays=holidays[row["calendar"]])
            checked += 1
            if found != last + timedelta(milliseconds=1):
                wrong.append(row)
    assert wrong == []
    assert checked == 7769
