"""Which words name a person, a place, a firm, a people, an occupation or a street: a linear model.

Of each word that may be one (about one in six) some thirty things are noted: how it is written, in which
lists it stands, what stands beside it. Each has a weight for each label, and the label with the largest
sum is taken; a second sum adds what was said of the words beside it. The weights are made by
`benchmarks/prose/train.py` from texts of our own templates and live in `weights.npz`.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.lexicon import (
    BELIEF,
    COMMON,
    ENGLISH,
    FAMILY,
    FLAT,
    FOLK,
    GIVEN,
    JOB,
    KINDS,
    PARTY,
    PLACE,
    STREET,
    TOP,
    TRIGGER,
    lexicon,
)
from servanda.inventory.prose.tokens import (
    CAPITAL,
    CAPITALS,
    INITIAL,
    MIXED,
    NUMBER,
    SMALL,
    Hashes,
    Ints,
    Tokens,
    among,
    between,
    hashes_of,
)

LABELS = ("O", "PERSON", "PLACE", "FIRM", "FOLK", "JOB", "STREET", "")
ROWS = 1 << 16
FEATURES = 32
"""At most so many for a word."""

_CAPITAL = np.zeros(8, bool)
_CAPITAL[[CAPITAL, CAPITALS, INITIAL, MIXED]] = True
_JOINS = np.zeros(16, bool)
_JOINS[[gaps.SPACE, gaps.HYPHEN, gaps.APOSTROPHE, gaps.NONE, gaps.POINT]] = True
_OPENS = np.zeros(16, bool)
_OPENS[[gaps.START, gaps.STOP, gaps.PARAGRAPH, gaps.LINE]] = True
_NAMED = GIVEN | FAMILY | PLACE | FOLK | BELIEF | PARTY
_STREET_KIND, _FLAT_KIND, _JOB_KIND = (KINDS.index(bit) + 1 for bit in (STREET, FLAT, JOB))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is known of each token, with two empty ones before the first and after the last.

    The token `i` is at `i + 2`. `trigger` are the (unpadded) words that begin something rare. `run` numbers the runs of capitalised words, `opener` is the
    token that opens the sentence, `first` and `last` are each run's ends (unpadded).
    """

    tokens: Tokens
    key: Hashes
    trigger: Ints
    flags: npt.NDArray[np.uint32]
    grade: npt.NDArray[np.uint8]
    kind: npt.NDArray[np.uint8]
    number: npt.NDArray[np.uint16]
    shape: npt.NDArray[np.uint8]
    gap: npt.NDArray[np.uint8]
    places: npt.NDArray[np.bool_]
    opener: npt.NDArray[np.int32]
    run: Ints
    first: Ints
    last: Ints


def words_of(tokens: Tokens) -> Words:
    """Look every token up."""
    known = lexicon()
    count = len(tokens)
    place = np.zeros(count + 4, np.int64)
    place[2:-2] = known.look_up(tokens.key)
    shape = np.full(count + 4, 7, np.uint8)
    shape[2:-2] = tokens.shape
    gap = np.zeros(count + 5, np.uint8)
    gap[2:-2] = tokens.gap
    capital = _CAPITAL[shape]
    flags = known.flags[place]
    joined = np.zeros(count + 4, bool)
    joined[1:] = capital[1:] & capital[:-1] & _JOINS[gap[1:-1]]
    # J. Smith, and St. Mary
    point = gap[:-1] == gaps.STOP
    point[1:] &= capital[1:] & (shape[:-1] == INITIAL)
    joined[1:] |= point[1:]
    begin = capital & ~joined
    index = np.arange(count + 4, dtype=np.int32)
    opener = np.maximum.accumulate(np.where(_OPENS[gap[:-1]], index, np.int32(0)))
    run = np.cumsum(begin) - 1
    first = np.flatnonzero(begin)
    after = np.append(joined[1:], False)
    last = np.flatnonzero(capital & ~after)
    key = np.zeros(count + 4, np.uint64)
    key[2:-2] = tokens.key
    return Words(
        tokens=tokens,
        key=key,
        trigger=np.flatnonzero((flags[2:-2] & TRIGGER) > 0),
        flags=flags,
        grade=known.grades[place],
        kind=known.kinds[place],
        number=known.numbers[place],
        shape=shape,
        gap=gap,
        places=_long_places(tokens, capital[2:-2], joined[2:-2]),
        opener=opener,
        run=run,
        first=first,
        last=last,
    )


