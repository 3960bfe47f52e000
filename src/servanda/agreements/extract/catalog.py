"""Every finder of terms, run over one document; equal values of one kind are one term."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import lru_cache

from servanda.agreements.extract import topics
from servanda.agreements.recognise.rules import Court
from servanda.agreements.terms import Term

Find = Callable[[Court], Iterator[Term]]


@lru_cache(maxsize=1)
def finders() -> tuple[Find, ...]:
    """The `find` of every file in `topics/`, sorted by file."""
    return tuple(
        importlib.import_module(f"{topics.__name__}.{module.name}").find
        for module in sorted(pkgutil.iter_modules(topics.__path__), key=lambda item: item.name)
        if not module.name.startswith("_")
    )


def terms_of(court: Court) -> tuple[Term, ...]:
    """The terms a document states, each value once, in the order of their kinds."""
    found: dict[tuple[object, ...], Term] = {}
    for find in finders():
        for term in find(court):
            if term.confidence <= 0:
                continue
            clock = term.clock
            key = (
                term.kind,
                term.value if not isinstance(term.value, str) else term.value.casefold(),
                (clock.length, clock.length is None and clock.words) if clock else None,
            )
            known = found.get(key)
            if known is None or term.confidence > known.confidence:
                found[key] = term
    return tuple(found.values())
