"""The words and numbers of a text found all at once: where each stands, how it is written, its hash.

No loop over words: every step is one numpy operation over the whole piece, so that a megabyte of text
costs tens of milliseconds. Hashes are of folded words (`letters.folded`) and the same on every machine.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose.letters import DIGIT, LOWER, UPPER, codes, tables

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

MOST = 1_048_576
"""Characters that are read at once; what is longer is cut into pieces."""

STEP = np.uint64(0x5851F42D4C957F2D)
_MIX = np.uint64(0x9E3779B97F4A7C15)

# how a word is written
SMALL, CAPITAL, CAPITALS, INITIAL, MIXED, NUMBER, ODD = range(7)
# what stands between two words
START, NONE, SPACE, LINE, STOP, COMMA, COLON, HYPHEN, QUOTE, BRACKET, SLASH, MARK, POINT, APOSTROPHE, PARAGRAPH, WIDE = range(16)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Words (runs of letters) and numbers (runs of digits) in order: one place in each array for one.

    `start`, `end` are characters of the text; `shape` how it is written; `gap` what stands before it;
    `key` the hash. `gap` has one more place, for what stands after the last.
    """

    text: npt.NDArray[np.unsignedinteger]
    start: Ints
    end: Ints
    shape: npt.NDArray[np.uint8]
    gap: npt.NDArray[np.uint8]
    key: Hashes
    sums: Hashes

    def __len__(self) -> int:
        return len(self.start)

    def keys_from(self, first: Ints, last: Ints) -> Hashes:
        """The hashes of the texts from the start of each first word to the end of each last one."""
        return between(self.sums, self.start[first], self.end[last])


