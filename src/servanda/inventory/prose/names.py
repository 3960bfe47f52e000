"""From labelled words to spans: names of people, places, firms, peoples, occupations and addresses."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.addresses import addresses_in
from servanda.inventory.prose.bodies import bodies_by_their_words, courts_of
from servanda.inventory.prose.eponyms import eponyms
from servanda.inventory.prose.firms import firms_by_their_words
from servanda.inventory.prose.found import (
    FAITH,
    FIRM,
    FOLK,
    JOB,
    LAND,
    PERSON,
    PLACE,
    POLITICS,
    ROAD,
    STATE,
    TITLED,
    Found,
    joined,
    spans_of,
)
from servanda.inventory.prose.lands import long_lands
from servanda.inventory.prose.letterheads import set_out
from servanda.inventory.prose.lexicon import (
    BELIEF,
    BODY,
    COMMON,
    COUNTRY,
    ENGLISH,
    FAMILY,
    GIVEN,
    HONORIFIC,
    LARGE_PLACE,
    MONTH,
    PARTY,
    REGION,
    STREET,
    THING,
    TITLE,
    TOP,
    USUAL,
    WEEKDAY,
    lexicon,
)
from servanda.inventory.prose.lexicon import FIRM as FIRM_FLAG
from servanda.inventory.prose.lexicon import FOLK as FOLK_FLAG
from servanda.inventory.prose.lexicon import (
    JOB as JOB_FLAG,
)
from servanda.inventory.prose.lexicon import SMALL as SMALL_FLAG
from servanda.inventory.prose.mending import (
    hashed,
    is_nobody,
    led_in,
    nobodies,
    of_one_label,
    within,
)
from servanda.inventory.prose.overlooked import overlooked
from servanda.inventory.prose.postcodes import postcodes_in
from servanda.inventory.prose.tagging import Words, candidates, labelled
from servanda.inventory.prose.tokens import (
    CAPITAL,
    CAPITALS,
    INITIAL,
    MIXED,
    NUMBER,
    SMALL,
    Ints,
    among,
    ranges,
)
from servanda.inventory.prose.trading import traders

FIRM_WORDS = FIRM_FLAG | BODY | STREET | TITLE | MONTH | WEEKDAY | JOB_FLAG


def _joins(*kinds: int) -> npt.NDArray[np.bool_]:
    table = np.zeros(16, bool)
    table[list(kinds)] = True
    return table


_IN_NAME = _joins(gaps.SPACE, gaps.HYPHEN, gaps.APOSTROPHE, gaps.POINT, gaps.NONE)
_IN_FIRM = _joins(gaps.SPACE, gaps.HYPHEN, gaps.APOSTROPHE, gaps.POINT, gaps.NONE, gaps.SLASH)


_SMALL_SURE, _UNLISTED_SURE = 0.8, 0.9


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
    thing = at[((words.flags[at] & THING) > 0) & (label == PERSON)]
    labels[thing[(labels[thing - 1] != PERSON) & (labels[thing + 1] != PERSON)]] = 0
    nobodies(words, labels, at)
    _known(words, labels, at)
    _again(words, labels, margins, at)
    led_in(words, labels, margins, busy)
    overlooked(words, labels, margins, at)
    _bridged(words, labels)
    of_one_label(words, labels, margins)
    long_lands(words, labels)
    firms_by_their_words(words, labels)
    bodies_by_their_words(words, labels)
    courts_of(words, labels)
    _whole_firms(words, labels)
    _stretched(words, labels, at)
    eponyms(words, labels)
    traders(words, labels)
    set_out(words, labels, margins)
    roads = addresses_in(words, labels, margins, busy)
    parts = [
        *roads,
        postcodes_in(words, labels, busy | _covered(words, roads)),
        *_occupations(words, labels),
        *_runs(words, labels, margins),
    ]
    return joined(parts)


def _known(words: Words, labels: npt.NDArray[np.uint8], at: Ints) -> None:
    """A country, a people, a large town that the model passed over, where the word is nothing else."""
    at_all = at
    at = at[(labels[at] == 0) & among(words.shape[at], CAPITAL, CAPITALS)]
    at = at[words.tokens.end[at - 2] - words.tokens.start[at - 2] > 3]
    flags = words.flags[at]
    open_ = (flags & (ENGLISH | GIVEN | FIRM_WORDS)) == 0
    rare = open_ & ((flags & FAMILY) == 0)
    labels[at[rare & (words.places[at] | ((flags & LARGE_PLACE) > 0))]] = PLACE
    country = ((flags & COUNTRY) > 0) & ((flags & (GIVEN | FIRM_WORDS | TOP)) == 0)
    labels[at[country & (words.shape[at] == CAPITAL)]] = PLACE
    # the south of a country is no name
    side = at_all[(labels[at_all] == PLACE) & (labels[at_all + 1] == PLACE)]
    side = side[_is_one_of(words, side, ("southern", "northern", "eastern", "western"))]
    labels[side[(words.flags[side + 1] & COUNTRY) > 0]] = 0
    labels[at[open_ & ((flags & (FOLK_FLAG | BELIEF | PARTY)) > 0)]] = FOLK
    # South African, Sri Lankan, New Zealander
    second = np.flatnonzero(labels == FOLK)
    second = second[(words.shape[second] == CAPITAL) & (words.gap[second] == gaps.SPACE)]
    second = second[words.shape[second - 1] == CAPITAL]
    labels[second[_is_one_of(words, second - 1, _BEFORE_A_PEOPLE)] - 1] = FOLK


def _covered(words: Words, roads: list[Found]) -> npt.NDArray[np.bool_]:
    """The tokens (padded) of the addresses."""
    covered = np.zeros(len(words.shape), bool)
    for found in roads:
        first, last = np.searchsorted(words.tokens.start, [found.start, found.end]) + 2
        covered[ranges(first, last)] = True
    return covered


_BEFORE_A_PEOPLE = ("south", "north", "east", "west", "central", "new", "sri", "costa", "puerto", "saint", "st", "sierra", "equatorial", "cape",
                    "papua", "northern", "southern", "bissau", "native", "latin", "african", "solomon", "burkina", "el")  # fmt: skip


def _is_one_of(words: Words, at: Ints, some: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    return within(words.key[at], hashed(some))


def _again(
    words: Words, labels: npt.NDArray[np.uint8], margins: npt.NDArray[np.float32], at: Ints
) -> None:
    """Who was named once with certainty is meant where the name stands again."""
    at = at[words.shape[at] == CAPITAL]
    sure = at[(labels[at] == PERSON) & (margins[at] > 2)]
    missed = at[(labels[at] == 0) & ((words.flags[at] & (ENGLISH | FIRM_WORDS)) == 0)]
    if not len(sure) or not len(missed):
        return
    keys = np.unique(words.tokens.key[sure - 2])
    mine = words.tokens.key[missed - 2]
    found = np.searchsorted(keys, mine)
    labels[missed[keys[np.minimum(found, len(keys) - 1)] == mine]] = PERSON


def _bridged(words: Words, labels: npt.NDArray[np.uint8]) -> None:
    """`van der` between two words of a name belongs to it; so do both halves of `Weeks-Rivas`."""
    gap, shape = words.gap, words.shape
    at = np.flatnonzero(labels)
    if len(at) < 2:
        return
    alike = (labels[at[1:]] == labels[at[:-1]]) & among(labels[at[1:]], PERSON, PLACE, ROAD)
    for size in (1, 2):
        first = at[:-1][alike & (np.diff(at) == size + 1)]
        fine = np.ones(len(first), bool)
        for step in range(1, size + 1):
            link = ((words.flags[first + step] & SMALL_FLAG) > 0) & (shape[first + step] == SMALL)
            if size == 1:
                # Harbour Street and Mill Lane: a corner
                link |= (labels[first] == ROAD) & _is_one_of(words, first + 1, ("and",))
                # Avenue d'Ouchy
                short = _is_one_of(words, first + 1, ("d", "l", "dell", "all"))
                elided = short & (gap[first + 2] == gaps.APOSTROPHE)
                link |= elided
            fine &= link
        for step in range(1, size + 2):
            fine &= (gap[first + step] == gaps.SPACE) | (
                elided if step == 2 and size == 1 else False
            )
        first = first[fine]
        for step in range(1, size + 1):
            labels[first + step] = labels[first]
    halves = at[gap[at] == gaps.HYPHEN]
    halves = halves[(labels[halves - 1] > 0) & (labels[halves - 1] != labels[halves])]
    close = words.tokens.start[halves - 2] - words.tokens.end[halves - 3] == 1
    halves = halves[
        close & among(labels[halves], PERSON, FIRM) & among(labels[halves - 1], PERSON, FIRM)
    ]
    labels[halves] = labels[halves - 1] = FIRM


def _whole_firms(words: Words, labels: npt.NDArray[np.uint8]) -> None:
    """`Clean Power Finance`: the capitalised words before a firm's last one are part of its name."""
    first, last = words.first, words.last
    long = last - first
    hit = (labels[last] == FIRM) & (long > 0) & (long <= 6)
    first, last = first[hit], last[hit]
    first = first + (((words.flags[first] & TOP) > 0) & (labels[first] == 0))
    named = np.zeros(len(first), bool)
    for step in range(6):
        named |= (first + step < last) & (labels[np.minimum(first + step, last)] == PERSON)
    whole = ~named | ((words.flags[last] & (FIRM_FLAG | BODY)) > 0)
    first, last = first[whole], last[whole]
    for step in range(6):
        labels[np.minimum(first + step, last)] = FIRM


