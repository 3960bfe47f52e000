"""Lengths of time that the law keeps apart: hours, calendar and business days, weeks, months, years.

They do not compare with one another: whether two business days are longer than 48 hours depends on
a start, a place and a calendar, so asking is a TypeError and equality across kinds is False.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from servanda.base.errors import ServandaError


@dataclass(frozen=True, slots=True, order=True)
class _Length:
    count: int
    unit: ClassVar[str] = ""

    def __post_init__(self) -> None:
        if isinstance(self.count, bool) or not isinstance(self.count, int) or self.count < 0:
            raise ServandaError(
                "bad-duration", f"a number of {self.unit} is a whole number from zero up"
            )

    def __str__(self) -> str:
        name = self.unit.replace("_", " ")
        return f"{self.count} {name[:-1] if self.count == 1 else name}"

    def to_plain(self) -> dict[str, int]:
        """`{"hours": 48}`: the unit is the key."""
        return {self.unit: self.count}

    @classmethod
    def from_plain(cls, plain: Any) -> Self:
        """The inverse of `to_plain`; raises ServandaError `bad-duration`."""
        value = duration_from(plain)
        if not isinstance(value, cls):
            raise ServandaError("bad-duration", f"expected a number of {cls.unit}")
        return value


@dataclass(frozen=True, slots=True, order=True)
class Hours(_Length):
    """Elapsed hours: 48 of them are 172,800 seconds, also over a change of the clocks."""

    unit: ClassVar[str] = "hours"


@dataclass(frozen=True, slots=True, order=True)
class CalendarDays(_Length):
    """Civil days in a named zone, weekends and holidays included."""

    unit: ClassVar[str] = "days"


@dataclass(frozen=True, slots=True, order=True)
class BusinessDays(_Length):
    """Days that are neither weekend nor holiday in a named calendar."""

    unit: ClassVar[str] = "business_days"


@dataclass(frozen=True, slots=True, order=True)
class Months(_Length):
    """Months by the calendar; a day that the last month lacks becomes its last day."""

    unit: ClassVar[str] = "months"


@dataclass(frozen=True, slots=True, order=True)
class Weeks(_Length):
    """Weeks: they end on the weekday on which they began. Kept as stated, never as seven days."""

    unit: ClassVar[str] = "weeks"


@dataclass(frozen=True, slots=True, order=True)
class Years(_Length):
    """Years by the calendar; kept as stated, never as twelve months."""

    unit: ClassVar[str] = "years"


Duration = Hours | CalendarDays | BusinessDays | Weeks | Months | Years

UNITS: dict[str, type[Duration]] = {
    kind.unit: kind for kind in (Hours, CalendarDays, BusinessDays, Weeks, Months, Years)
}


def duration(count: int, unit: str) -> Duration:
    """A duration from a count and a unit's name; raises ServandaError `bad-duration`."""
    if unit not in UNITS:
        raise ServandaError(
            "bad-duration", f"`{unit}` is no unit of time", hint=f"one of {', '.join(UNITS)}"
        )
    return UNITS[unit](count)


def duration_from(plain: Any) -> Duration:
    """Read `{"hours": 48}`; raises ServandaError `bad-duration`."""
    if not isinstance(plain, dict) or len(plain) != 1:
        raise ServandaError(
            "bad-duration",
            "a duration names one unit and a number",
            hint=f"one of {', '.join(UNITS)}",
        )
    ((unit, count),) = plain.items()
    return duration(count, str(unit))