def _long_places(
    tokens: Tokens, capital: npt.NDArray[np.bool_], joined: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Which tokens are part of a place's name of two or three words (padded)."""
    found = np.zeros(len(tokens) + 4, bool)
    known = lexicon()
    for size in (2, 3):
        if len(tokens) < size:
            break
        run = joined[1:].copy() if size == 2 else joined[1:-1] & joined[2:]
        if size == 3:
            # Rio de Janeiro: a small word between two capitalised ones
            run |= capital[:-2] & capital[2:] & (tokens.shape[1:-1] == SMALL)
        first = np.flatnonzero(run)
        if not len(first):
            continue
        place = known.look_up(tokens.keys_from(first, first + size - 1))
        hit = first[(known.flags[place] & PLACE) > 0]
        for step in range(size):
            found[hit + 2 + step] = True
    return found


def candidates(words: Words) -> Ints:
    """The tokens (padded places) that may be part of a name; all others are none."""
    shape, flags = words.shape, words.flags
    capital = _CAPITAL[shape]
    common = (flags & (TOP | COMMON)) > 0
    named = (flags & _NAMED) > 0
    alone = np.zeros(len(shape), bool)
    single = words.first[words.first == words.last] if len(words.first) == len(words.last) else ()
    alone[single] = True
    opening = among(words.gap[:-1], gaps.START, gaps.STOP, gaps.PARAGRAPH, gaps.LINE, gaps.QUOTE)
    dull = alone & common & ~named & (words.kind == 0) & (opening | ((flags & TOP) > 0))
    small = (shape == SMALL) & ~common & named
    kinds = words.kind
    job = kinds == _JOB_KIND
    small |= job & (shape == SMALL)
    # what stands before an occupation's last word, and between a house number and a kind of street
    near = np.zeros(len(shape), bool)
    for step in (1, 2, 3):
        near[:-step] |= job[step:]
    street = np.flatnonzero((kinds == _STREET_KIND) | (kinds == _FLAT_KIND))
    digits = shape == NUMBER
    beside = street[
        digits[np.maximum(street - 1, 0)]
        | digits[np.maximum(street - 2, 0)]
        | digits[np.maximum(street - 3, 0)]
        | digits[np.minimum(street + 1, len(shape) - 1)]
    ]
    for step in range(-3, 4):
        near[np.clip(beside + step, 0, len(shape) - 1)] = True
    small |= near & (shape == SMALL)
    # where sentences begin small a word that is no English may be a name, in a list or not
    long = np.zeros(len(shape), bool)
    long[2:-2] = words.tokens.end - words.tokens.start > 2
    small |= (
        (shape == SMALL)
        & ((flags & ENGLISH) == 0)
        & (kinds == 0)
        & (shape[words.opener] == SMALL)
        & long
    )
    # a small word inside a path, an address or an identifier is no name
    small &= ~among(words.gap[:-1], gaps.SLASH, gaps.POINT, gaps.NONE, gaps.MARK)
    return np.flatnonzero((capital & ~dull) | small)


_SALT = (np.arange(FEATURES + 1, dtype=np.uint64) + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)


def features(words: Words, at: Ints) -> list[npt.NDArray[np.int64]]:
    """The rows of the weights that speak of each candidate, one array a feature."""
    tokens = words.tokens
    u = np.uint64

    def of(column: npt.NDArray[Any], where: npt.NDArray[Any]) -> npt.NDArray[np.uint32]:
        found: npt.NDArray[np.uint32] = column.take(where).astype(np.uint32)
        return found

    grade, kind, number, shape, gap = (
        words.grade,
        words.kind,
        words.number,
        words.shape,
        words.gap,
    )
    g = {d: of(grade, at + d) for d in (-1, 0, 1)}
    k = {d: of(kind, at + d) for d in (-2, -1, 0, 1, 2)}
    n = {d: of(number, at + d) for d in (-2, -1, 0, 1, 2)}
    s = {d: of(shape, at + d) for d in (-2, -1, 0, 1, 2)}
    before, after, further = of(gap, at), of(gap, at + 1), of(gap, at - 1)
    index = at - 2
    end = tokens.end[index]
    long = end - tokens.start[index]
    tail = tokens_tail(tokens, index, np.minimum(long, 3))
    tail2 = tokens_tail(tokens, index, np.minimum(long, 2))
    capital = _CAPITAL[shape[at]]
    run = np.maximum(words.run[at], 0)
    begin = np.where(capital, words.first[run] if len(words.first) else 0, at)
    stop = np.where(capital, words.last[run] if len(words.last) else 0, at)
    size = np.minimum(stop - begin, 7).astype(np.uint32)
    place = np.minimum(at - begin, 3).astype(np.uint32)
    led, led2 = of(number, begin - 1), of(number, begin - 2)
    followed = of(number, np.minimum(stop + 1, len(number) - 1))
    led_kind, led_gap = of(kind, begin - 1), of(gap, begin)
    end_kind, end_grade, end_gap = of(kind, stop), of(grade, stop), of(gap, stop + 1)
    begin_grade, begin_kind = of(grade, begin), of(kind, begin)
    town = of(words.places, at) | (of(words.places, stop) << 1)
    # the nearest small words on both sides, whatever names stand between: "founders: A, B and C"
    count = len(shape)
    lower = (shape == SMALL) & ~_list_word(number)
    index32 = np.arange(count, dtype=np.int32)
    seen = np.maximum.accumulate(np.where(lower, index32, np.int32(0)))[at - 1]
    ahead = np.where(lower, index32, np.int32(count - 1))[::-1]
    ahead = np.minimum.accumulate(ahead)[::-1][np.minimum(at + 1, count - 1)]
    anchor, target = of(number, seen), of(number, ahead)
    far = np.minimum(at - seen, 7).astype(np.uint32)
    # whether the sentence begins with a small letter: then names may do so too
    style = of(shape, words.opener[at])
    this = g[0] | (k[0] << 7) | (s[0] << 11)
    values = (
        s[0] | (before << 3) | (after << 7),
        this,
        k[0] | (s[0] << 4) | (town << 8),
        np.where(n[0] > 0, n[0], 0) | (s[0] << 16),
        tail.astype(np.uint32) ^ s[0],
        tail2.astype(np.uint32) ^ (s[0] + 77),
        n[-1] | (before << 16),
        n[1] | (after << 16),
        n[-2] | (n[-1] << 16),
        n[1] | (n[2] << 16),
        g[-1] | (s[-1] << 7) | (before << 10) | (g[0] << 14),
        g[1] | (s[1] << 7) | (after << 10) | (g[0] << 14),
        k[-1] | (s[-1] << 4) | (s[0] << 7) | (before << 10),
        k[1] | (s[1] << 4) | (s[0] << 7) | (after << 10),
        s[-1] | (s[0] << 3) | (s[1] << 6) | (before << 9) | (after << 13),
        g[0] | (n[-1] << 7) | (before << 20),
        g[0] | (n[1] << 7) | (after << 20),
        k[-2] | (k[2] << 4) | (s[-2] << 8) | (s[2] << 11) | (further << 14),
        n[-2] | (before << 16),
        end_kind | (size << 4) | (place << 7) | (begin_kind << 10),
        end_grade | (begin_grade << 7) | (size << 14) | (place << 17),
        led | (size << 13) | (led_gap << 17),
        led2 | (led << 13),
        followed | (size << 13) | (end_gap << 17),
        led_kind | (led_gap << 4) | (size << 8) | (end_kind << 12) | (place << 16),
        end_gap | (led_gap << 4) | (size << 8) | (g[0] << 11),
        led | (begin_grade << 13),
        this ^ (before << 16) ^ (after << 20) ^ (size << 24),
        anchor | (np.minimum(far, 3) << 13),
        anchor | (g[0] << 13),
        target | (g[0] << 13),
        style | (s[0] << 3) | (g[0] << 6) | (k[0] << 13),
    )  # fmt: skip
    table = np.empty((len(values), len(at)), np.uint64)
    # a row after the other: one stays in the processor's cache for all three steps
    for row, value, salt in zip(table, values, _SALT, strict=False):
        np.add(value, salt, out=row)
        row *= u(0x9E3779B97F4A7C15)
        row >>= u(48)
    return list(table.view(np.int64))


@functools.cache
def _list_numbers() -> npt.NDArray[np.bool_]:
    table = np.zeros(65_536, bool)
    known = lexicon()
    for key in hashes_of(["and", "or", "und", "et", "y", "e", "of", "de"]):
        table[known.numbers[known.look_up(np.array([key], np.uint64))]] = True
    table[0] = False
    return table


def _list_word(number: npt.NDArray[np.uint16]) -> npt.NDArray[np.bool_]:
    """Whether a word only joins the names of a list."""
    return _list_numbers()[number]


def tokens_tail(tokens: Tokens, index: Ints, size: Ints) -> npt.NDArray[np.uint64]:
    """A hash of the last letters of each token."""
    end = tokens.end[index]
    return between(tokens.sums, end - size, end) >> np.uint64(32)


@functools.cache
def weights() -> tuple[npt.NDArray[np.int16], np.float32, npt.NDArray[np.float32]]:
    """The weights of the rows (`ROWS` x 8), their unit, and those of the labels before and after (18 x 8)."""
    data = (files("servanda.inventory.prose") / "weights.npz").read_bytes()
    with np.load(io.BytesIO(data)) as held:
        rows = held["rows"].astype(np.int16)
        return rows, np.float32(held["scale"]), held["beside"].astype(np.float32)


def scores(
    rows: list[npt.NDArray[np.int64]], table: npt.NDArray[np.int16]
) -> npt.NDArray[np.int16]:
    """The sums of the weights: one line a candidate, one column a label; 32 weights of a byte fit in 16 bits."""
    # the eight weights of a row are taken as one number of 16 bytes
    lines = table.view(np.complex128).ravel()
    taken = np.empty(len(rows[0]), np.complex128)
    total = np.zeros((len(rows[0]), 8), np.int16)
    for row in rows:
        np.take(lines, row, out=taken, mode="clip")
        total += taken.view(np.int16).reshape(-1, 8)
    return total


def labelled(words: Words, at: Ints) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """The label of each candidate and by how much it won."""
    table, scale, beside = weights()
    if not len(at):
        return np.zeros(0, np.uint8), np.zeros(0, np.float32)
    total = scores(features(words, at), table)
    label, _ = _winners(total)
    return _winners(total * scale + beside_scores(at, label, beside))


def _winners(
    total: npt.NDArray[Any],
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[Any]]:
    """The label of the largest sum of each line, and by how much it is larger than the next."""
    columns = np.ascontiguousarray(total.T)
    best, second = columns[0].copy(), np.full(columns.shape[1], -32_768, columns.dtype)
    label = np.zeros(columns.shape[1], np.uint8)
    for number in range(1, 7):
        column = columns[number]
        label[column > best] = number
        np.maximum(second, np.minimum(best, column), out=second)
        np.maximum(best, column, out=best)
    return label, best - second


def beside_rows(at: Ints, label: npt.NDArray[Any]) -> tuple[Ints, Ints]:
    """The label before and after each candidate where that is the next token (8 otherwise)."""
    before, after = np.full(len(at), 8, np.int64), np.full(len(at), 8, np.int64)
    next_to = np.flatnonzero(np.diff(at) == 1)
    before[next_to + 1] = label[next_to]
    after[next_to] = label[next_to + 1]
    return before, after


def beside_scores(
    at: Ints, label: npt.NDArray[Any], beside: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """What the labels on both sides add."""
    before, after = beside_rows(at, label)
    pairs = (beside[:9, None] + beside[None, 9:18]).reshape(81, 8)
    scores: npt.NDArray[np.float32] = np.take(pairs, before * 9 + after, axis=0)
    return scores
