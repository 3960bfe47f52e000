"""What a promise of location allows: its words turned into countries, and what cannot be turned."""

from __future__ import annotations

import re
from dataclasses import dataclass

from servanda.agreements.terms import Value
from servanda.controls.countries import ADEQUATE, GROUPS, NAMES, PARTLY_ADEQUATE, country, plain

_BETWEEN = re.compile(r"[,;/()]|\bor\b|\band\b", re.I)
_NOISE = re.compile(
    r"\b(?:only|solely|exclusively|within|inside|located|stored|hosted|in|at|of|data|cent(?:er|re)s?|"
    r"regions?|countr(?:y|ies)|territory|states?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """The countries that a promise allows; `unclear` are its words that name none known here.

    Words that are unclear may widen a promise ("or elsewhere with consent") or narrow it ("Frankfurt
    only"), so with any of them nothing is decided.
    """

    countries: frozenset[str]
    unclear: tuple[str, ...]
    partly: frozenset[str] = frozenset()


def allowed(value: Value) -> Allowed:
    """Read the value of a `data_location` term: a text or several, such as `EEA` or `Germany`."""
    if isinstance(value, str):
        items: tuple[str, ...] = (value,)
    elif isinstance(value, tuple):
        items = value
    else:
        items = ()
    countries: set[str] = set()
    unclear: list[str] = []
    for item in items:
        whole = _countries(item)
        parts = [item] if whole else [part for part in _BETWEEN.split(item) if part.strip()]
        for part in parts:
            found = whole or _countries(part)
            if found:
                countries |= found
            elif _NOISE.sub("", part).strip(" .-"):
                unclear.append(part.strip())
    partly = PARTLY_ADEQUATE - countries if countries >= ADEQUATE else frozenset()
    return Allowed(countries=frozenset(countries), unclear=tuple(unclear), partly=partly)


def _countries(words: str) -> frozenset[str]:
    for reading in (words, _NOISE.sub(" ", words)):
        if plain(reading) in GROUPS:
            return GROUPS[plain(reading)]
        code = country(reading)
        if code:
            return frozenset({code})
    return frozenset()


def called(code: str) -> str:
    """A country in words, with its code."""
    return f"{NAMES[code]} ({code})"