@functools.cache
def _table_of(values: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    table = np.zeros(65_536, bool)
    table[list(values)] = True
    return table


def among(array: npt.NDArray[np.integer], *values: int) -> npt.NDArray[np.bool_]:
    """Whether each of the numbers (below 65,536) is one of the values."""
    found: npt.NDArray[np.bool_]
    if array.dtype.itemsize > 1 and len(values) > 4:
        found = _table_of(values)[array]
        return found
    # a few comparisons of bytes cost less than a look into a table
    found = array == values[0]
    for value in values[1:]:
        found |= array == value
    return found


@functools.cache
def _first_look(known: bytes) -> npt.NDArray[np.bool_]:
    """By the first bits of a hash: whether it may be one of these."""
    table = np.zeros(1 << 13, bool)
    table[np.frombuffer(known, np.uint64) >> np.uint64(51)] = True
    return table


def within(keys: Hashes, known: Hashes) -> npt.NDArray[np.bool_]:
    """Whether the hashes are among those in order."""
    if len(keys) > 256:
        # a look at a few bits spares nearly all of them the search
        may = _first_look(known.tobytes()).take((keys >> np.uint64(51)).view(np.int64))
        some = np.flatnonzero(may)
        may[some] = within_few(keys.take(some), known)
        return may
    return within_few(keys, known)


def within_few(keys: Hashes, known: Hashes) -> npt.NDArray[np.bool_]:
    """The same for a few hashes."""
    found = np.searchsorted(known, keys)
    same: npt.NDArray[np.bool_] = known.take(found, mode="clip") == keys
    return same


def ranges(start: Ints, end: Ints) -> Ints:
    """All numbers from each start up to its end."""
    long = np.maximum(end - start, 0)
    after = np.cumsum(long)
    found: Ints = np.repeat(start - (after - long), long) + np.arange(int(long.sum()))
    return found


@functools.cache
def _powers() -> tuple[Hashes, Hashes]:
    back = np.uint64(pow(int(STEP), -1, 1 << 64))
    up, down = np.full(MOST + 1, STEP, np.uint64), np.full(MOST + 1, back, np.uint64)
    up[0] = down[0] = 1
    return np.cumprod(up, dtype=np.uint64), np.cumprod(down, dtype=np.uint64)


@functools.cache
def _classes() -> npt.NDArray[np.uint8]:
    """A class for each character: 16 a small letter, 17 a capital, 32 a digit, less than 16 a gap's kind."""
    kinds, _ = tables()
    table = np.full(65_536, MARK, np.uint8)
    for characters, kind in (
        (" \t\xa0", SPACE), ("\n\r", LINE), (".!?…", STOP), (",;", COMMA), (":", COLON), ("-–", HYPHEN),
        ("\"“”„«»", QUOTE), ("()[]{}<>", BRACKET), ("/\\_@=|#$%&*+~^`", SLASH), ("'’", APOSTROPHE),
    ):  # fmt: skip
        for character in characters:
            table[ord(character)] = kind
    table[kinds == LOWER] = 16
    table[kinds == UPPER] = 17
    table[kinds == DIGIT] = 32
    return table


@functools.cache
def _worths() -> Hashes:
    """A number of 64 random bits for each character; characters that fold alike have the same."""
    _, folds = tables()
    code = np.arange(1, 65_537, dtype=np.uint64)
    mixed = code * _MIX
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return mixed[folds]


@functools.cache
def _shape_of() -> npt.NDArray[np.uint8]:
    """By the classes of the first, second and last character and the length up to 3 (2 bits each)."""
    table = np.zeros(256, np.uint8)
    for index in range(256):
        first, second, last, long = index & 3, index >> 2 & 3, index >> 4 & 3, index >> 6
        if first == 2:
            shape = NUMBER
        elif first == 0:
            shape = ODD if long > 1 and (second == 1 or last == 1) else SMALL
        elif long <= 1:
            shape = INITIAL
        elif second == 1 and last == 1:
            shape = CAPITALS
        else:
            shape = MIXED if long > 2 and second != last else CAPITAL
        table[index] = shape
    return table


@functools.cache
def _gap_of() -> npt.NDArray[np.uint8]:
    """By the kinds of the last, second and first character (4 bits each) and the length 0, 1, more."""
    table = np.zeros(3 << 12, np.uint8)
    for index in range(3 << 12):
        long, first, second, last = index >> 12, index >> 8 & 15, index >> 4 & 15, index & 15
        if long == 0:
            kind = NONE
        elif long == 1:
            kind = POINT if first == STOP else first
        elif first == LINE or (first == SPACE and second == LINE):
            kind = PARAGRAPH if first == second else LINE
        elif first == STOP and last == LINE:
            kind = PARAGRAPH
        elif last == QUOTE:
            kind = QUOTE
        elif first == SPACE:
            kind = second if second != SPACE else WIDE if last == SPACE else last
        else:
            kind = first
        table[index] = kind
    return table


def between(sums: Hashes, start: Ints, end: Ints) -> Hashes:
    """The hashes of the characters from each `start` to each `end`."""
    _, down = _powers()
    key: Hashes = sums.take(end)
    key -= sums.take(start)
    key *= down.take(start)
    return mixed(key)


def mixed(sums: Hashes) -> Hashes:
    """The hashes of sums of worths; changes and returns the array."""
    sums *= _MIX
    sums ^= sums >> np.uint64(31)
    return sums


def worths_of(letters: npt.NDArray[np.unsignedinteger]) -> Hashes:
    """The worth of each character; the first of a word counts once, each next one `STEP` times as much."""
    worths = _worths()
    # the few characters of Latin-1 stay in the processor's cache
    found: Hashes = (worths[:256] if letters.dtype == np.uint8 else worths).take(letters)
    return found


def hashes_of(words: list[str]) -> Hashes:
    """The hashes of folded words, the same as `tokens_of` gives them."""
    found: list[Hashes] = []
    piece: list[str] = []
    size = 0
    for word in [*words, ""]:
        if piece and (not word or size + len(word) + 1 > MOST):
            text = codes("\n".join(piece))
            ends = np.cumsum(np.array([len(one) + 1 for one in piece], np.int64)) - 1
            starts = ends - np.array([len(one) for one in piece], np.int64)
            found.append(between(_sums(text), starts, ends))
            piece, size = [], 0
        piece.append(word)
        size += len(word) + 1
    return np.concatenate(found) if found else np.zeros(0, np.uint64)


def _sums(text: npt.NDArray[np.unsignedinteger]) -> Hashes:
    return sums_of(text, _worths())


def sums_of(text: npt.NDArray[np.unsignedinteger], worths: Hashes) -> Hashes:
    """The sums of the characters' worths up to each of at most `MOST`, as `between` takes them."""
    up, _ = _powers()
    size = len(text)
    sums = np.empty(size + 1, np.uint64)
    sums[0] = 0
    part = sums[1:]
    # the few characters of Latin-1 stay in the processor's cache
    (worths[:256] if text.dtype == np.uint8 else worths).take(text, out=part, mode="clip")
    part *= up[:size]
    np.cumsum(part, out=part)
    return sums


@functools.cache
def _latin_classes() -> bytes:
    return _classes()[:256].tobytes()


def _classes_of(text: npt.NDArray[np.unsignedinteger]) -> npt.NDArray[np.uint8]:
    """The class of each character, with a 0 before the first and two after the last."""
    size = len(text)
    classes = np.zeros(size + 3, np.uint8)
    if text.dtype == np.uint8:
        # several times as fast as a gather
        classes[1 : size + 1] = np.frombuffer(text.tobytes().translate(_latin_classes()), np.uint8)
    else:
        _classes().take(text, out=classes[1 : size + 1], mode="clip")
    return classes


def tokens_of(text: npt.NDArray[np.unsignedinteger]) -> Tokens:
    """The words and numbers of a text of at most `MOST` characters (see `letters.codes`)."""
    classes = _classes_of(text)
    groups = classes >> 4
    inside = groups != 0
    change = groups[1:] != groups[:-1]
    start = np.flatnonzero(change & inside[1:])
    end = np.flatnonzero(change & inside[:-1])
    sums = _sums(text)
    return Tokens(
        text=text,
        start=start,
        end=end,
        shape=_shapes(classes, start, end),
        gap=_gaps(classes, start, end),
        key=between(sums, start, end),
        sums=sums,
    )


def _shapes(classes: npt.NDArray[np.uint8], start: Ints, end: Ints) -> npt.NDArray[np.uint8]:
    """How each word is written; `classes[k + 1]` is that of character k."""
    long = end - start
    first, last = classes.take(start + 1), classes.take(end)
    second = np.where(long == 1, first, classes.take(start + 2))
    index = first & 1
    index |= first >> 4 & 2
    index |= (second & 1) << 2
    index |= (last & 1) << 4
    index |= np.minimum(long, 3).astype(np.uint8) << 6
    return _shape_of().take(index)


def _gaps(classes: npt.NDArray[np.uint8], start: Ints, end: Ints) -> npt.NDArray[np.uint8]:
    """What stands before each word, and after the last."""
    gap = np.full(len(start) + 1, START, np.uint8)
    if len(start) > 1:
        before, after = end[:-1], start[1:]
        index = classes.take(before + 1).astype(np.uint16)
        index <<= 8
        index |= (classes.take(before + 2) & 15) << 4
        index |= classes.take(after) & 15
        index &= 0xFFF
        index |= np.minimum(after - before, 2).astype(np.uint16) << 12
        gap[1:-1] = _gap_of().take(index)
    return gap
