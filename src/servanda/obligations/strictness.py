"""Which of two promises of one kind is the stricter, and the clock that keeps both.

Durations of different units do not compare. To decide which of two to put first, and only for that,
their nominal hours are used (a business day as 33.6, a month as 730); both promises are kept as stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from servanda.agreements.terms import Term, Value
from servanda.base.clocks import Clock
from servanda.base.durations import Duration

_NOMINAL_HOURS = {
    "hours": 1.0,
    "days": 24.0,
    "business_days": 33.6,
    "weeks": 168.0,
    "months": 730.0,
    "years": 8760.0,
}

LONGER_IS_STRICTER = frozenset({"subprocessor_notice", "subprocessor_objection", "return_window"})
"""Kinds whose time the other party is given: more of it binds the bearer more."""

_STRICT_WORDS = {"none": 0, "specific": 1, "general": 2}


def strictness(kind: str, length: Duration | None) -> float:
    """A key that sorts the strictest first; words without a number come last."""
    if length is None:
        return float("inf")
    hours = _NOMINAL_HOURS[length.unit] * length.count
    return -hours if kind in LONGER_IS_STRICTER else hours


def strictest_first(kind: str, terms: Iterable[Term]) -> list[Term]:
    """The terms of one kind, strictest first; equally strict ones stay in the order of the document."""

    def key(term: Term) -> tuple[float, float]:
        length = term.clock.length if term.clock else None
        return strictness(kind, length), _value_key(term.value)

    return sorted(terms, key=key)


def _value_key(value: Value) -> float:
    """More a year, a higher version, a longer key, and specific before general come first."""
    if isinstance(value, bool) or value is None:
        return 0.0
    if isinstance(value, int | float):
        return -float(value)
    if isinstance(value, tuple):
        return 0.0
    if value in _STRICT_WORDS:
        return float(_STRICT_WORDS[value])
    numbers = [float(number) for number in re.findall(r"\d{1,6}(?:\.\d{1,3})?", value)]
    return -max(numbers, default=0.0)


def stricter_clock(kind: str, clocks: Iterable[Clock]) -> Clock | None:
    """One clock that keeps all: the strictest length with its start and rule, and words from the first.

    The words are those of the clock with the length, else of the first clock that has any, since a
    number of hours does not set aside `without undue delay`.
    """
    found = list(clocks)
    if not found:
        return None
    strict = min(found, key=lambda clock: strictness(kind, clock.length))
    words = strict.words or next((clock.words for clock in found if clock.words), "")
    starts = strict.starts or next((clock.starts for clock in found if clock.starts), "")
    return Clock(
        starts=starts,
        length=strict.length,
        words=words,
        rule=strict.rule,
        every=strict.every,
    )
