"""Where personal data stands in running text: start, end, class, confidence and the reason.

A recogniser takes a text and yields spans; `find` runs several and settles where they overlap. An NER
model is one more recogniser (see `Recogniser`): it is passed in, nothing here depends on one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from servanda.inventory import named, numbered, streets
from servanda.inventory.spotted import Span

Recogniser = Callable[[str], Iterable[Span]]
"""Anything that finds spans in a text, such as a named-entity model behind an extra."""

OWN: tuple[Recogniser, ...] = (numbered.find, streets.find, named.find)

LONGEST = 65_536
"""Characters that are read at once; longer text is cut at a line's end or a space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    start: int
    text: str


def find(text: str, others: tuple[Recogniser, ...] = ()) -> tuple[Span, ...]:
    """The spans of a text in order, none overlapping; `others` are recognisers besides our own.

    Of two that overlap the more confident stands, of two alike the longer one.
    """
    found: list[Span] = []
    for piece in _pieces(text):
        spans = [span for look in (*OWN, *others) for span in look(piece.text)]
        found += [span.moved(piece.start) for span in _settled(spans)]
    return tuple(found)


def _settled(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (-s.confidence, s.start - s.end, s.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)


def _pieces(text: str) -> Iterator[_Piece]:
    start = 0
    while len(text) - start > LONGEST:
        window = text[start : start + LONGEST]
        line = window.rfind("\n", LONGEST // 2)
        cut = line if line >= 0 else window.rfind(" ", LONGEST // 2)
        cut = LONGEST if cut < 0 else cut + 1
        yield _Piece(start=start, text=window[:cut])
        start += cut
    yield _Piece(start=start, text=text[start:])
