"""Instants: aware, in UTC, written as RFC 3339 with a `Z`."""

from __future__ import annotations

from datetime import UTC, date, datetime

from servanda.base.errors import ServandaError

Instant = datetime
"""An aware datetime in UTC. `require_instant` is the gate."""


def require_instant(value: datetime) -> Instant:
    """Return `value` in UTC; a naive datetime raises, since its place on the line is unknown."""
    if value.tzinfo is None:
        raise ServandaError(
            "naive-instant",
            "this time names no zone, so the instant it means is unknown",
            hint="write it with an offset, for instance 2026-03-06T18:00:00Z",
        )
    return value.astimezone(UTC)


def parse_instant(text: str) -> Instant:
    """Read an RFC 3339 time; raises ServandaError `bad-instant` or `naive-instant`."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise ServandaError(
            "bad-instant",
            "this is no RFC 3339 time",
            hint="write it like 2026-03-06T18:00:00Z",
        ) from None
    try:
        return require_instant(value)
    except OverflowError:
        raise ServandaError("bad-instant", "this time lies outside the calendar") from None


def parse_date(text: str) -> date:
    """Read an ISO 8601 date; raises ServandaError `bad-date`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ServandaError(
            "bad-date", "this is no ISO 8601 date", hint="write it like 2018-05-25"
        ) from None


def format_instant(value: Instant) -> str:
    """Write an instant as RFC 3339 in UTC, with microseconds only where there are any."""
    text = require_instant(value).isoformat(timespec="auto")
    return text.replace("+00:00", "Z")
