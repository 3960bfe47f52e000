"""What is remembered of an incident: how it was opened, what was said, decided, sent, kept, done, closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from servanda.base.instants import Instant
from servanda.incidents.conclusions import Conclusion
from servanda.incidents.facts import Facts
from servanda.incidents.statements import Statement, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An incident as it was opened; `exercise` names the scenario where it is only that."""

    id: str
    title: str
    at: Instant
    by: str
    exercise: str = ""
    schema: Literal["servanda/incident/1"] = "servanda/incident/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A notice that a person sent: for which duty, when, by which way, and the digest of what was sent."""

    duty: str
    at: Instant
    by: str
    channel: str = ""
    digest: str = ""
    schema: Literal["servanda/incident-sent/1"] = "servanda/incident-sent/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A piece of evidence: its digest, who took it, and where it is kept. A later record with the same
    digest is a hand-over: together they are its chain of custody."""

    name: str
    digest: str
    size: int
    at: Instant
    by: str
    kept: str = ""
    note: str = ""
    schema: Literal["servanda/incident-evidence/1"] = "servanda/incident-evidence/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A step of a playbook that somebody has done."""

    playbook: str
    step: str
    at: Instant
    by: str
    note: str = ""
    schema: Literal["servanda/incident-step/1"] = "servanda/incident-step/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The end of an incident, with the review of it: what was learned and what will be done."""

    at: Instant
    by: str
    review: str
    actions: tuple[str, ...] = ()
    schema: Literal["servanda/incident-closed/1"] = "servanda/incident-closed/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """All that is recorded of an incident, each part in the order of its recording."""

    opened: Opened
    statements: tuple[Statement, ...] = ()
    decisions: tuple[Conclusion, ...] = ()
    sent: tuple[Sent, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    done: tuple[Done, ...] = ()
    closed: Closed | None = None

    @property
    def facts(self) -> Facts:
        """The facts as they stand now."""
        return fold(self.statements)

    def decided(self, question: str) -> Conclusion | None:
        """The last decision of a person on a question."""
        return next((d for d in reversed(self.decisions) if d.question == question), None)
