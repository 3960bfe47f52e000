"""How finders make terms: a verbatim quote, its place, who owes what to whom."""

from __future__ import annotations

from servanda.agreements.passages import Passage
from servanda.agreements.quotes import quote
from servanda.agreements.terms import Term, Value
from servanda.base.clocks import Clock

TERM_WORDS = 40


def term(
    kind: str,
    passage: Passage,
    *,
    clock: Clock | None = None,
    value: Value = None,
    unit: str = "",
    bearer: str = "processor",
    to: str = "controller",
    confidence: float = 0.92,
    focus: float = 0.0,
) -> Term:
    """A term resting on one sentence; an option left blank or unticked is no promise (confidence 0)."""
    if passage.blank:
        confidence = 0.0
    return Term(
        kind=kind,
        quote=quote(passage.words, focus, TERM_WORDS),
        clause=passage.clause,
        page=passage.page,
        clock=clock,
        value=value,
        unit=unit,
        bearer=bearer,
        to=to,
        confidence=confidence,
    )
