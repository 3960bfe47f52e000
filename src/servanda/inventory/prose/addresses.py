"""Street addresses: a street's name with the numbers, flats, places and codes that belong to it."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.found import LAND, PLACE, ROAD, Found, spans_of
from servanda.inventory.prose.lexicon import COMMON, COUNTRY, FLAT, MONTH, STREET, TOP, WEEKDAY
from servanda.inventory.prose.mending import is_one_of
from servanda.inventory.prose.numbers import POSTCODE
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import CAPITALS, NUMBER, SMALL, Ints, among

CODE = ROAD

_IN_ADDRESS = np.zeros(16, bool)
_IN_ADDRESS[
    [gaps.SPACE, gaps.HYPHEN, gaps.APOSTROPHE, gaps.POINT, gaps.NONE, gaps.COMMA, gaps.LINE, gaps.WIDE, gaps.SLASH, gaps.STOP]
] = True  # fmt: skip


def addresses_in(
    words: Words,
    labels: npt.NDArray[np.uint8],
    margins: npt.NDArray[np.float32],
    busy: npt.NDArray[np.bool_],
) -> list[Found]:
    """A street's name with the numbers, flats, codes and places that belong to it; taken from `labels`."""
    road = labels == ROAD
    if not road.any():
        return []
    # the commonest words are no part of it unless they stand for a kind of street, or inside it
    plain = road & (words.shape == SMALL) & ((words.flags & (TOP | COMMON)) > 0)
    plain &= (words.flags & (STREET | FLAT)) == 0
    plain[:-1] &= ~road[1:] | plain[1:]
    road &= ~plain
    labels[plain] = 0
    tokens = words.tokens
    shape, gap = words.shape, words.gap[:-1]
    long = np.zeros(len(shape), np.int64)
    np.subtract(tokens.end, tokens.start, out=long[2:-2])
    brief = long <= 3
    # no house and no code has more than six digits
    number = (shape == NUMBER) & ~busy & (long <= 6)
    # the minutes of 10:15 are no house
    number[1:] &= (gap[1:] != gaps.COLON) | (shape[:-1] != NUMBER)
    # 256 MB, 40 mg
    places = np.flatnonzero(number)
    number[places[is_one_of(words, places + 1, *_UNITS)]] = False
    own = road | number | ((words.flags & FLAT) > 0)
    # two capitals after a comma are a state; a letter after a number belongs to it
    own |= (long == 1) & (gap == gaps.NONE)
    part = own | ((shape == CAPITALS) & brief) | (labels == PLACE)
    part &= ~busy
    # from here on only the parts are looked at: few words are one
    at = np.flatnonzero(part)
    linked = gap[at]
    wide = tokens.start.take(at - 2) - tokens.end.take(at - 3, mode="clip")
    joins = _IN_ADDRESS[linked]
    # a country may stand after an empty line
    joins |= (linked == gaps.PARAGRAPH) & ((words.flags.take(at) & COUNTRY) > 0)
    # Cyprus (Greek) 2057
    land = (words.flags.take(at) & COUNTRY) > 0
    inner = (linked == gaps.BRACKET) & (wide == 2)
    inner[1:] &= land[:-1] | (inner[:-1] & number[at[1:]])
    joins |= inner
    joins &= wide <= 4
    # after a point two capitals open the next sentence: Leeds LS21 1AA. BP 148
    joins &= (linked != gaps.STOP) | (shape[at] != CAPITALS) | ~brief[at] | own[at]
    joins[:1] = False
    joins[1:] &= np.diff(at) == 1
    begin = np.flatnonzero(~joins)
    last = np.append(begin[1:], len(at)) - 1
    numbers = _counts(number[at])
    kinds = (words.flags.take(at) & STREET) > 0
    roads = road[at]
    streets = _counts(roads & kinds)
    # two or three capitals alone are an abbreviation
    short = (shape[at] == CAPITALS) & brief[at]
    strong = _counts(roads & (kinds | ((margins[at] > 1.5) & ~short)))
    # a kind of street alone, in small letters, is none
    proper = _counts(roads & ~((shape[at] == SMALL) & kinds))
    # letters beside digits are a measure or a code (2L NC, 58M), and Tues 10 is an hour
    calendar = (words.flags.take(at) & (WEEKDAY | MONTH)) > 0
    worded = _counts(roads & (kinds | ((shape[at] != NUMBER) & (long[at] >= 3) & ~calendar)))
    good = (
        (proper[last + 1] > proper[begin])
        & (worded[last + 1] > worded[begin])
        & (strong[last + 1] > strong[begin])
        & ((numbers[last + 1] > numbers[begin]) | (streets[last + 1] > streets[begin]))
    )
    labels[road] = 0
    begin, last = begin[good], last[good]
    if not len(begin):
        return []
    # what stands before the house number or street is no part of the address
    owned = np.flatnonzero(own[at])
    begin = owned[np.searchsorted(owned, begin)]
    # after the house number no second word for a street: "12 Rue Basse street", "Hauptweg 3 St"
    again = kinds[last] & (last - begin > 1)
    again &= number[at[last - 1]] | (kinds[last - 1] & (shape[at[last]] == SMALL))
    again |= _twice_a_street(words, at, kinds, begin, last)
    last = last - again
    both = numbers[last + 1] > numbers[begin]
    inside = np.zeros(len(at) + 1, np.int32)
    inside[begin] += 1
    inside[last + 1] -= 1
    # those that are told in parts are looked at one by one
    lines = _counts(among(linked, gaps.LINE, gaps.PARAGRAPH))
    broken = lines[last + 1] - lines[begin + 1]
    # the digits of LS10 1JQ stand for no second house
    house = _counts(number[at] & ~_of_a_code(words, at))
    twice = number[at[begin]] & (house[np.minimum(begin + 6, last + 1)] - house[begin] > 1)
    taken = at[np.cumsum(inside[:-1]) > 0]
    begin, last = at[begin], at[last]
    # one that breaks off at a line's end, as where its town is not known, is set out in lines too
    after = words.gap.take(last + 1, mode="clip")
    more = (broken == 1) & among(after, gaps.LINE, gaps.PARAGRAPH)
    odd = (broken >= 2) | more | (twice & (broken == 0))
    plain = ~odd
    found = [
        spans_of(
            words,
            begin[plain],
            last[plain],
            ROAD,
            np.where(both[plain], 0.9, 0.6).astype(np.float32),
        )
    ]
    pieces: list[tuple[int, int, int]] = []
    for one, two in zip(begin[odd].tolist(), last[odd].tolist(), strict=True):
        pieces += _lines(words, number, one, two)
    labels[taken] = 0
    _closed(words, found[0], last[plain])
    if pieces:
        first, end, kind = (np.array(column) for column in zip(*pieces, strict=True))
        sure = np.full(len(pieces), 0.9, np.float32)
        found.append(spans_of(words, first, end, kind.astype(np.uint8), sure))
        _closed(words, found[1], end)
    return found


