"""What a legal instrument is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from servanda.base.citations import Citation
from servanda.base.clocks import Clock

Level = Literal["mandatory", "conditional", "optional"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who owes what to whom by law. `id` is unique within its instrument.

    `kind` is the vocabulary shared with the terms of agreements (`breach_notice`, `audit` ...),
    `role` who in the bearer's house answers for it, `when` and `unless` the named conditions,
    `consequence` what follows a failure, each cited in its own words.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Wording of our own that satisfies, half-satisfies or misses a requirement; `why` says how."""

    requirement: str
    status: Literal["satisfied", "partial", "missing"]
    words: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A worked case that runs as a test: given facts, what the duty `duty` then says."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A legal instrument, `eu/gdpr`. `since` and `until` bound what the text covers.

    `source` is the official reference, `reviewed` the day on which the paraphrase was last read
    against it.
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

    def cite(self, provision: Provision) -> Citation:
        """The citation of one of its provisions."""
        return Citation(self.id, provision.path)
