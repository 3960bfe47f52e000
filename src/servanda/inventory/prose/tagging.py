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
    HEAD,
    JOB,
    KINDS,
    LINK,
    PARTY,
    PLACE,
    STREET,
    TOP,
    TRIGGER,
    lexicon,
)
from servanda.inventory.prose.tokens import (
    CAPITAL,
    INITIAL,
    MIXED,
    NUMBER,
    SMALL,
    STEP,
    Hashes,
    Ints,
    Tokens,
    among,
    mixed,
    worths_of,
)

LABELS = ("O", "PERSON", "PLACE", "FIRM", "FOLK", "JOB", "STREET", "")
ROWS = 1 << 16
FEATURES = 32
"""At most so many for a word."""

_NAMED = GIVEN | FAMILY | PLACE | FOLK | BELIEF | PARTY
_STREET_KIND, _FLAT_KIND, _JOB_KIND = (KINDS.index(bit) + 1 for bit in (STREET, FLAT, JOB))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is known of each token, with two empty ones before the first and after the last.

    The token `i` is at `i + 2`. `trigger` are the (unpadded) words that begin something rare. `facts` is what
    the lexicon has as numbers, with the shape (3 bits) and the gap (4) above it. `style` is how the word is
    written that opens the sentence, `run` counts the runs of capitalised words that have begun, `first` and
    `last` are each run's ends.
    """

    tokens: Tokens
    key: Hashes
    trigger: Ints
    flags: npt.NDArray[np.uint32]
    facts: npt.NDArray[np.uint32]
    kind: npt.NDArray[np.uint8]
    shape: npt.NDArray[np.uint8]
    gap: npt.NDArray[np.uint8]
    places: npt.NDArray[np.bool_]
    style: npt.NDArray[np.uint8]
    run: Ints
    first: Ints
    last: Ints


def is_capital(shape: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Whether words begin with a capital letter."""
    found: npt.NDArray[np.bool_] = (shape - np.uint8(CAPITAL)) <= MIXED - CAPITAL
    return found


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
    capital = is_capital(shape)
    flags = known.flags.take(place)
    joined = np.zeros(count + 4, bool)
    np.logical_and(capital[1:], capital[:-1], out=joined[1:])
    joined[1:] &= among(gap[1:-1], gaps.SPACE, gaps.HYPHEN, gaps.APOSTROPHE, gaps.NONE, gaps.POINT)
    # J. Smith, and St. Mary
    point = gap[:-1] == gaps.STOP
    point[1:] &= capital[1:] & (shape[:-1] == INITIAL)
    joined[1:] |= point[1:]
    begin = capital & ~joined
    opens = among(gap[:-1], gaps.START, gaps.STOP, gaps.PARAGRAPH, gaps.LINE)
    sentence = np.cumsum(opens, dtype=np.int64) - 1
    last = capital.copy()
    last[:-1] &= ~joined[1:]
    key = np.zeros(count + 4, np.uint64)
    key[2:-2] = tokens.key
    facts = known.facts.take(place)
    facts |= shape.astype(np.uint32) << 24
    facts |= gap[:-1].astype(np.uint32) << 27
    return Words(
        tokens=tokens,
        key=key,
        trigger=np.flatnonzero((flags[2:-2] & TRIGGER) > 0),
        flags=flags,
        facts=facts,
        kind=_kind(facts).astype(np.uint8),
        shape=shape,
        gap=gap,
        places=_long_places(tokens, flags[2:-2], capital[2:-2], joined[2:-2]),
        style=shape[opens].take(sentence),
        run=np.cumsum(begin),
        first=np.flatnonzero(begin),
        last=np.flatnonzero(last),
    )