_ROADS = ("street", "st", "avenue", "ave", "av", "road", "rd", "lane", "ln", "boulevard", "blvd", "rue", "calle", "avenida", "via", "viale", "rua", "chemin",
          "ulica", "ul", "utca", "u", "ulice", "allee", "cours", "impasse", "corso", "travessa", "camino")  # fmt: skip
"""Words for a street that are no part of its name, as Park and Hill may be."""


def _twice_a_street(
    words: Words, at: Ints, kinds: npt.NDArray[np.bool_], begin: Ints, last: Ints
) -> npt.NDArray[np.bool_]:
    """Which addresses end in a second word for a street: `33 avenue de Provence street`."""
    found = kinds[last] & is_one_of(words, at[last], "st", "street")
    found &= words.gap[at[last]] == gaps.SPACE
    roads = is_one_of(words, at, *_ROADS)
    before = _counts(roads)
    others = _counts(~kinds & (words.shape[at] != NUMBER))
    found &= before[last] > before[begin]
    return found & (others[last] > others[begin])


_UNITS = (
    "mb",
    "gb",
    "kb",
    "tb",
    "ms",
    "mg",
    "mcg",
    "ml",
    "kg",
    "cm",
    "mm",
    "km",
    "kb",
    "hz",
    "mhz",
    "ghz",
    "px",
    "pt",
    "rpm",
    "kbps",
    "mbps",
    "mmhg",
    "bpm",
    "units",
)


