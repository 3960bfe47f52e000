"""Our clocks beside an independent program: PostgreSQL's arithmetic of times, with its own zone tables."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from servanda.base.counting import due
from servanda.base.durations import CalendarDays, Hours, Months, Weeks, Years

# the nights on which clocks change, ends of months, leap days, and zones with odd rules
STARTS = [
    ("2026-03-28T12:00:00Z", "Europe/Berlin"),
    ("2026-03-29T00:30:00Z", "Europe/Berlin"),
    ("2026-10-24T22:30:00Z", "Europe/Berlin"),
    ("2026-10-25T00:30:00Z", "Europe/Berlin"),
    ("2026-03-08T06:59:59Z", "America/New_York"),
    ("2026-11-01T05:30:00Z", "America/New_York"),
    ("2026-11-01T06:30:00Z", "America/New_York"),
    ("2026-04-04T15:10:00Z", "Australia/Lord_Howe"),
    ("2026-10-03T15:10:00Z", "Australia/Lord_Howe"),
    ("2026-06-30T23:59:59Z", "Pacific/Auckland"),
    ("2026-09-26T13:59:00Z", "Pacific/Auckland"),
    ("2028-02-28T23:00:00Z", "Europe/London"),
    ("2028-02-29T12:00:00Z", "America/Chicago"),
    ("2027-02-28T12:00:00Z", "Asia/Kolkata"),
    ("2026-01-31T12:00:00Z", "Asia/Tokyo"),
    ("2026-12-31T23:30:00Z", "America/Los_Angeles"),
    ("2026-05-31T10:00:00Z", "America/Sao_Paulo"),
    ("2026-08-30T20:00:00Z", "Africa/Cairo"),
]
LENGTHS = [
    *(Hours(n) for n in (1, 4, 24, 36, 48, 72, 96)),
    *(CalendarDays(n) for n in (1, 3, 5, 30, 45, 60, 90)),
    Weeks(2),
    Months(1),
    Months(6),
    Years(1),
]
QUERY = {
    "hours": "SELECT %(start)s::timestamptz + make_interval(hours => %(n)s)",
    "days": "make_interval(days => %(n)s)",
    "weeks": "make_interval(weeks => %(n)s)",
    "months": "make_interval(months => %(n)s)",
    "years": "make_interval(years => %(n)s)",
}


def _theirs(cursor, start: datetime, length, zone: str) -> datetime:
    if isinstance(length, Hours):
        query = QUERY["hours"]
    else:
        # the civil day of the event, so many units on, and the midnight that ends it
        query = (
            "SELECT ((%(start)s::timestamptz AT TIME ZONE %(zone)s)::date::timestamp"
            f" + {QUERY[length.unit]} + interval '1 day') AT TIME ZONE %(zone)s"
        )
    cursor.execute(query, {"start": start, "n": length.count, "zone": zone})
    return cursor.fetchone()[0].astimezone(UTC)


@pytest.mark.postgres
def test_every_clock_ends_when_postgresql_says(postgres_database: str) -> None:
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
    draw = random.Random(11)
    zones = sorted({zone for _, zone in STARTS} | {"UTC", "Asia/Kathmandu", "America/St_Johns"})
    cases = [
        (datetime.fromisoformat(start), length, zone)
        for start, zone in STARTS
        for length in LENGTHS
    ]
    first = datetime(2024, 1, 1, tzinfo=UTC)
    for _ in range(700):
        start = first + timedelta(seconds=draw.randrange(5 * 366 * 86_400))
        cases.append((start, draw.choice(LENGTHS), draw.choice(zones)))
    with psycopg.connect(postgres_database) as connection, connection.cursor() as cursor:
        for start, length, zone in cases:
            ours = due(start, length, zone=zone)
            assert ours == _theirs(cursor, start, length, zone), (start, str(length), zone)
            # a chain: the next clock starts where this one was met
            chained = due(ours, Months(1), zone=zone)
            assert chained == _theirs(cursor, ours, Months(1), zone)
    print(f"clocks: {len(cases)} ends and as many chains as PostgreSQL reckons them")
