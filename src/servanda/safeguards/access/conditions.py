"""The conditions of a rule, each one thing that must hold, said in words for who is refused.

`met` raises where its facts are nonsense (an address that is none, a time without a zone); whoever asks
takes that as a refusal.
"""

from __future__ import annotations

import functools
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from servanda.base.instants import Instant, format_instant
from servanda.safeguards.access.requests import Context, Data, Subject

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ZERO = timedelta(0)


@functools.cache
def length(minutes: int | None) -> timedelta:
    """A number of minutes; without an end where None."""
    return timedelta.max if minutes is None else timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class StrongAuthentication:
    """More than a password was shown, at most `minutes` ago; at any time of the past where None."""

    minutes: int | None = None

    def met(self, _subject: Subject, _action: str, _data: Data, _purpose: str, context: Context) -> bool:  # fmt: skip
        """Whether it holds."""
        at = context.strong_authentication
        if at is None:
            return False
        return _ZERO <= context.now - at <= length(self.minutes)

    def __str__(self) -> str:
        if self.minutes is None:
            return "strong authentication"
        return f"strong authentication within the last {self.minutes} minutes"


@dataclass(frozen=True, slots=True)
class Approved:
    """At least `count` other people have approved this very request, each with the role `role` if named."""

    count: int = 1
    role: str = ""

    def met(self, subject: Subject, action: str, data: Data, purpose: str, context: Context) -> bool:  # fmt: skip
        """Whether it holds; one's own approval, and one of something else, never count."""
        return len(approvers(subject, action, data, purpose, context, self.role)) >= self.count

    def __str__(self) -> str:
        who = f"someone else who is {self.role}" if self.role else "someone else"
        return (
            f"approval by {who}"
            if self.count == 1
            else f"approval by {self.count} others"
            + (f", each of them {self.role}" if self.role else "")
        )


def approvers(
    subject: Subject, action: str, data: Data, purpose: str, context: Context, role: str = ""
) -> frozenset[str]:
    """Who, other than the subject, has approved this request with effect now."""
    return frozenset(
        each.by
        for each in context.approvals
        if each.by != subject.id
        and each.at <= context.now < each.until
        and (each.subject, each.action, each.purpose) == (subject.id, action, purpose)
        and (each.agreement, each.category) == (data.agreement, data.category)
        and (not role or role in each.roles)
    )


@dataclass(frozen=True, slots=True)
class Hours:
    """On these days of the week, from `opens` to before `closes` by the clock of `zone`."""

    days: tuple[str, ...] = DAYS
    opens: time = time(0)
    closes: time = time.max
    zone: str = "UTC"

    def met(self, _subject: Subject, _action: str, _data: Data, _purpose: str, context: Context) -> bool:  # fmt: skip
        """Whether it holds."""
        return self.open_at(context.now)

    def open_at(self, now: Instant) -> bool:
        """Whether an instant lies within; raises ValueError for one without a zone."""
        if now.tzinfo is None:
            raise ValueError("a time without a zone")
        local: datetime = now.astimezone(_zone(self.zone))
        return DAYS[local.weekday()] in self.days and self.opens <= local.time() < self.closes

    def __str__(self) -> str:
        days = "" if self.days == DAYS else f"{', '.join(self.days)} "
        return f"a time of {days}{self.opens:%H:%M} to {self.closes:%H:%M} ({self.zone})"


@functools.cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True)
class Places:
    """From one of these countries; `names` is how the rule said it (`EEA`), `codes` what that means."""

    names: tuple[str, ...]
    codes: frozenset[str]

    def met(self, _subject: Subject, _action: str, _data: Data, _purpose: str, context: Context) -> bool:  # fmt: skip
        """Whether it holds; an unknown place is none of them."""
        return context.place in self.codes

    def __str__(self) -> str:
        return f"access from {' or '.join(self.names) or 'a place that the agreement names'}"