def _long_places(
    tokens: Tokens,
    flags: npt.NDArray[np.uint32],
    capital: npt.NDArray[np.bool_],
    joined: npt.NDArray[np.bool_],
) -> npt.NDArray[np.bool_]:
    """Which tokens are part of a place's name of two or three words (padded)."""
    found = np.zeros(len(tokens) + 4, bool)
    known = lexicon()
    head = np.flatnonzero((flags & HEAD) > 0)
    for size in (2, 3):
        head = head[: np.searchsorted(head, len(tokens) - size + 1)]
        run = joined[head + 1]
        if size == 3:
            run &= joined[head + 2]
            # Rio de Janeiro: a small word between two capitalised ones
            run |= capital[head] & capital[head + 2] & (tokens.shape[head + 1] == SMALL)
        first = head[run]
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
    capital = is_capital(shape)
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
        near[np.minimum(np.maximum(beside + step, 0), len(shape) - 1)] = True
    small |= near & (shape == SMALL)
    # where sentences begin small a word that is no English may be a name, in a list or not
    long = np.zeros(len(shape), bool)
    long[2:-2] = words.tokens.end - words.tokens.start > 2
    small |= (
        (shape == SMALL) & ((flags & ENGLISH) == 0) & (kinds == 0) & (words.style == SMALL) & long
    )
    # a small word inside a path, an address or an identifier is no name
    small &= ~among(words.gap[:-1], gaps.SLASH, gaps.POINT, gaps.NONE, gaps.MARK)
    return np.flatnonzero((capital & ~dull) | small)


_GOLD = np.uint64(0x9E3779B97F4A7C15)
_SALT = (np.arange(FEATURES + 1, dtype=np.uint64) + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)
_SALT *= _GOLD
_HALF = np.uint64(32)

Facts = npt.NDArray[np.uint32]


def _number(facts: Facts) -> Facts:
    return facts & np.uint32(0x1FFF)


def _grade(facts: Facts) -> Facts:
    return facts >> np.uint32(13) & np.uint32(0x7F)


def _kind(facts: Facts) -> Facts:
    return facts >> np.uint32(20) & np.uint32(15)


def _shape(facts: Facts) -> Facts:
    return facts >> np.uint32(24) & np.uint32(7)


def _tails(tokens: Tokens, index: Ints) -> tuple[Facts, Facts]:
    """Hashes of the last three and of the last two letters of each token, as far as it has so many."""
    end = tokens.end.take(index)
    long = end - tokens.start.take(index)
    last, second, third = (
        worths_of(tokens.text.take(end - back, mode="clip")) for back in (1, 2, 3)
    )
    two = np.where(long > 1, second + last * STEP, last)
    three = np.where(long > 2, third + two * STEP, two)
    return (mixed(three) >> _HALF).astype(np.uint32), (mixed(two) >> _HALF).astype(np.uint32)


def features(words: Words, at: Ints) -> list[npt.NDArray[np.int64]]:
    """The rows of the weights that speak of each candidate, one array a feature."""
    return [_rows(value, salt) for value, salt in zip(noted(words, at), _SALT, strict=False)]


def _rows(
    value: Facts, salt: np.uint64, out: npt.NDArray[np.uint64] | None = None
) -> npt.NDArray[np.int64]:
    """The rows of a feature's values: their hashes' first 16 bits."""
    row = np.empty(len(value), np.uint64) if out is None else out
    row[:] = value
    row *= _GOLD
    row += salt
    row >>= np.uint64(48)
    return row.view(np.int64)


