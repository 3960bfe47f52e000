"""What is asked: who wants to do what with whose data, for which purpose, under which circumstances."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.base.instants import Instant

ACTIONS = (
    "read",
    "search",
    "write",
    "export",
    "share",
    "delete",
    "manage-keys",
    "request",
    "approve",
)
"""What can be done. `search` finds records without showing them, `share` gives them to another company."""

SEES = frozenset({"read", "search", "export", "share"})
"""The actions by which someone comes to know data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who asks: the person's id and the roles held now."""

    id: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What is asked for: a category (DPV, or a data class of the inventory) under an agreement.

    `system` is where it lies, empty where that does not matter.
    """

    agreement: str
    category: str
    system: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A second person's yes to one request of one person, for a limited time."""

    by: str
    roles: frozenset[str]
    at: Instant
    until: Instant
    subject: str
    action: str
    agreement: str
    category: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakGlass:
    """An emergency that someone has declared, with the reason, for the data of one agreement."""

    by: str
    reason: str
    at: Instant
    agreement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The circumstances. `strong_authentication` is when more than a password was last shown.

    `place` is a country code, `network` the address that the request comes from; `requested_by` and
    `done` say, of a case with several steps, who began it and what this person has done in it already.
    """

    now: Instant
    strong_authentication: Instant | None = None
    place: str = ""
    network: str = ""
    approvals: tuple[Approval, ...] = ()
    break_glass: BreakGlass | None = None
    requested_by: str = ""
    done: frozenset[str] = frozenset()
