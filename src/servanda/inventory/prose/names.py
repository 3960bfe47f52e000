"""From labelled words to spans: names of people, places, firms, peoples, occupations and addresses."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.lexicon import (
    BELIEF,
    BODY,
    COUNTRY,
    ENGLISH,
    FAMILY,
    FLAT,
    GIVEN,
    HONORIFIC,
    KINDS,
    LARGE_PLACE,
    MONTH,
    PARTY,
    REGION,
    STREET,
    THING,
    TITLE,
    TOP,
    WEEKDAY,
    lexicon,
)
from servanda.inventory.prose.lexicon import FIRM as FIRM_FLAG
from servanda.inventory.prose.lexicon import FOLK as FOLK_FLAG
from servanda.inventory.prose.lexicon import (
    JOB as JOB_FLAG,
)
from servanda.inventory.prose.lexicon import SMALL as SMALL_FLAG
from servanda.inventory.prose.tagging import LABELS, Words, candidates, labelled
from servanda.inventory.prose.tokens import (
    CAPITAL,
    CAPITALS,
    INITIAL,
    MIXED,
    NUMBER,
    SMALL,
    Ints,
    among,
    hashes_of,
)

TITLED, LAND, STATE, FAITH, POLITICS = range(7, 12)
"""Kinds that are told apart after the labels."""

FIRM_WORDS = FIRM_FLAG | BODY | STREET | TITLE | MONTH | WEEKDAY | JOB_FLAG
_JOB_KIND = KINDS.index(JOB_FLAG) + 1

PERSON, PLACE, FIRM, FOLK, JOB, ROAD = (LABELS.index(name) for name in LABELS[1:7])


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Spans as arrays: characters `start` up to `end`, a number that says the kind, and the confidence."""

    start: Ints
    end: Ints
    kind: npt.NDArray[np.uint8]
    sure: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.start)


def _joins(*kinds: int) -> npt.NDArray[np.bool_]:
    table = np.zeros(16, bool)
    table[list(kinds)] = True
    return table


_IN_NAME = _joins(gaps.SPACE, gaps.HYPHEN, gaps.APOSTROPHE, gaps.POINT, gaps.NONE)
_IN_FIRM = _joins(gaps.SPACE, gaps.HYPHEN, gaps.APOSTROPHE, gaps.POINT, gaps.NONE, gaps.SLASH)
_IN_ADDRESS = _joins(
    gaps.SPACE, gaps.HYPHEN, gaps.APOSTROPHE, gaps.POINT, gaps.NONE, gaps.COMMA, gaps.LINE, gaps.WIDE, gaps.SLASH,
    gaps.STOP,
)  # fmt: skip


def names_in(words: Words, busy: npt.NDArray[np.bool_]) -> Found:
    """All names of a piece of text; `busy` are tokens (padded) that figures have taken already."""
    at = candidates(words)
    label, margin = labelled(words, at)
    count = len(words.shape)
    labels = np.zeros(count, np.uint8)
    labels[at] = label
    margins = np.zeros(count, np.float32)
    margins[at] = margin
    labels[busy] = 0
    # a word for a thing that is a name as well names a person only beside other words of a name
    thing = ((words.flags & THING) > 0) & (labels == PERSON)
    beside = np.zeros(count, bool)
    beside[1:] |= labels[:-1] == PERSON
    beside[:-1] |= labels[1:] == PERSON
    labels[thing & ~beside] = 0
    _known(words, labels)
    _again(words, labels, margins)
    _bridged(words, labels)
    _whole_firms(words, labels)
    parts = [
        *_addresses(words, labels, margins, busy),
        *_occupations(words, labels),
        *_runs(words, labels, margins),
    ]
    return joined(parts)


def joined(parts: list[Found]) -> Found:
    """Several lots of spans as one."""
    if not parts:
        none = np.zeros(0, np.int64)
        return Found(start=none, end=none, kind=none.astype(np.uint8), sure=none.astype(np.float32))
    return Found(
        start=np.concatenate([part.start for part in parts]),
        end=np.concatenate([part.end for part in parts]),
        kind=np.concatenate([part.kind for part in parts]),
        sure=np.concatenate([part.sure for part in parts]),
    )