@dataclass(frozen=True, slots=True)
class Networks:
    """From one of these networks (`10.0.0.0/8`, `2001:db8::/32`)."""

    ranges: tuple[str, ...]

    def met(self, _subject: Subject, _action: str, _data: Data, _purpose: str, context: Context) -> bool:  # fmt: skip
        """Whether it holds; raises ValueError for an address that is none."""
        if not context.network:
            return False
        address = ipaddress.ip_address(context.network)
        return any(
            address.version == network.version and address in network
            for network in _networks(self.ranges)
        )

    def __str__(self) -> str:
        return f"a connection from {' or '.join(self.ranges)}"


Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@functools.cache
def _networks(ranges: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(each) for each in ranges)


@dataclass(frozen=True, slots=True)
class Before:
    """Earlier than an instant."""

    instant: Instant

    def met(self, _subject: Subject, _action: str, _data: Data, _purpose: str, context: Context) -> bool:  # fmt: skip
        """Whether it holds."""
        return context.now < self.instant

    def __str__(self) -> str:
        return f"a time before {format_instant(self.instant)}"


@dataclass(frozen=True, slots=True)
class Since:
    """At an instant or later."""

    instant: Instant

    def met(self, _subject: Subject, _action: str, _data: Data, _purpose: str, context: Context) -> bool:  # fmt: skip
        """Whether it holds."""
        return context.now >= self.instant

    def __str__(self) -> str:
        return f"a time from {format_instant(self.instant)} on"


@dataclass(frozen=True, slots=True)
class GlassBroken:
    """An emergency that this person declared for this agreement, with a reason, under `minutes` ago."""

    minutes: int

    def met(self, subject: Subject, _action: str, data: Data, _purpose: str, context: Context) -> bool:  # fmt: skip
        """Whether it holds."""
        glass = context.break_glass
        return glass is not None and (
            glass.by == subject.id
            and glass.agreement == data.agreement
            and bool(glass.reason.strip())
            and _ZERO <= context.now - glass.at < timedelta(minutes=self.minutes)
        )

    def __str__(self) -> str:
        return f"an emergency declared with its reason (break-glass, for {self.minutes} minutes)"


@dataclass(frozen=True, slots=True)
class SomeoneElseAsked:
    """Who approves is not who requested."""

    def met(self, subject: Subject, _action: str, _data: Data, _purpose: str, context: Context) -> bool:  # fmt: skip
        """Whether it holds; where nobody is known to have asked it does not."""
        return bool(context.requested_by) and context.requested_by != subject.id

    def __str__(self) -> str:
        return "that someone else made the request"


@dataclass(frozen=True, slots=True)
class NotDone:
    """This person has done none of `actions` in the same case."""

    actions: frozenset[str]

    def met(self, _subject: Subject, _action: str, _data: Data, _purpose: str, context: Context) -> bool:  # fmt: skip
        """Whether it holds."""
        return not self.actions & context.done

    def __str__(self) -> str:
        return f"someone who has not done {' or '.join(sorted(self.actions))} in this case"


Condition = (
    StrongAuthentication
    | Approved
    | Hours
    | Places
    | Networks
    | Before
    | Since
    | GlassBroken
    | SomeoneElseAsked
    | NotDone
)


def told(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Conditions that must all hold, in words, each once and without those that a stricter one implies."""
    all_ = tuple(dict.fromkeys(conditions))
    return tuple(
        str(one) for one in all_ if not any(other != one and _implies(other, one) for other in all_)
    )


def _implies(strict: Condition, loose: Condition) -> bool:
    if isinstance(strict, StrongAuthentication) and isinstance(loose, StrongAuthentication):
        return length(strict.minutes) <= length(loose.minutes)
    if isinstance(strict, Approved) and isinstance(loose, Approved):
        return strict.count >= loose.count and loose.role in ("", strict.role)
    return False


OF_THE_MOMENT = (Hours, Before, Since)
"""Conditions that depend on the time alone: the same for everything that is asked at once."""
