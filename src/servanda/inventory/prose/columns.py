"""The lines of a text by what they are without their figures, and the figures as columns of numbers.

Two lines have the same key where all but their figures is the same. A figure is a run of digits, or an
identifier of eight or more hexadecimal digits (a UUID too). No loop over lines: every step is one numpy
operation over a piece.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose.numbers import passes_luhn
from servanda.inventory.prose.tokens import MOST, STEP, Hashes, Ints, between, ranges, sums_of

DIGITS, OPAQUE = 1, 8
_HEX, _LETTER = 2, 4

Codes = npt.NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures in order: where each begins and ends, `DIGITS` or `OPAQUE`, how long it is, what it says if it
    has up to four digits, and its class: no rule of `figures` tells figures of one class apart.
    """

    start: Ints
    end: Ints
    kind: npt.NDArray[np.uint8]
    long: Ints
    value: Ints
    sort: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Lines in order: where each begins and ends, its key, and its first figure (one more: of all)."""

    start: Ints
    end: Ints
    key: Hashes
    first: Ints
    figures: Figures


def columns_of(text: Codes, base: int = 0) -> Columns:
    """The lines of a text without NUL and U+0001; places are counted from `base`."""
    parts: list[tuple[int, Columns]] = []
    breaks = np.flatnonzero(text == 10)
    here, size = 0, len(text)
    while here < size:
        end = size
        if size - here > MOST:
            nth = int(np.searchsorted(breaks, here + MOST))
            fits = nth and breaks[nth - 1] >= here
            # a line of more than `MOST` characters is no line of a log: nothing is looked for in it
            end = int(breaks[nth - 1 if fits else nth]) + 1 if nth < len(breaks) or fits else size
        parts.append((here, _piece(text[here:end]) if end - here <= MOST else _blind(end - here)))
        here = end
    figures = [part.figures for _, part in parts]
    moved = [base + at for at, _ in parts]

    def put(name: str) -> Ints:
        some = [getattr(one, name) + by for one, by in zip(figures, moved, strict=True)]
        return np.concatenate([np.zeros(0, np.int64), *some])

    def all_of(name: str) -> Ints:
        return np.concatenate([np.zeros(0, np.int64), *(getattr(one, name) for one in figures)])

    counts = np.concatenate([np.zeros(1, np.int64), *(np.diff(part.first) for _, part in parts)])
    none = np.zeros(0, np.int64)
    return Columns(
        start=np.concatenate([none, *(part.start + base + at for at, part in parts)]),
        end=np.concatenate([none, *(part.end + base + at for at, part in parts)]),
        key=np.concatenate([none.view(np.uint64), *(part.key for _, part in parts)]),
        first=np.cumsum(counts),
        figures=Figures(
            start=put("start"),
            end=put("end"),
            kind=all_of("kind").astype(np.uint8),
            long=all_of("long"),
            value=all_of("value"),
            sort=all_of("sort"),
        ),
    )


def _blind(size: int) -> Columns:
    none = np.zeros(0, np.int64)
    figures = Figures(
        start=none, end=none, kind=none.astype(np.uint8), long=none, value=none, sort=none
    )
    return Columns(
        start=np.zeros(1, np.int64),
        end=np.array([size], np.int64),
        key=np.zeros(1, np.uint64),
        first=np.zeros(2, np.int64),
        figures=figures,
    )


@functools.cache
def _table() -> npt.NDArray[np.uint8]:
    table = np.zeros(65_536, np.uint8)
    for some, kind in (
        ("0123456789", DIGITS),
        ("abcdef", _HEX),
        ("ghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", _LETTER),
    ):
        table[[ord(letter) for letter in some]] = kind
    return table


@functools.cache
def _latin() -> bytes:
    return _table()[:256].tobytes()


@functools.cache
def _worths() -> Hashes:
    """A number of 64 random bits for each character."""
    code = np.arange(1, 65_537, dtype=np.uint64) * np.uint64(0xD6E8FEB86659FD93)
    code ^= code >> np.uint64(31)
    code *= np.uint64(0xBF58476D1CE4E5B9)
    code ^= code >> np.uint64(30)
    return code


def _runs(mask: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Where stretches of true begin and end."""
    padded = np.zeros(len(mask) + 2, bool)
    padded[1:-1] = mask
    ends = np.flatnonzero(padded[1:] != padded[:-1])
    return ends[::2], ends[1::2]