def _known(words: Words, labels: npt.NDArray[np.uint8]) -> None:
    """A country, a people, a large town that the model passed over, where the word is nothing else."""
    flags = words.flags
    open_ = (
        (labels == 0)
        & among(words.shape, CAPITAL, CAPITALS)
        & ((flags & (ENGLISH | GIVEN | FIRM_WORDS)) == 0)
    )
    long = np.zeros(len(labels), bool)
    long[2:-2] = words.tokens.end - words.tokens.start > 3
    open_ &= long
    labels[open_ & ((flags & (FOLK_FLAG | BELIEF | PARTY)) > 0)] = FOLK
    # South African, Sri Lankan, New Zealander
    second = np.flatnonzero(
        (labels == FOLK) & (words.shape == CAPITAL) & (words.gap[:-1] == gaps.SPACE)
    )
    second = second[
        _is_one_of(words, second - 1, _BEFORE_A_PEOPLE) & (words.shape[second - 1] == CAPITAL)
    ]
    labels[second - 1] = FOLK
    country = (labels == 0) & (words.shape == CAPITAL) & ((flags & COUNTRY) > 0) & long
    labels[country & ((flags & (GIVEN | FIRM_WORDS | TOP)) == 0)] = PLACE
    labels[open_ & words.places & ((flags & FAMILY) == 0)] = PLACE
    labels[open_ & ((flags & LARGE_PLACE) > 0) & ((flags & FAMILY) == 0)] = PLACE


_BEFORE_A_PEOPLE = ("south", "north", "east", "west", "central", "new", "sri", "costa", "puerto", "saint", "st", "sierra", "equatorial", "cape",
                    "papua", "northern", "southern", "bissau", "native", "latin", "african", "solomon", "burkina", "el")  # fmt: skip