_POINTED = ("u", "utca", "ut", "utja", "ter", "krt", "korut", "koz", "setany", "fasor", "dulo")


def _closed(words: Words, found: Found, last: Ints) -> None:
    """A bracket that the last word stands in, and the point of `Kossuth utca 12.`, belong to the span."""
    text, end = words.tokens.text, found.end
    sign = np.where(end < len(text), text.take(end, mode="clip"), 0)
    bracket = (sign == 41) & (words.gap[last] == gaps.BRACKET)
    point = (sign == 46) & (words.shape[last] == NUMBER) & is_one_of(words, last - 1, *_POINTED)
    end[bracket | point] += 1


def _second_house(
    words: Words, one: int, gap: list[int], digits: list[bool], flags: list[int]
) -> bool:
    """Whether a street with a number of its own follows the first number: no flat's, and no code."""
    tokens = words.tokens
    for at in range(1, min(len(digits), 6)):
        if gap[at] in (gaps.COMMA, gaps.LINE, gaps.PARAGRAPH):
            return False
        if digits[at]:
            long = tokens.end[one + at - 2] - tokens.start[one + at - 2]
            return bool(long <= 4 and not flags[at - 1] & FLAT)
    return False


def _place(words: Words, at: int) -> int:
    """A country is told from a town."""
    return LAND if words.flags[at] & COUNTRY else PLACE


def _counts(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
    """How many are true before each place, and of all."""
    counts = np.zeros(len(mask) + 1, np.int32)
    np.cumsum(mask, out=counts[1:])
    return counts


def _of_a_code(words: Words, at: Ints) -> npt.NDArray[np.bool_]:
    """Numbers whose letters stand before them without a gap, and those that have two letters tied to them."""
    after = np.minimum(at + 1, len(words.shape) - 1)
    tied = (words.gap[after] == gaps.NONE) & (words.shape[after] == CAPITALS)
    index = np.minimum(after - 2, len(words.tokens) - 1)
    tied &= words.tokens.end[index] - words.tokens.start[index] == 2
    found: npt.NDArray[np.bool_] = (words.gap[at] == gaps.NONE) | tied
    return found


def _lines(
    words: Words, number: npt.NDArray[np.bool_], one: int, two: int
) -> list[tuple[int, int, int]]:
    """An address set out in lines, as at a letter's head, is told line by line; else it is one span.

    A house number before a street that has a number of its own is the building's, and told apart.
    """
    gap = words.gap[one : two + 2].tolist()
    digits = (number[one : two + 1] & ~_of_a_code(words, np.arange(one, two + 1))).tolist()
    flags = words.flags[one : two + 1].tolist()
    lines = [at for at in range(1, len(digits)) if gap[at] in (gaps.LINE, gaps.PARAGRAPH)]
    head = gap[0] in (gaps.LINE, gaps.PARAGRAPH, gaps.START, gaps.MARK, gaps.STOP)
    twice = digits[0] and _second_house(words, one, gap, digits, flags)
    open_ = bool(lines) and gap[-1] in (gaps.LINE, gaps.PARAGRAPH)
    if head and (len(lines) >= 2 or open_):
        cuts = [one, *(at + one for at in lines), two + 1]
    elif (
        twice
        and not lines
        and gap[1:-1].count(gaps.COMMA) < 2
        and not any(flag & (FLAT | COUNTRY) for flag in flags)
    ):
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
                gap[place] in (gaps.COMMA, gaps.LINE) and not number[place : end + 1].any()
            ):
                place += 1
            if place <= end:
                found.append((place, end, _place(words, place)))
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
            found.append((letters[0], letters[-1], _place(words, letters[0])))
        found += [
            (at, at, CODE if letters else POSTCODE)
            for at in codes
            if not letters or at < letters[0] or at > letters[-1]
        ]
    return found