def _piece(text: Codes) -> Columns:
    if text.dtype == np.uint8:
        kinds = np.frombuffer(bytearray(text.tobytes().translate(_latin())), np.uint8)
    else:
        kinds = _table().take(text)
    for start, end in _opaque(text, kinds):
        kinds[ranges(start, end)] = OPAQUE
    inside = (kinds & (DIGITS | OPAQUE)) > 0
    start, end = _runs(inside)
    kind = kinds[start]
    # what is no figure, with a mark for each figure
    kept = ~inside
    kept[start] = True
    bare = text[kept]
    long = end - start
    marks = start - np.cumsum(long - 1) + (long - 1)
    bare[marks] = kind == OPAQUE
    breaks = np.flatnonzero(text == 10)
    cut = np.flatnonzero(bare == 10)
    if not len(text) or text[-1] != 10:
        breaks, cut = np.append(breaks, len(text)), np.append(cut, len(bare))
    begins, cuts = np.append(0, breaks[:-1] + 1), np.append(0, cut[:-1] + 1)
    first = np.append(np.searchsorted(start, begins), len(start))
    key = between(sums_of(bare, _worths()), cuts, cut)
    key += np.diff(first).astype(np.uint64) * STEP
    value, sort = _sorts(text, start, end, kind)
    return Columns(
        start=begins,
        end=breaks,
        key=key,
        first=first,
        figures=Figures(start=start, end=end, kind=kind, long=long, value=value, sort=sort),
    )


def _opaque(text: Codes, kinds: npt.NDArray[np.uint8]) -> list[tuple[Ints, Ints]]:
    """Where identifiers stand: 8 to 64 hexadecimal digits, letters among them, and UUIDs."""
    start, end = _runs(kinds > 0)
    long = end - start
    found: list[tuple[Ints, Ints]] = []
    # 8-4-4-4-12
    head = np.flatnonzero(long[:-4] == 8) if len(long) > 4 else np.zeros(0, np.int64)
    for step, size in ((1, 4), (2, 4), (3, 4), (4, 12)):
        head = head[(long[head + step] == size) & (start[head + step] - end[head + step - 1] == 1)]
        head = head[text[end[head + step - 1]] == 45]
    if len(head):
        digits = kinds[start[head][:, None] + np.arange(36)]
        digits[:, [8, 13, 18, 23]] = DIGITS
        head = head[(digits <= _HEX).all(axis=1)]
        found.append((start[head], end[head + 4]))
    some = np.flatnonzero((long >= 8) & (long <= 64))
    # the first eight characters tell most words apart
    for step in range(8):
        some = some[kinds[start[some] + step] <= _HEX]
    if len(some):
        begin, stop = start[some], end[some]
        digits = kinds[ranges(begin, stop)]
        ahead = np.cumsum(stop - begin) - (stop - begin)
        said = np.bitwise_or.reduceat(digits, ahead)
        mixed = said == DIGITS | _HEX
        found.append((begin[mixed], stop[mixed]))
    return found


_BOUNDS = ((), (0,), (0, 9, 12, 31), (0, 99, 120, 255, 665, 666, 899), (0, 999, 1499, 1799, 1849, 2050, 2099, 2199))  # fmt: skip


@functools.cache
def _small() -> Ints:
    """The class of every figure of up to four digits, 10,000 places for each length."""
    table = np.zeros(50_000, np.int64)
    for long in range(1, 5):
        values = np.arange(10**long)
        place = 64 + 16 * long + np.searchsorted(_BOUNDS[long], values)
        table[long * 10_000 : long * 10_000 + 10**long] = place
    return table


def _sorts(text: Codes, start: Ints, end: Ints, kind: npt.NDArray[np.uint8]) -> tuple[Ints, Ints]:
    """What figures of up to four digits say (0 for others), and the class of each figure."""
    long = end - start
    value = np.zeros(len(start), np.int64)
    for step in range(4):
        digit = text.take(start + step, mode="clip").astype(np.int64) - 48
        value = np.where(step < long, value * 10 + digit, value)
    brief = long <= 4
    value = np.where(brief & (kind == DIGITS), value, 0)
    sort = _small()[np.minimum(long, 4) * 10_000 + value]
    zero = text.take(start) == 48
    # five to eleven digits: how many, and whether a zero leads
    sort = np.where(brief, sort, long + 32 * zero)
    many = np.flatnonzero((long >= 12) & (kind == DIGITS))
    if len(many):
        # what it begins with, and whether it passes as a card's
        size = np.minimum(long[many], 24)
        passes = passes_luhn(text, end[many], size) & (long[many] <= 19)
        led = text.take(start[many])
        sort[many] = 1_000 + size * 16 + zero[many] * 4 + ((led > 48) & (led < 55)) * 2 + passes
    sort[kind == OPAQUE] = 1
    return value, sort