def _is_one_of(words: Words, at: Ints, some: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    keys = words.tokens.key[np.clip(at - 2, 0, len(words.tokens) - 1)]
    found: npt.NDArray[np.bool_] = np.isin(keys, hashes_of(list(some))) & (at >= 2)
    return found


def _again(words: Words, labels: npt.NDArray[np.uint8], margins: npt.NDArray[np.float32]) -> None:
    """Who was named once with certainty is meant where the name stands again."""
    sure = np.flatnonzero((labels == PERSON) & (margins > 2) & (words.shape == CAPITAL))
    missed = np.flatnonzero(
        (labels == 0) & (words.shape == CAPITAL) & ((words.flags & (ENGLISH | FIRM_WORDS)) == 0)
    )
    if not len(sure) or not len(missed):
        return
    keys = np.unique(words.tokens.key[sure - 2])
    mine = words.tokens.key[missed - 2]
    found = np.searchsorted(keys, mine)
    labels[missed[keys[np.minimum(found, len(keys) - 1)] == mine]] = PERSON


def _bridged(words: Words, labels: npt.NDArray[np.uint8]) -> None:
    """`van der` between two words of a name belongs to it; so do both halves of `Weeks-Rivas`."""
    gap, shape = words.gap, words.shape
    small = (shape == SMALL) & (labels == 0)
    link = ((words.flags & SMALL_FLAG) > 0) & small
    # Harbour Street and Mill Lane: a corner
    both = np.zeros(len(labels), bool)
    both[1:-1] = (labels[:-2] == ROAD) & (labels[2:] == ROAD) & small[1:-1]
    both = np.flatnonzero(both)
    if len(both):
        labels[both[words.tokens.key[both - 2] == hashes_of(["and"])[0]]] = ROAD
    for at in np.flatnonzero(link[1:-2]).tolist():
        one = at + 1
        end = one
        while end - one < 3 and link[end]:
            end += 1
        label = labels[one - 1]
        if (
            label in (PERSON, PLACE, ROAD)
            and labels[end] == label
            and (gap[one : end + 1] == gaps.SPACE).all()
        ):
            labels[one:end] = label
    halves = np.flatnonzero((gap[:-1] == gaps.HYPHEN) & (labels > 0))
    halves = halves[(labels[halves - 1] > 0) & (labels[halves - 1] != labels[halves])]
    close = words.tokens.start[halves - 2] - words.tokens.end[halves - 3] == 1
    halves = halves[
        close & among(labels[halves], PERSON, FIRM) & among(labels[halves - 1], PERSON, FIRM)
    ]
    labels[halves] = labels[halves - 1] = FIRM


def _whole_firms(words: Words, labels: npt.NDArray[np.uint8]) -> None:
    """`Clean Power Finance`: the capitalised words before a firm's last one are part of its name."""
    last = words.last
    hit = np.flatnonzero((labels[last] == FIRM) & (words.first != last))
    for run in hit.tolist():
        first, end = int(words.first[run]), int(last[run])
        if end - first > 6:
            continue
        some = labels[first:end]
        if (words.flags[first] & TOP) and not some[0]:
            first += 1
            some = labels[first:end]
        tail = bool(words.flags[end] & (FIRM_FLAG | BODY))
        if tail or (some != PERSON).all():
            labels[first:end] = FIRM


def _spans(
    words: Words,
    first: Ints,
    last: Ints,
    kind: npt.NDArray[np.uint8] | int,
    sure: npt.NDArray[np.float32],
) -> Found:
    tokens = words.tokens
    return Found(
        start=tokens.start[first - 2],
        end=tokens.end[last - 2],
        kind=np.full(len(first), kind, np.uint8) if isinstance(kind, int) else kind,
        sure=sure,
    )


def _runs(
    words: Words, labels: npt.NDArray[np.uint8], margins: npt.NDArray[np.float32]
) -> list[Found]:
    """Words of one label side by side are one span."""
    gap, shape = words.gap[:-1], words.shape
    wide = np.zeros(len(shape), np.int64)
    tokens = words.tokens
    wide[3:-2] = tokens.start[1:] - tokens.end[:-1]
    same = np.zeros(len(shape), bool)
    same[1:] = (labels[1:] == labels[:-1]) & (labels[1:] > 0)
    initial = np.zeros(len(shape), bool)
    initial[1:] = (shape[:-1] == INITIAL) & (gap[1:] == gaps.STOP) & (wide[1:] == 2)
    narrow = np.where((gap == gaps.WIDE) & (wide == 2), True, _IN_NAME[gap] & (wide <= 1))
    joined = same & np.where(labels == FIRM, _IN_FIRM[gap] & (wide <= 3), narrow)
    joined |= same & initial
    # O'Brien is one name, Bryan's two tokens of which the second is none
    begin = np.flatnonzero((labels > 0) & (labels != ROAD) & ~joined)
    after = np.append(joined[1:], False)
    last = np.flatnonzero((labels > 0) & (labels != ROAD) & ~after)
    if not len(begin):
        return []
    strongest = np.maximum.reduceat(margins, np.stack([begin, last + 1], 1).ravel())[::2]
    kind = _finer(words, begin, last, labels[begin])
    spans = _spans(words, begin, last, kind, _sure(strongest))
    return [_firms(words, begin, last, kind, spans)]


def _finer(
    words: Words, begin: Ints, last: Ints, label: npt.NDArray[np.uint8]
) -> npt.NDArray[np.uint8]:
    """A country and a state are told from a town, a belief from a people."""
    kind = label.copy()
    flags = words.flags[begin] & words.flags[last]
    long = np.flatnonzero((label == PLACE) & (last > begin))
    if len(long):
        known = lexicon()
        keys = words.tokens.keys_from(begin[long] - 2, last[long] - 2)
        flags[long] = known.flags[known.look_up(keys)]
    kind[(label == PLACE) & ((flags & REGION) > 0)] = STATE
    kind[(label == PLACE) & ((flags & COUNTRY) > 0)] = LAND
    kind[(label == FOLK) & ((flags & BELIEF) > 0)] = FAITH
    kind[(label == FOLK) & ((flags & PARTY) > 0)] = POLITICS
    return kind


def _firms(
    words: Words, begin: Ints, last: Ints, kind: npt.NDArray[np.uint8], spans: Found
) -> Found:
    """`Inc.` with its point, and `Hall, Berg and Lund` as one firm."""
    tokens = words.tokens
    firm = kind == FIRM
    if not firm.any():
        return spans
    end = spans.end.copy()
    text = tokens.text
    point = (
        firm
        & ((words.flags[last] & FIRM_FLAG) > 0)
        & (tokens.end[last - 2] - tokens.start[last - 2] <= 4)
    )
    point &= text[np.minimum(end, len(text) - 1)] == 46
    after = np.minimum(end + 1, len(text) - 1)
    point &= (end + 1 < len(text)) & (
        (text[after] == 32) | (text[after] == 44) | (text[after] == 10)
    )
    end[point] += 1
    # U.N. has a second point
    initials = (words.shape[last] == INITIAL) & (last > begin) & (words.gap[last] == gaps.POINT)
    initials &= (text[np.minimum(end, len(text) - 1)] == 46) & (end < len(text))
    end[initials] += 1
    start, keep = spans.start.copy(), np.ones(len(kind), bool)
    three = np.flatnonzero(firm[:-2] & firm[1:-1] & firm[2:])
    for nth in three.tolist():
        one = words.gap[begin[nth + 1]] == gaps.COMMA and begin[nth + 1] == last[nth] + 1
        two = begin[nth + 2] == last[nth + 1] + 2 and start[nth + 2] - spans.end[nth + 1] == 5
        if one and two:
            keep[nth] = keep[nth + 1] = False
            start[nth + 2] = start[nth]
    return Found(start=start[keep], end=end[keep], kind=kind[keep], sure=spans.sure[keep])


def _sure(margin: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return (1 / (1 + np.exp(-np.clip(margin, 0, 8)))).astype(np.float32)


def _addresses(
    words: Words,
    labels: npt.NDArray[np.uint8],
    margins: npt.NDArray[np.float32],
    busy: npt.NDArray[np.bool_],
) -> list[Found]:
    """A street's name with the numbers, flats, codes and places that belong to it; taken from `labels`."""
    road = labels == ROAD
    if not road.any():
        return []
    tokens = words.tokens
    shape, gap = words.shape, words.gap[:-1]
    number = (shape == NUMBER) & ~busy
    own = road | number | ((words.flags & FLAT) > 0)
    # two capitals after a comma are a state; a letter after a number belongs to it
    long = np.zeros(len(shape), np.int64)
    long[2:-2] = tokens.end - tokens.start
    own |= (long == 1) & (gap == gaps.NONE)
    part = own | ((shape == CAPITALS) & (long <= 3)) | (labels == PLACE)
    part &= ~busy
    wide = np.zeros(len(shape), np.int64)
    wide[3:-2] = tokens.start[1:] - tokens.end[:-1]
    joins = np.zeros(len(shape), bool)
    joins[1:] = part[1:] & part[:-1] & _IN_ADDRESS[gap[1:]] & (wide[1:] <= 4)
    begin = np.flatnonzero(part & ~joins)
    last = np.flatnonzero(part & ~np.append(joins[1:], False))
    numbers = np.append(0, np.cumsum(number))
    kinds = (words.flags & STREET) > 0
    streets = np.append(0, np.cumsum(road & kinds))
    strong = np.append(0, np.cumsum(road & (kinds | (margins > 1.5))))
    # a kind of street alone, in small letters, is none
    proper = np.append(0, np.cumsum(road & ~((shape == SMALL) & kinds)))
    good = (
        (proper[last + 1] > proper[begin])
        & (strong[last + 1] > strong[begin])
        & ((numbers[last + 1] > numbers[begin]) | (streets[last + 1] > streets[begin]))
    )
    labels[road] = 0
    begin, last = begin[good], last[good]
    if not len(begin):
        return []
    # what stands before the house number or street is no part of the address
    places = np.arange(len(shape))
    begin = np.minimum.accumulate(np.where(own, places, len(shape))[::-1])[::-1][begin]
    both = numbers[last + 1] > numbers[begin]
    inside = np.zeros(len(shape) + 1, np.int32)
    inside[begin] += 1
    inside[last + 1] -= 1
    # those that are told in parts are looked at one by one
    lines = np.append(0, np.cumsum(among(gap, gaps.LINE, gaps.PARAGRAPH)))
    broken = lines[last + 1] - lines[begin + 1]
    twice = number[begin] & (numbers[np.minimum(begin + 6, last + 1)] - numbers[begin] > 1)
    odd = (broken >= 2) | (twice & (broken == 0))
    plain = ~odd
    found = [
        _spans(
            words,
            begin[plain],
            last[plain],
            ROAD,
            np.where(both[plain], 0.9, 0.6).astype(np.float32),
        )
    ]
    pieces: list[tuple[int, int, int]] = []
    for one, two in zip(begin[odd].tolist(), last[odd].tolist(), strict=True):
        pieces += _lines(words, number, labels, one, two)
    labels[np.cumsum(inside[:-1]) > 0] = 0
    if pieces:
        first, end, kind = (np.array(column) for column in zip(*pieces, strict=True))
        sure = np.full(len(pieces), 0.9, np.float32)
        found.append(_spans(words, first, end, kind.astype(np.uint8), sure))
    return found


def _lines(
    words: Words, number: npt.NDArray[np.bool_], labels: npt.NDArray[np.uint8], one: int, two: int
) -> list[tuple[int, int, int]]:
    """An address set out in lines, as at a letter's head, is told line by line; else it is one span.

    A house number before a street that has a number of its own is the building's, and told apart.
    """
    gap = words.gap[one : two + 2].tolist()
    digits = number[one : two + 1].tolist()
    flags = words.flags[one : two + 1].tolist()
    lines = [at for at in range(1, len(digits)) if gap[at] in (gaps.LINE, gaps.PARAGRAPH)]
    head = gap[0] in (gaps.LINE, gaps.PARAGRAPH, gaps.START, gaps.MARK, gaps.STOP)
    twice = digits[0] and len(digits) > 2 and any(digits[1:6])
    if head and len(lines) >= 2:
        cuts = [one, *(at + one for at in lines), two + 1]
    elif twice and not lines and not any(flag & (FLAT | COUNTRY) for flag in flags):
        cuts = [one, two + 1]
    else:
        return [(one, two, ROAD)]
    gap = words.gap
    found: list[tuple[int, int, int]] = []
    for nth, (low, high) in enumerate(itertools.pairwise(cuts)):
        end = high - 1
        if nth == 0:
            if twice:
                found.append((low, low, ROAD))
                low += 1
            # a place on the street's own line, after a comma
            place = low
            while place <= end and not (
                labels[place] == PLACE and gap[place] in (gaps.COMMA, gaps.LINE)
            ):
                place += 1
            if place <= end:
                found.append((place, end, PLACE))
                end = place - 1
            if low <= end:
                found.append((low, end, ROAD))
            continue
        if (words.flags[low] & FLAT) > 0:
            found.append((low, end, ROAD))
            continue
        # a town or country, and a code beside it
        codes = [at for at in range(low, high) if number[at]]
        letters = [at for at in range(low, high) if not number[at]]
        if letters:
            found.append((letters[0], letters[-1], PLACE))
        found += [
            (at, at, ROAD) for at in codes if not letters or at < letters[0] or at > letters[-1]
        ]
    return found


def _occupations(words: Words, labels: npt.NDArray[np.uint8]) -> list[Found]:
    """An occupation that fills a line; in running text one in small letters is no finding."""
    gap, shape = words.gap, words.shape
    ends = (gaps.LINE, gaps.PARAGRAPH, gaps.START)
    heads = np.flatnonzero((words.kind[:-1] == _JOB_KIND) & among(gap[1:-1], *ends))
    spans: list[tuple[int, int]] = []
    for last in heads.tolist():
        first = last
        while last - first < 8 and gap[first] in (gaps.SPACE, gaps.HYPHEN, gaps.SLASH, gaps.COMMA):
            if shape[first - 1] == NUMBER:
                break
            first -= 1
        if gap[first] in ends and not (labels[first : last + 1] == PERSON).any():
            spans.append((first, last))
            labels[first : last + 1] = 0
    small = (labels == JOB) & (shape == SMALL)
    # small words go with a capitalised one before them: "Leasing consultant"
    with_capital = np.zeros(len(labels), bool)
    capital = (labels == JOB) & (shape != SMALL)
    for step in (1, 2, 3, 4):
        with_capital[step:] |= capital[:-step]
    labels[small & ~with_capital] = 0
    if not spans:
        return []
    first_, last_ = (np.array(side) for side in zip(*spans, strict=True))
    return [_spans(words, first_, last_, JOB, np.full(len(spans), 0.7, np.float32))]


def titles_in(words: Words) -> Found:
    """Forms of address before a capitalised word, with their point."""
    title = np.flatnonzero(((words.flags & HONORIFIC) > 0) & (words.shape == CAPITAL))
    shape = words.shape
    tokens = words.tokens
    title = title[title - 2 < len(tokens) - 1]
    first = title[among(shape[title + 1], CAPITAL, CAPITALS, INITIAL, MIXED)]
    index = first - 2
    end = tokens.end[index]
    close = tokens.start[np.minimum(index + 1, len(tokens) - 1)] - end <= 2
    point = (tokens.text[np.minimum(end, len(tokens.text) - 1)] == ord(".")) & close
    return Found(
        start=tokens.start[index][close],
        end=(end + point)[close],
        kind=np.full(int(close.sum()), TITLED, np.uint8),
        sure=np.full(int(close.sum()), 0.85, np.float32),
    )