def noted(words: Words, at: Ints) -> tuple[npt.NDArray[Any], ...]:
    """What is noted of each candidate, one array a feature."""
    facts = words.facts
    around = {d: facts.take(at + d) for d in (-2, -1, 0, 1, 2)}
    n = {d: _number(around[d]) for d in (-2, -1, 0, 1, 2)}
    g = {d: _grade(around[d]) for d in (-1, 0, 1)}
    k = {d: _kind(around[d]) for d in (-2, -1, 0, 1, 2)}
    s = {d: _shape(around[d]) for d in (-2, -1, 0, 1, 2)}
    before, after, further = around[0] >> 27, around[1] >> 27, around[-1] >> 27
    tail, tail2 = _tails(words.tokens, at - 2)
    capital = is_capital(words.shape.take(at))
    begin = stop = at
    if len(words.first):
        run = np.maximum(words.run.take(at) - 1, 0)
        begin = np.where(capital, words.first.take(run), at)
        stop = np.where(capital, words.last.take(run), at)
    size = np.minimum(stop - begin, 7).astype(np.uint32)
    place = np.minimum(at - begin, 3).astype(np.uint32)
    count = len(facts)
    ahead_of, begins = facts.take(begin - 1), facts.take(begin)
    ends, behind = facts.take(stop), facts.take(np.minimum(stop + 1, count - 1))
    led, led2 = _number(ahead_of), _number(facts.take(begin - 2))
    followed = _number(behind)
    led_kind, led_gap = _kind(ahead_of), begins >> 27
    end_kind, end_grade, end_gap = _kind(ends), _grade(ends), behind >> 27
    begin_grade, begin_kind = _grade(begins), _kind(begins)
    town = words.places.take(stop).astype(np.uint32)
    town <<= 1
    town |= words.places.take(at)
    # the nearest small words on both sides, whatever names stand between: "founders: A, B and C"
    lower = (words.shape == SMALL) & ((words.flags & LINK) == 0)
    low = np.flatnonzero(lower)
    low = np.concatenate([[0], low, [count - 1]])
    rank = np.cumsum(lower).take(at)
    seen = low.take(rank - lower.take(at))
    anchor, target = _number(facts.take(seen)), _number(facts.take(low.take(rank + 1)))
    far = np.minimum(at - seen, 3).astype(np.uint32)
    # whether the sentence begins with a small letter: then names may do so too
    style = words.style.take(at).astype(np.uint32)
    this = g[0] | (k[0] << 7) | (s[0] << 11)
    return (
        s[0] | (before << 3) | (after << 7),
        this,
        k[0] | (s[0] << 4) | (town << 8),
        n[0] | (s[0] << 16),
        tail ^ s[0],
        tail2 ^ (s[0] + 77),
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
        anchor | (far << 13),
        anchor | (g[0] << 13),
        target | (g[0] << 13),
        style | (s[0] << 3) | (g[0] << 6) | (k[0] << 13),
    )  # fmt: skip


@functools.cache
def weights() -> tuple[npt.NDArray[np.int16], np.float32, npt.NDArray[np.float32]]:
    """The weights of the rows (`ROWS` x 8), their unit, and those of the labels before and after (18 x 8)."""
    data = (files("servanda.inventory.prose") / "weights.npz").read_bytes()
    with np.load(io.BytesIO(data)) as held:
        rows = held["rows"].astype(np.int16)
        return rows, np.float32(held["scale"]), held["beside"].astype(np.float32)


def scores(
    noted: tuple[npt.NDArray[Any], ...], table: npt.NDArray[np.int16]
) -> npt.NDArray[np.int16]:
    """The sums of the weights: one line a candidate, one column a label; 32 weights of a byte fit in 16 bits."""
    # the eight weights of a row are taken as one number of 16 bytes
    lines = table.view(np.complex128).ravel()
    count = len(noted[0])
    total = np.zeros((count, 8), np.int16)
    row, taken = np.empty(count, np.uint64), np.empty(count, np.complex128)
    of_row = taken.view(np.int16).reshape(-1, 8)
    for value, salt in zip(noted, _SALT, strict=False):
        np.take(lines, _rows(value, salt, row), out=taken, mode="clip")
        total += of_row
    return total


def labelled(words: Words, at: Ints) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """The label of each candidate and by how much it won."""
    table, scale, beside = weights()
    if not len(at):
        return np.zeros(0, np.uint8), np.zeros(0, np.float32)
    columns = np.ascontiguousarray(scores(noted(words, at), table).T)
    label, _ = _winners(list(columns))
    before, after = beside_rows(at, label)
    pair = before * 9 + after
    pairs = (beside[:9, None] + beside[None, 9:18]).reshape(81, 8)
    # what the labels on both sides add
    return _winners(
        [column * scale + pairs[:, nth].take(pair) for nth, column in enumerate(columns[:7])]
    )


def _winners(columns: list[npt.NDArray[Any]]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[Any]]:
    """The label of the largest sum of each candidate, and by how much it is larger than the next."""
    best, second = columns[0].copy(), np.full(len(columns[0]), -32_768, columns[0].dtype)
    label = np.zeros(len(best), np.uint8)
    for number in range(1, 7):
        column = columns[number]
        np.copyto(label, number, where=column > best)
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