def _stretched(words: Words, labels: npt.NDArray[np.uint8], at: Ints) -> None:
    """A capitalised word that is no English beside a name of a person or place belongs to the name."""
    for _ in range(2):
        free = at[(labels[at] == 0) & among(words.shape[at], CAPITAL, CAPITALS)]
        free = free[((words.flags[free] & (TOP | COMMON | USUAL)) == 0) & (words.kind[free] == 0)]
        free = free[~is_nobody(words, free)]
        if not len(free):
            return
        for side, gap in ((-1, words.gap[free]), (1, words.gap[free + 1])):
            other = labels[free + side]
            same = words.shape[free + side] == words.shape[free]
            hit = (gap == gaps.SPACE) & same & among(other, PERSON, PLACE) & (labels[free] == 0)
            labels[free[hit]] = other[hit]


def _runs(
    words: Words, labels: npt.NDArray[np.uint8], margins: npt.NDArray[np.float32]
) -> list[Found]:
    """Words of one label side by side are one span."""
    at = np.flatnonzero((labels > 0) & (labels != ROAD))
    if not len(at):
        return []
    tokens = words.tokens
    label, gap = labels[at], words.gap[at]
    wide = tokens.start[at - 2] - np.where(at > 2, tokens.end[at - 3], 0)
    same = np.zeros(len(at), bool)
    same[1:] = (label[1:] == label[:-1]) & (np.diff(at) == 1)
    initial = (words.shape[at - 1] == INITIAL) & (gap == gaps.STOP) & (wide == 2)
    narrow = (_IN_NAME[gap] & (wide <= 1)) | ((gap == gaps.WIDE) & (wide == 2))
    # Korea (South)
    narrow |= (gap == gaps.BRACKET) & (label == PLACE) & (wide == 2)
    together = same & (np.where(label == FIRM, _IN_FIRM[gap] & (wide <= 3), narrow) | initial)
    # O'Brien is one name, Bryan's two tokens of which the second is none
    begin, last = at[~together], at[~np.append(together[1:], False)]
    strongest = np.maximum.reduceat(margins.take(at), np.flatnonzero(~together))
    # a name in small letters is believed where there is little doubt
    sure = _sure(strongest)
    listed = ((words.flags[begin] | words.flags[last]) & (GIVEN | FAMILY)) > 0
    enough = np.where(listed, _SMALL_SURE, _UNLISTED_SURE)
    doubted = (labels[begin] == PERSON) & (words.shape[begin] == SMALL) & (sure < enough)
    # and so is a place or a firm: `import moto`, `git --recurse`
    other = among(labels[begin], PLACE, FIRM) & (words.shape[begin] == SMALL)
    placed = (words.flags[begin] & (COUNTRY | REGION | LARGE_PLACE)) > 0
    doubted |= other & ~placed & (sure < _UNLISTED_SURE)
    # one letter alone is nobody and nowhere: Sex: F, Ctrl-C
    lone = (begin == last) & (words.shape[begin] == INITIAL)
    doubted |= lone & ((labels[begin] != PERSON) | (gap_after(words, last) != gaps.STOP))
    # Imelda Santos, M.D.
    letters = (words.shape[begin] == INITIAL) & (words.shape[last] == INITIAL) & (last - begin == 1)
    doubted |= letters & (labels[begin] == PERSON) & (words.gap[begin] == gaps.COMMA)
    begin, last, sure = begin[~doubted], last[~doubted], sure[~doubted]
    kind = _finer(words, begin, last, labels[begin])
    spans = spans_of(words, begin, last, kind, sure)
    bracket = (words.gap[last] == gaps.BRACKET) & (labels[begin] == PLACE) & (last > begin)
    spans.end[bracket] += 1
    kind[bracket] = LAND
    return [_firms(words, begin, last, kind, spans)]


