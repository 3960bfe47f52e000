"""One duty of an incident, as every page and feed shows it."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from servanda.base.clocks import Clock
from servanda.base.instants import Instant
from servanda.incidents.clocks import Reading, State
from servanda.obligations.obligation import Basis

Holidays = Callable[[str], Container[date] | None]
"""The holidays of a place, None where no calendar of it is known."""

NOTICES = {
    "authority_notice": "authority",
    "authority_notice_yearly": "authority",
    "authority_notice_follow_up": "authority",
    "data_subject_notice": "individuals",
    "public_notice": "public",
    "agency_notice": "credit-agencies",
    "card_notice": "card-brand",
    "client_notice": "clients",
    "breach_notice": "customer",
    "breach_record": "register",
    "assessment": "house",
}
"""The kinds of duty that an incident sets off, and the sort of addressee of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDuty:
    """One duty. `due` is the first instant at which its time has run out, by the strictest reading.

    `asks` are the conditions that no fact decides yet, `why` what was decided and how; `local` is
    `due` where the addressee is. `contents` is what the notice must say, `cited` the basis as one writes
    it in a letter.
    """

    id: str
    state: State
    to: str
    addressee: str
    what: str
    bearer: str
    basis: Basis
    place: str = ""
    agreement: str = ""
    clock: Clock | None = None
    starts: str = ""
    start: Instant | None = None
    due: Instant | None = None
    zone: str = "UTC"
    readings: tuple[Reading, ...] = ()
    sent: Instant | None = None
    why: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    consequence: str = ""
    confidence: str = ""
    evidence: str = ""
    cited: str = ""

    @property
    def local(self) -> datetime | None:
        """`due` in the addressee's zone."""
        return None if self.due is None else self.due.astimezone(ZoneInfo(self.zone))

    @property
    def by(self) -> str:
        """`local` as a person reads it: of a limit that is over at midnight, the day that is its last."""
        local = self.local
        if local is None:
            return ""
        if (local.hour, local.minute, local.second) == (0, 0, 0):
            return f"end of {local - timedelta(seconds=1):%a %Y-%m-%d} {local:%Z}"
        return f"{local:%a %Y-%m-%d %H:%M %Z}"

    def at(self, now: Instant) -> NoticeDuty:
        """The duty with its state at `now`: what is past due is overdue, what was sent is done."""
        if self.state == "not-owed":
            return self
        if self.sent is not None:
            late = self.due is not None and self.sent >= self.due
            return replace(self, state="late" if late else "done")
        if self.due is not None and now >= self.due:
            return replace(self, state="overdue")
        return self


def no_calendar(_place: str) -> None:
    """Knows no holidays; business days are then counted with weekends alone, which is the earliest."""
