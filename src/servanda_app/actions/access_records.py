"""What is asked of access, and what stands on record when it is decided: approvals and emergencies."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.access.requests import Approval, BreakGlass, Context
from servanda_app.records.documents import latest, stored
from servanda_app.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked, in the words of whoever asks; `place`, `network` and when strong authentication
    was shown are facts that the asking program vouches for."""

    person: str
    action: str
    category: str
    agreement: str
    purpose: str
    system: str = ""
    strong_authentication: Instant | None = None
    place: str = ""
    network: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequest:
    """Someone asks for an approval: `because` is for whoever approves."""

    schema: str = "servanda/access-request/1"
    id: str
    person: str
    action: str
    category: str
    agreement: str
    purpose: str
    because: str
    at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """An approval as it is recorded."""

    schema: str = "servanda/access-approval/1"
    request: str
    by: str
    roles: frozenset[str]
    at: Instant
    until: Instant
    person: str
    action: str
    category: str
    agreement: str
    purpose: str

    def approval(self) -> Approval:
        """The approval as a decision weighs it."""
        return Approval(
            by=self.by,
            roles=self.roles,
            at=self.at,
            until=self.until,
            subject=self.person,
            action=self.action,
            agreement=self.agreement,
            category=self.category,
            purpose=self.purpose,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredEmergency:
    """An emergency as it is recorded."""

    schema: str = "servanda/access-emergency/1"
    person: str
    agreement: str
    because: str
    at: Instant

    def glass(self) -> BreakGlass:
        """The emergency as a decision weighs it."""
        return BreakGlass(by=self.person, reason=self.because, at=self.at, agreement=self.agreement)


def emergency_subject(person: str, agreement: str) -> str:
    """The subject under which emergencies of a person under an agreement are recorded."""
    return f"{person}/{agreement}"[:200]


def circumstances(workspace: Workspace, ask: Ask, now: Instant) -> Context:
    """The circumstances, with the approvals and the emergency that are on record."""
    with workspace.told():
        approvals = tuple(
            one.value(Approved).approval()
            for one in stored(workspace.alias, kind="access-approval", subject=ask.person)
        )
        last = latest(
            workspace.alias,
            kind="access-emergency",
            subject=emergency_subject(ask.person, ask.agreement),
        )
    return Context(
        now=now,
        strong_authentication=ask.strong_authentication,
        place=ask.place,
        network=ask.network,
        approvals=tuple(each for each in approvals if each.until > now),
        break_glass=last.value(DeclaredEmergency).glass() if last else None,
    )


def require_reason(because: str) -> str:
    """A reason on one line; raises ServandaError `no-reason` for one without words."""
    words = " ".join(because.split())
    if len(words) < 8:
        raise ServandaError(
            "no-reason", "a reason has some words", hint="say what happened and why it is needed"
        )
    return words[:2_000]