def gap_after(words: Words, last: Ints) -> npt.NDArray[np.uint8]:
    """What stands behind each word."""
    return words.gap[last + 1]


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
    # Republic of Malta
    of = (last > begin) & _is_one_of(words, np.minimum(begin + 1, last), ("of",))
    flags = np.where(of, flags | (words.flags[last] & COUNTRY), flags)
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
    point &= (end < len(text)) & ((end + 1 >= len(text)) | among(text[after], 10, 32, 44))
    end[point] += 1
    # U.N. has a second point
    initials = (words.shape[last] == INITIAL) & (last > begin) & (words.gap[last] == gaps.POINT)
    initials &= (text[np.minimum(end, len(text) - 1)] == 46) & (end < len(text))
    end[initials] += 1
    start, keep = spans.start.copy(), np.ones(len(kind), bool)
    three = np.flatnonzero(firm[:-2] & firm[1:-1] & among(kind[2:], FIRM, PERSON, PLACE))
    for nth in three.tolist():
        one = words.gap[begin[nth + 1]] == gaps.COMMA and begin[nth + 1] == last[nth] + 1
        two = begin[nth + 2] == last[nth + 1] + 2 and start[nth + 2] - spans.end[nth + 1] == 5
        if one and two:
            keep[nth] = keep[nth + 1] = False
            start[nth + 2], kind[nth + 2] = start[nth], FIRM
    return Found(start=start[keep], end=end[keep], kind=kind[keep], sure=spans.sure[keep])


def _sure(margin: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return (1 / (1 + np.exp(-np.clip(margin, 0, 8)))).astype(np.float32)


def _occupations(words: Words, labels: npt.NDArray[np.uint8]) -> list[Found]:
    """An occupation that fills a line; in running text one in small letters is no finding."""
    gap, shape = words.gap, words.shape
    ends = (gaps.LINE, gaps.PARAGRAPH, gaps.START)
    heads = np.flatnonzero(((words.flags[:-1] & JOB_FLAG) > 0) & among(gap[1:-1], *ends))
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
    return [spans_of(words, first_, last_, JOB, np.full(len(spans), 0.7, np.float32))]


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
