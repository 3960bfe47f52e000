"""An agreement as the workspace holds it: parties, what it is, when it runs, its terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from servanda.agreements.terms import Term

DocumentKind = Literal[
    "dpa", "baa", "service-agreement", "controller-to-controller", "privacy-notice", "other"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone bound by the agreement; `role` is a DPV role (`controller`, `processor`,
    `covered-entity`, `business-associate`, `service-provider`, `business`)."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file the terms were read from; `digest` is its SHA-256."""

    file: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One agreement. `id` is the stem of its file; `laws` the instruments it answers to.

    `ends` is the day on which the agreement ended or will end, None while open-ended.
    """

    id: str
    title: str
    kind: DocumentKind
    parties: tuple[Party, ...] = ()
    laws: tuple[str, ...] = ()
    begins: date | None = None
    ends: date | None = None
    source: Source | None = None
    terms: tuple[Term, ...] = ()

    def of_kind(self, kind: str) -> tuple[Term, ...]:
        """Its terms of one kind, in the order of the document."""
        return tuple(term for term in self.terms if term.kind == kind)
