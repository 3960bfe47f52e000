"""What a legal instrument is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from servanda.base.citations import Citation
from servanda.base.clocks import Clock

Level = Literal["mandatory", "conditional", "optional"]
Confidence = Literal["", "low", "medium", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who owes what to whom by law. `id` is unique within its instrument.

    `kind` is the vocabulary shared with the terms of agreements (`breach_notice`, `audit` ...),
    `role` who in the bearer's house answers for it, `when` and `unless` the named conditions,
    `consequence` what follows a failure, each cited in its own words. `since` and `until` are the
    first and the last day on which it holds; `words` stand above its block, at `line`.

    Of a duty to give notice: `contents` is what the notice must say, item by item; `confidence` how
    far the rule was checked (empty: as the law's head says), `evidence` against what; `event` names what
    doing it is, where other clocks of the same law start from that.
    """

    id: str
    bearer: str
    to: str
    since: date
    until: date | None = None
    kind: str = ""
    what: str = ""
    clock: Clock | None = None
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    role: str = ""
    consequence: str = ""
    contents: tuple[str, ...] = ()
    confidence: Confidence = ""
    evidence: str = ""
    event: str = ""
    words: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What a contract must contain. `id` is unique within its instrument, `alias` an outside id.

    `level` is mandatory, conditional (then `when` says on what) or optional; `clause` is wording of
    our own that would satisfy it, offered for a gap.
    """

    id: str
    topic: str
    title: str
    since: date
    until: date | None = None
    alias: str = ""
    level: Level = "mandatory"
    when: str = ""
    clause: str = ""
    words: str = ""
    line: int = 0


Rule = Duty | Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Wording of our own that satisfies, half-satisfies or misses a requirement; `why` says how."""

    requirement: str
    status: Literal["satisfied", "partial", "missing"]
    words: str
    why: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A worked case that runs as a test: given facts, what the duty `duty` then says.

    `facts` are events (instants or days), conditions, a `zone` and `holidays`; `expect` holds `due`
    (an instant, or the last day), `applies` and `words`.
    """

    name: str
    duty: str
    facts: dict[str, Any]
    expect: dict[str, Any]
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One provision: `path` is its citation (`28.3.a`), `words` our paraphrase of it."""

    path: str
    heading: str
    words: str
    line: int
    duties: tuple[Duty, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    examples: tuple[Example, ...] = ()
    cases: tuple[Case, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Its duties, then its requirements."""
        return (*self.duties, *self.requirements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A legal instrument, `eu/gdpr`. `since` and `until` bound what the text covers.

    `since` is the day of entry into force and `until` the last day in force. `source` is the
    official reference, `reviewed` the day on which the paraphrase was last read against it, `about`
    what of the instrument the text covers and how far each part was checked; `confidence` says that in
    one word, for every duty that does not say it of itself.
    """

    id: str
    title: str
    short: str
    jurisdiction: str
    source: str
    adopted: date
    since: date
    reviewed: date
    until: date | None = None
    provisions: tuple[Provision, ...] = ()
    proposed: date | None = None
    about: str = ""
    confidence: Confidence = ""

    def cite(self, provision: Provision) -> Citation:
        """The citation of one of its provisions."""
        return Citation(self.id, provision.path)

    def provision(self, path: str) -> Provision | None:
        """The provision at a path (`28.3.a`), or None."""
        return next((found for found in self.provisions if found.path == path), None)

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Every duty, in the order of the text."""
        return tuple(duty for provision in self.provisions for duty in provision.duties)

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """Every requirement, in the order of the text."""
        return tuple(rule for provision in self.provisions for rule in provision.requirements)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every duty and requirement, provision by provision."""
        return tuple(rule for provision in self.provisions for rule in provision.rules)
