"""An obligation and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from servanda.agreements.terms import Value
from servanda.base.citations import Citation, ClauseRef
from servanda.base.clocks import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A provision of a law or a clause of an agreement, with the words that make the duty."""

    words: str
    citation: Citation | None = None
    clause: ClauseRef | None = None

    def __str__(self) -> str:
        return str(self.citation or self.clause or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """Who owes what to whom, by when, and why.

    `kind` is the vocabulary of terms and duties; controls say which kinds they judge. `agreement` is
    empty for a duty of law that no agreement carries. `systems` are the ids of those it reaches.
    """

    id: str
    kind: str
    what: str
    bearer: str
    beneficiary: str
    basis: tuple[Basis, ...]
    agreement: str = ""
    clock: Clock | None = None
    value: Value = None
    role: str = ""
    consequence: str = ""
    systems: tuple[str, ...] = ()
    data_classes: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
