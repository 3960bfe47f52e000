"""Dates, telephone and card numbers, addresses of the net and the like: by the form of their digits.

Numbers that stand close together are one chain; its groups' lengths, its signs and its check digit say
what it is, for all chains of a text at once. What is rare (an IBAN, an IPv6 address, a web address) is
left to an expression on the few characters around its beginning.
"""

from __future__ import annotations

import functools
import re

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.found import ROAD, Found
from servanda.inventory.prose.letters import tables
from servanda.inventory.prose.lexicon import GIVEN, MONTH, WEEKDAY
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import (
    CAPITAL,
    CAPITALS,
    NUMBER,
    Hashes,
    Ints,
    Tokens,
    among,
    between,
    hashes_of,
)

(EMAIL, IBAN, CARD, SSN, IP, URL, PHONE, DATE, AGE, POSTCODE, LICENCE, KEY, MAC, YEAR, BORN) = (
    range(16, 31)
)
"""Kinds of figures, beside the kinds of names (`names`), which are below 16."""

Mask = npt.NDArray[np.bool_]


@functools.cache
def _words(*some: str) -> Hashes:
    return np.sort(hashes_of(list(some)))


def _is(words: Words, at: Ints, *some: str) -> Mask:
    """Whether the tokens at these padded places are one of the words."""
    keys = words.key[np.clip(at, 0, len(words.key) - 1)]
    known = _words(*some)
    found = np.searchsorted(known, keys)
    same: Mask = known[np.minimum(found, len(known) - 1)] == keys
    return same


class _Numbers:
    """The numbers of a text with their values, and which of them stand together."""

    def __init__(self, words: Words) -> None:
        tokens = words.tokens
        self.words, self.tokens, self.text = words, tokens, tokens.text
        self.at = np.flatnonzero(words.shape == NUMBER)  # padded places
        index = self.at - 2
        self.start, self.end = tokens.start[index], tokens.end[index]
        self.long = self.end - self.start
        self.value = _values(self.text, self.start, self.long)
        count = len(self.at)
        self.free = np.ones(count, bool)
        # the character before and after each number, and the width of the gap to the number before
        text = self.text
        self.before = np.where(self.start > 0, text[np.maximum(self.start - 1, 0)], 32)
        self.after = np.where(self.end < len(text), text[np.minimum(self.end, len(text) - 1)], 32)
        self.joint = np.zeros(
            count, np.int64
        )  # the sign to the number before where it is one character
        if count > 1:
            close = (self.start[1:] - self.end[:-1]) == 1
            self.joint[1:] = np.where(close, self.before[1:], 0)
        self.glued = np.zeros(count + 1, bool)  # letters stand before it without a gap
        self.glued[:-1] = (words.gap[self.at] == gaps.NONE) & (index > 0)
        self.tied = (words.gap[self.at + 1] == gaps.NONE) & (index < len(tokens) - 1)


def _values(text: npt.NDArray[np.unsignedinteger], start: Ints, long: Ints) -> Ints:
    """What numbers of up to 9 digits say; -1 for longer ones."""
    value = np.zeros(len(start), np.int64)
    for step in range(9):
        inside = step < long
        digit = text[np.minimum(start + step, len(text) - 1)].astype(np.int64) - 48
        value = np.where(inside, value * 10 + digit, value)
        if not inside.any():
            break
    return np.where((long > 9) | (value < 0), -1, value)


def passes_luhn(text: npt.NDArray[np.unsignedinteger], end: Ints, digits: Ints) -> Mask:
    """Whether the last `digits` digits before each `end` pass the check of ISO/IEC 7812."""
    if not len(end):
        return np.zeros(0, bool)
    offset = np.arange(1, 25)
    place = end[:, None] - offset
    value = text[np.maximum(place, 0)].astype(np.int64) - 48
    digit = (value >= 0) & (value <= 9) & (place >= 0)
    rank = np.cumsum(digit, axis=1)
    use = digit & (rank <= digits[:, None])
    double = (rank % 2 == 0) & use
    value = np.where(use, value, 0)
    value = np.where(double, value * 2 - 9 * (value > 4), value)
    total = value.sum(axis=1)
    varied = np.where(use, value, -1).max(axis=1) > 0
    passed: Mask = (total % 10 == 0) & varied & (rank[:, -1] >= digits)
    return passed


def figures_in(words: Words, text: str) -> Found:
    """All figures of a piece of text; some may overlap (see `reading`)."""
    starts: list[Ints] = []
    ends: list[Ints] = []
    kinds: list[npt.NDArray[np.uint8]] = []
    sures: list[npt.NDArray[np.float32]] = []

    def put(start: Ints, end: Ints, kind: int, sure: float) -> None:
        if len(start):
            starts.append(start)
            ends.append(end)
            kinds.append(np.full(len(start), kind, np.uint8))
            sures.append(np.full(len(start), sure, np.float32))

    numbers = _Numbers(words)
    if len(numbers.at):
        _dates_in_figures(numbers, put)
        _addresses_of_the_net(numbers, put)
        _dates_in_words(numbers, put)
        _chains(numbers, put)
        _single(numbers, put)
    weekday = np.flatnonzero((words.flags & WEEKDAY) > 0)
    weekday = weekday[among(words.shape[weekday], 1, 2)]
    long = words.tokens.end[weekday - 2] - words.tokens.start[weekday - 2] > 4
    put(words.tokens.start[weekday[long] - 2], words.tokens.end[weekday[long] - 2], DATE, 0.6)
    _rare(words, text, put)
    _births(words, starts, ends, kinds)
    if not starts:
        none = np.zeros(0, np.int64)
        return Found(start=none, end=none, kind=none.astype(np.uint8), sure=none.astype(np.float32))
    return Found(
        start=np.concatenate(starts),
        end=np.concatenate(ends),
        kind=np.concatenate(kinds),
        sure=np.concatenate(sures),
    )


def _births(
    words: Words, starts: list[Ints], ends: list[Ints], kinds: list[npt.NDArray[np.uint8]]
) -> None:
    """A date after `born` or `DOB` is one of birth."""
    born = _at(words, "born", "dob", "birth", "birthday", "birthdate", "geboren", "geb", "geburtsdatum", "nacido", "nacida", "nato", "nata",
               "naissance", "nacimiento", "nascita", "geboortedatum")  # fmt: skip
    if not len(born):
        return
    where = np.append(words.tokens.end[born], 1 << 40)
    for start, kind in zip(starts, kinds, strict=True):
        if kind[0] == DATE:
            nearest = np.searchsorted(where, start, side="right") - 1
            distance = np.where(nearest >= 0, start - where[np.maximum(nearest, 0)], 1 << 30)
            kind[distance <= 20] = BORN
    del ends


def _three(n: _Numbers) -> tuple[Ints, ...]:
    """Indices of the first of three numbers that one sign joins, with no fourth on either side."""
    count = len(n.at)
    if count < 3:
        return (np.zeros(0, np.int64),)
    one = n.joint[1:-1] > 0
    same = one & (n.joint[1:-1] == n.joint[2:])
    first = np.flatnonzero(same)
    sign = n.joint[first + 1]
    fine = among(sign, 45, 46, 47)
    fine &= n.joint[first] != sign
    behind = np.minimum(first + 3, count - 1)
    fine &= (first + 3 >= count) | (n.joint[behind] != sign)
    fine &= ~n.glued[first] & n.free[first]
    return (first[fine],)


def _dates_in_figures(n: _Numbers, put) -> None:  # type: ignore[no-untyped-def]
    (first,) = _three(n)
    if not len(first):
        return
    a, b, c = (n.value[first + step] for step in range(3))
    la, lb, lc = (n.long[first + step] for step in range(3))
    iso = (la == 4) & (lb <= 2) & (lc <= 2) & (a >= 1800) & (a < 2200) & (b >= 1) & (b <= 12) & (c >= 1) & (c <= 31)  # fmt: skip
    year = ((lc == 4) & (c >= 1800) & (c < 2200)) | (lc == 2)
    other = (la <= 2) & (lb <= 2) & year & (a >= 1) & (b >= 1) & (np.maximum(a, b) <= 31) & (np.minimum(a, b) <= 12)  # fmt: skip
    # 1.2.19 is a version; 01.02.19 may be a date
    other &= ~((n.joint[first + 1] == 46) & (lc == 2) & ((la < 2) | (lb < 2)))
    date = iso | other
    first = first[date]
    end = n.end[first + 2].copy()
    # a time after it
    count = len(n.at)
    four, five = np.minimum(first + 3, count - 1), np.minimum(first + 4, count - 1)
    gap = n.start[four] - n.end[first + 2]
    timed = (first + 4 < count) & (gap == 1) & (n.long[four] == 2) & (n.joint[five] == 58) & (n.long[five] == 2)  # fmt: skip
    six, seven = np.minimum(first + 5, count - 1), np.minimum(first + 6, count - 1)
    seconds = timed & (first + 5 < count) & (n.joint[six] == 58) & (n.long[six] == 2)
    # fractions of a second after a point or comma, and the Z of UTC
    parts = seconds & (first + 6 < count) & among(n.joint[seven], 44, 46) & (n.long[seven] <= 9)
    end = np.where(timed, n.end[five], end)
    end = np.where(seconds, n.end[six], end)
    end = np.where(parts, n.end[seven], end)
    end += seconds & (n.text[np.minimum(end, len(n.text) - 1)] == 90) & (end < len(n.text))
    n.free[seven[parts]] = False
    put(n.start[first], end, DATE, 0.85)
    for step in range(3):
        n.free[first + step] = False
    n.free[five[timed]] = n.free[four[timed]] = n.free[six[seconds]] = False


def _addresses_of_the_net(n: _Numbers, put) -> None:  # type: ignore[no-untyped-def]
    count = len(n.at)
    if count < 4:
        return
    dots = (n.joint[1:-2] == 46) & (n.joint[2:-1] == 46) & (n.joint[3:] == 46)
    first = np.flatnonzero(dots)
    fine = (n.joint[first] != 46) & ~n.glued[first] & n.free[first]
    behind = np.minimum(first + 4, count - 1)
    fine &= (first + 4 >= count) | (n.joint[behind] != 46)
    for step in range(4):
        fine &= (n.long[first + step] <= 3) & (n.value[first + step] <= 255)
    fine &= ~n.tied[first + 3]
    # v1.2.3.4 and 1.2.3.4-beta are versions
    fine &= (n.value[first] > 0) & (n.before[first] != 45)
    first = first[fine]
    put(n.start[first], n.end[first + 3], IP, 0.95)
    for step in range(4):
        n.free[first + step] = False


def _dates_in_words(n: _Numbers, put) -> None:  # type: ignore[no-untyped-def]
    words = n.words
    tokens = words.tokens
    month = np.flatnonzero((words.flags & MONTH) > 0)
    if not len(month):
        return
    where = np.full(len(words.shape) + 4, -1, np.int64)
    where[n.at] = np.arange(len(n.at))
    ordinal = ("st", "nd", "rd", "th")
    blank = (gaps.SPACE, gaps.COMMA, gaps.STOP, gaps.HYPHEN, gaps.POINT)
    # day before: 4 March, 4th of March
    before = where[month - 1]
    step_of = (before < 0) & _is(words, month - 1, "of", "de")
    before = np.where(step_of, where[month - 2], before)
    place = month - 1 - step_of
    th = (before < 0) & _is(words, place, *ordinal)
    before = np.where(th, where[place - 1], before)
    point = among(words.gap[month], *blank)
    day_before = (before >= 0) & point & (n.value[before] >= 1) & (n.value[before] <= 31)
    # after: March 4, March 4th, 2020, March 2020
    next_one = where[month + 1]
    joined = among(words.gap[month + 1], *blank)
    value = np.where(next_one >= 0, n.value[next_one], 0)
    is_year = (next_one >= 0) & joined & (value >= 1800) & (value < 2200) & (n.long[next_one] == 4)
    day_after = ~day_before & ~is_year & (next_one >= 0) & joined & (value >= 1) & (value <= 31)
    plus_th = _is(words, month + 2, *ordinal) & day_after
    third = where[np.minimum(month + 2 + plus_th, len(where) - 1)]
    third_value = np.where(third >= 0, n.value[third], 0)
    year_after = day_after & (third >= 0) & (third_value >= 1800) & (third_value < 2200) & (n.long[third] == 4)  # fmt: skip
    year_after &= among(words.gap[np.minimum(month + 2 + plus_th, len(words.gap) - 1)], *blank)
    good = day_before | is_year | day_after
    # "may 4" in small letters is rather a verb
    good &= ~((words.shape[month] == 0) & ~day_before & ~year_after & _is(words, month, "may", "march", "mar", "ut"))  # fmt: skip
    m = month[good]
    start = np.where(day_before, np.where(before >= 0, n.start[before], 0), tokens.start[month - 2])
    end = tokens.end[month - 2]
    end = np.where(is_year & (next_one >= 0), n.end[next_one], end)
    end = np.where(day_after, n.end[next_one], end)
    end = np.where(plus_th, tokens.end[np.minimum(month - 2 + 2, len(tokens) - 1)], end)
    end = np.where(year_after, n.end[third], end)
    put(start[good], end[good], DATE, 0.85)
    del m
    for some, mask in ((before, day_before), (next_one, is_year | day_after), (third, year_after)):
        n.free[some[mask & good]] = False


_KIN = ("son", "daughter", "brother", "sister", "wife", "husband", "mother", "father", "mom", "mum", "dad", "kid", "child", "baby", "boy", "girl",
        "patient", "woman", "man", "niece", "nephew", "cousin", "aunt", "uncle", "grandmother", "grandfather", "friend", "boss")  # fmt: skip
_COUNTED = ("account", "order", "invoice", "ticket", "id", "reference", "ref", "customer", "member", "policy", "contract", "case", "card",
            "serial", "tracking", "part", "model", "passport", "license", "licence", "tax")  # fmt: skip
_ZIP = ("zip", "zipcode", "postcode", "plz", "postal", "cap", "cp")
_CALLED = ("phone", "telephone", "tel", "mobile", "cell", "fax", "call", "number", "reach", "whatsapp", "desk", "dial",
           "telefon", "tel", "handy", "mobil", "telefono", "telefone", "sms", "ph")  # fmt: skip


def _chains(n: _Numbers, put) -> None:  # type: ignore[no-untyped-def]
    """Groups of digits that blanks, hyphens, points or brackets hold together."""
    count = len(n.at)
    text = n.text
    joined = np.zeros(count, bool)
    if count > 1:
        wide = n.start[1:] - n.end[:-1]
        one = among(n.joint[1:], 32, 45, 46, 47, 160)
        first, second = n.after[:-1], n.before[1:]
        bracket = (wide == 2) & (
            ((first == 41) & among(second, 32, 45)) | ((first == 32) & (second == 40))
        )
        bracket |= (wide == 1) & among(first, 40, 41)
        bracket |= (wide == 3) & (first == 41) & (second == 32)
        joined[1:] = (one | bracket) & n.free[1:] & n.free[:-1]
        # a sentence's end is no joint, nor are letters at either side
        joined[1:] &= ~n.tied[:-1]
    begin = np.flatnonzero(~joined & n.free)
    stop = np.append(begin[1:], count)
    # what is not free stands between chains
    held = np.append(0, np.cumsum(~n.free))
    last = stop - 1 - (held[stop] - held[begin])
    groups = last - begin + 1
    many = groups > 1
    begin, last, groups = begin[many], last[many], groups[many]
    if not len(begin):
        return
    digits = np.append(0, np.cumsum(n.long))
    total = digits[last + 1] - digits[begin]
    start, end = n.start[begin], n.end[last]
    plus = n.before[begin] == 43
    bracket = n.before[begin] == 40
    start = start - plus - bracket
    plus |= bracket & (text[np.maximum(start - 1, 0)] == 43)
    clean = ~n.glued[begin] & ~among(n.before[begin], 47, 95, 61, 46) & ~among(n.after[last], 47, 95, 64, 58, 37)  # fmt: skip
    joint = n.joint[begin + 1]
    hyphen, blank, dot = joint == 45, among(joint, 32, 160), joint == 46
    longs = [np.where(step < groups, n.long[np.minimum(begin + step, count - 1)], 0) for step in range(6)]  # fmt: skip
    free = np.ones(len(begin), bool)

    def take(mask: Mask, kind: int, sure: float, to: Ints | None = None) -> None:
        mask = mask & free
        put(start[mask], (end if to is None else to)[mask], kind, sure)
        free[mask] = False
        for one, two in zip(begin[mask].tolist(), last[mask].tolist(), strict=True):
            n.free[one : two + 1] = False

    card = clean & (total >= 12) & (total <= 19) & (longs[0] == 4) & (groups >= 3) & (groups <= 5) & (hyphen | blank)  # fmt: skip
    some = np.flatnonzero(card)
    card[some] = passes_luhn(text, end[some], total[some])
    take(card, CARD, 0.97)
    ssn = clean & hyphen & (groups == 3) & (longs[0] == 3) & (longs[1] == 2) & (longs[2] == 4)
    area = n.value[begin]
    ssn &= (area > 0) & (area != 666) & (area < 900)
    ssn &= (n.value[np.minimum(begin + 1, count - 1)] > 0) & (n.value[np.minimum(begin + 2, count - 1)] > 0)  # fmt: skip
    take(ssn, SSN, 0.95)
    at = n.at[begin]
    zipped = np.zeros(len(begin), bool)
    for step in (1, 2, 3):
        zipped |= _is(n.words, at - step, *_ZIP)
    take(clean & zipped & (groups == 2) & (total >= 4) & (total <= 9), POSTCODE, 0.8)
    called = np.zeros(len(begin), bool)
    for step in (1, 2, 3):
        called |= _is(n.words, at - step, *_CALLED)
    north = (groups == 3) & (longs[0] == 3) & (longs[1] == 3) & (longs[2] == 4)
    north |= (groups == 4) & (longs[0] <= 3) & (longs[1] == 3) & (longs[2] == 3) & (longs[3] == 4)
    zero = (text[np.minimum(n.start[begin], len(text) - 1)] == 48) & (longs[0] >= 2)
    short = np.ones(len(begin), bool)
    for long in longs:
        short &= long <= 5
    even = short & (groups >= 3) & (total >= 8) & (total <= 13)
    # 4 groups of 2 are a number; 2019 - 2020 and 1.2.3 are none
    alike = (longs[0] >= 2) & (longs[1] >= 2) & (longs[2] >= 2)
    second = n.value[np.minimum(begin + 1, count - 1)]
    years = (groups == 2) & (longs[0] == 4) & (longs[1] == 4)
    years &= (area >= 1500) & (area < 2100) & (second >= 1500) & (second < 2100)
    # a line that holds nothing else, as in a letter's head
    line = (gaps.LINE, gaps.PARAGRAPH, gaps.START)
    lone = among(n.words.gap[at], *line) & among(n.words.gap[n.at[last] + 1], *line)
    led = _is(n.words, at - 1, "at", "to", "on", "under", "from")
    phone = clean & (total >= 7) & (total <= 15) & ~years & (joint != 47)
    phone &= (
        (plus & (groups >= 2))
        | north
        | (bracket & (total >= 9))
        | (zero & (total >= 8) & ((groups >= 2) & short | (longs[1] >= 5)))
        | (even & alike & (hyphen | blank | dot) & ((groups >= 4) | called | led))
        | (called & ~dot & (groups >= 2))
        | (led & (groups == 2) & (total >= 8) & (hyphen | blank) & (longs[0] <= 4))
        | (lone & (total >= 8) & (groups >= 2) & (hyphen | blank | dot))
    )
    # an extension: x123
    after = np.minimum(n.at[last] + 1, len(n.words.shape) - 1)
    ext = _is(n.words, after, "x", "ext") & (last + 1 < count)
    ext &= n.at[np.minimum(last + 1, count - 1)] == after + 1
    to = np.where(ext, n.end[np.minimum(last + 1, count - 1)], end)
    take(phone, PHONE, 0.75, to)


def _single(n: _Numbers, put) -> None:  # type: ignore[no-untyped-def]
    """A number by itself."""
    words = n.words
    lonely = n.free.copy()
    sign = among(n.joint, 45, 46, 47, 58)
    lonely &= ~sign
    lonely[:-1] &= ~sign[1:]
    lonely &= ~n.glued[:-1] & ~n.tied
    lonely &= ~among(n.before, 95, 61, 46, 47, 95) & ~among(n.after, 95, 37, 64)  # fmt: skip
    at = np.flatnonzero(lonely)
    if not len(at):
        return
    long, value, start, end = n.long[at], n.value[at], n.start[at], n.end[at]
    place = n.at[at]
    card = (long >= 12) & (long <= 19)
    some = np.flatnonzero(card)
    if len(some):
        card[some] = passes_luhn(n.text, end[some], long[some])
        card[some] &= among(n.text[start[some]], 49, 50, 51, 52, 53, 54, 53)
    put(start[card], end[card], CARD, 0.95)
    plus = n.before[at] == 43
    international = plus & (long >= 8) & (long <= 15)
    put(start[international] - 1, end[international], PHONE, 0.9)
    telephone = ~card & ~international & (long >= 7) & (long <= 12)
    some = np.flatnonzero(telephone)
    if len(some):
        called = np.zeros(len(some), bool)
        for step in (1, 2, 3):
            called |= _is(words, place[some] - step, *_CALLED)
        near = np.zeros(len(some), bool)
        for step in (1, 2, 3):
            near |= _is(words, place[some] - step, *_COUNTED)
        telephone[some] = called & ~near
    put(start[telephone], end[telephone], PHONE, 0.7)
    year = (long == 4) & (value >= 1850) & (value <= 2050)
    some = np.flatnonzero(year)
    if len(some):
        lead = _is(words, place[some] - 1, "in", "since", "until", "till", "from", "by", "of", "during", "before", "after", "year", "to",
                   "and", "early", "late", "mid", "around", "circa", "im", "seit", "en", "depuis", "nel", "dal", "anno", "jahr", "annee", "a", "the")  # fmt: skip
        year[some] = lead
    put(start[year], end[year], YEAR, 0.6)
    small = (long <= 3) & (value >= 0) & (value <= 120)
    age = np.flatnonzero(small)
    if len(age):
        p = place[age]
        old = _is(words, p + 1, "year", "years", "yr", "yrs", "jahre", "ans", "anos", "anni") & _is(words, p + 2, "old", "alt", "of")  # fmt: skip
        old |= _is(words, p + 1, "y", "yo", "yr") & (_is(words, p + 2, "o", "old") | _is(words, p + 1, "yo"))  # fmt: skip
        led = _is(words, p - 1, "aged", "age", "turned", "turning", "turns", "turn")
        led |= _is(words, p - 1, "is", "of", "at") & _is(words, p - 2, "age")
        person = _is(words, p - 2, "i", "he", "she") & _is(
            words, p - 1, "am", "m", "was", "is", "s"
        )
        ends = among(words.gap[p + 1], gaps.STOP, gaps.COMMA, gaps.START, gaps.PARAGRAPH, gaps.LINE)
        # my son is 5; Maria was 62 when she left
        about = _is(words, p - 2, *_KIN) | ((words.flags[p - 2] & GIVEN) > 0) & (
            words.shape[p - 2] == CAPITAL
        )
        person |= about & _is(words, p - 1, "is", "was", "turns")
        ends |= _is(words, p + 1, "when", "today", "next", "this", "last", "in")
        led |= person & (ends | _is(words, p + 1, "and", "now", "but")) & (value[age] > 0)
        keep = (old | led) & (value[age] > 0)
        put(start[age[keep]], end[age[keep]], AGE, 0.8)
    # after a comma and before one: "Anna Berg, 34, of Lund"
    _ages_with_letters(n, put)
    zipped = (long >= 4) & (long <= 6)
    some = np.flatnonzero(zipped)
    if len(some):
        lead = np.zeros(len(some), bool)
        for step in (1, 2, 3):
            lead |= _is(words, place[some] - step, *_ZIP)
        zipped[some] = lead
    # 7412 SL has letters after it
    to = end[zipped]
    after = np.minimum(place[zipped] - 1, len(words.tokens) - 1)
    letters = (words.tokens.shape[after] == CAPITALS) & (words.tokens.start[after] - to == 1)
    letters &= words.tokens.end[after] - words.tokens.start[after] == 2
    put(start[zipped], np.where(letters, words.tokens.end[after], to), POSTCODE, 0.8)


def _ages_with_letters(n: _Numbers, put) -> None:  # type: ignore[no-untyped-def]
    """`34yo`, and the 50th birthday."""
    tied = np.flatnonzero(n.tied & n.free & (n.long <= 3) & (n.value > 0) & (n.value <= 120))
    if not len(tied):
        return
    place = n.at[tied]
    age = _is(n.words, place + 1, "yo", "y", "yrs", "yr")
    age |= _is(n.words, place + 1, "st", "nd", "rd", "th") & _is(n.words, place + 2, "birthday")
    put(n.start[tied[age]], n.end[tied[age]], AGE, 0.8)


_MAIL_TAIL = re.compile(r"@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")
_WEB = re.compile(
    r"(?:https?|ftp)://[^\s<>\"')\]]{2,500}|www\.[\w.-]{3,200}(?:/[^\s<>\"')]{0,300})?"
)
_DOMAIN = re.compile(
    r"[A-Za-z0-9-]{2,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[a-z]{2,6}(?:/[^\s<>\"')]{0,300})?"
)
_IBAN = re.compile(
    r"[A-Z]{2}\d{2} ?[A-Z0-9]{4}(?: ?[A-Z0-9]{4}){1,6}(?: ?[A-Z0-9]{1,3})?(?!\w)", re.IGNORECASE
)
_IBAN_OF = ("ad ae al at az ba be bg bh br by ch cr cy cz de dk do ee eg es fi fo fr gb ge gi gl gr gt hr hu ie il iq is it jo kw kz"
            " lb lc li lt lu lv ly mc md me mk mr mt mu nl no pk pl ps pt qa ro rs sa sc se si sk sm tl tn tr ua va vg xk").split()  # fmt: skip
_SIX = re.compile(
    r"(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}|[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}"
)
_CODE = re.compile(
    r"(?<![\w/#$.,-])(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z][ -]?\d[A-Z]\d|\d{4} [A-Z]{2}|(?:[A-Z]{1,2}-)?\d{3,6}(?:[ -]\d{2,4})?)"
    r"(?![\w/]|[.,:]\d)"
)
_CORNER = re.compile(
    r"(?i:corner) of \w(?:[^\n,;:.]|(?<=[A-Za-z])\.){2,60}? and (?:(?:van|de|von|der|den|ten|ul\.) ?){0,2}[^\W_a-z][\w'’]*"
    r"(?: [^\W_a-z][\w'’]*){0,3}"
)
_SECRET = re.compile(
    r"(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36,100}|github_pat_[A-Za-z0-9_]{40,100}|glpat-[A-Za-z0-9_-]{20,40}"
    r"|[sr]k_(?:live|test)_[A-Za-z0-9]{16,100}|xox[abprs]-[A-Za-z0-9-]{10,100}|AIza[A-Za-z0-9_-]{35}|npm_[A-Za-z0-9]{36}"
    r"|SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}|eyJ[A-Za-z0-9_-]{10,500}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,500}"
    r"|-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----"
)  # fmt: skip
_TOP_LEVEL = ("com", "org", "net", "edu", "gov", "io", "info", "biz", "de", "fr", "uk", "nl", "it", "es", "se", "no", "dk", "fi", "pl", "ch", "at", "eu",
              "be", "cz", "ie", "pt", "us", "ca", "au", "nz", "app", "dev")  # fmt: skip


def _rare(words: Words, text: str, put) -> None:  # type: ignore[no-untyped-def]
    found: dict[int, tuple[list[int], list[int]]] = {}

    def add(kind: int, start: int, end: int) -> None:
        starts, ends = found.setdefault(kind, ([], []))
        starts.append(start)
        ends.append(end)

    tokens = words.tokens
    _mails(tokens, text, add)
    web = _at(words, "http", "https", "ftp", "www")
    for start in tokens.start[web].tolist():
        if match := _WEB.match(text, start):
            end = match.end()
            while text[end - 1] in ".,;:!?":
                end -= 1
            add(URL, start, end)
    _domains(words, text, add)
    _ibans(words, text, add)
    _sixes(words, text, add)
    done = 0
    for start in _key_heads(words):
        match = _SECRET.match(text, start) if start >= done else None
        if match:
            done = match.end()
            add(KEY, start, done)
    _licences(words, text, add)
    for index in _at(words, "zip", "zipcode", "postcode", "postal", "plz").tolist():
        base = int(tokens.end[index])
        match = _CODE.search(text, base, base + 48)
        # the first number after the word, before the sentence that follows the next one ends
        if match and not any(letter in text[base : match.start()] for letter in "\n@"):
            add(POSTCODE, match.start(), match.end())
    for index in _at(words, "corner").tolist():
        match = _CORNER.match(text, int(tokens.start[index]))
        if match:
            start = match.start()
            start -= 4 if text[max(start - 4, 0) : start].casefold() == "the " else 0
            add(ROAD, start, match.end())
    for kind, (starts, ends) in found.items():
        sure = {EMAIL: 0.99, IBAN: 0.99, KEY: 0.97, MAC: 0.9, IP: 0.95, LICENCE: 0.8}.get(
            kind, 0.85
        )
        put(np.array(starts, np.int64), np.array(ends, np.int64), kind, sure)


@functools.cache
def _mail_letters() -> Mask:
    kinds, _ = tables()
    table: Mask = kinds > 0
    for letter in "!#$%'*+?^_`{}~.-":
        table[ord(letter)] = True
    return table


def _mails(tokens: Tokens, text: str, add) -> None:  # type: ignore[no-untyped-def]
    sign = np.flatnonzero(tokens.text == 64)
    if not len(sign):
        return
    # how far what may stand before the sign reaches back, up to 64 letters
    place = sign[:, None] - np.arange(1, 65)
    fine = _mail_letters()[tokens.text[np.maximum(place, 0)]] & (place >= 0)
    reach = np.where(fine.all(axis=1), 64, np.argmin(fine, axis=1))
    done = 0
    for at, long in zip(sign.tolist(), reach.tolist(), strict=True):
        begin = max(at - long, done)
        while begin < at and text[begin] in "'.?!#{}`^*%$+-~":
            begin += 1
        if begin < at and (match := _MAIL_TAIL.match(text, at)):
            done = match.end()
            add(EMAIL, begin, done)


def _key_heads(words: Words) -> list[int]:
    """Where words begin as the keys of `_SECRET` do."""
    heads = words.tokens.start[_at(words, "ghp", "gho", "ghu", "ghs", "ghr", "github", "glpat", "sk", "rk", "xoxb", "xoxp", "xoxa", "npm", "sg")]  # fmt: skip
    tokens = words.tokens
    private = tokens.start[_at(words, "private")]
    begin = (private - np.array([[6], [10], [9], [8]])).ravel()  # PRIVATE, RSA PRIVATE and the like
    long = tokens.end - tokens.start
    glued = (tokens.gap[1:] == gaps.NONE) & (long >= 3)
    start = tokens.start[(glued | (long >= 16)) & (tokens.shape != NUMBER)]
    three = between(tokens.sums, start, start + 3)
    hit = np.zeros(len(start), bool)
    for key in _words("aki", "asi", "aiz", "eyj"):
        hit |= three == key
    found = np.concatenate([heads, start[hit], np.maximum(begin - 5, 0)])
    return np.unique(found).tolist()  # type: ignore[no-any-return]


def _at(words: Words, *some: str) -> Ints:
    """The tokens that are one of the words, which the list of `trigger` words holds."""
    trigger = words.trigger
    return trigger[_is(words, trigger + 2, *some)] if len(trigger) else trigger


def _domains(words: Words, text: str, add) -> None:  # type: ignore[no-untyped-def]
    tokens = words.tokens
    point = np.flatnonzero(words.gap[2:-3] == gaps.POINT)
    if not len(point):
        return
    fine = _is(words, point + 2, *_TOP_LEVEL) & (tokens.shape[point] == 0)
    nxt = words.gap[point + 3]
    fine &= ~among(nxt, gaps.POINT, gaps.NONE, gaps.HYPHEN)
    for end_token in point[fine].tolist():
        end = int(tokens.end[end_token])
        begin = int(tokens.start[end_token])
        low = max(0, begin - 128)
        while begin > low and (text[begin - 1].isalnum() or text[begin - 1] in ".-"):
            begin -= 1
        before = text[begin - 1 : begin]
        if before in ("@", "/", "_") or end - begin < 6:
            continue
        match = _DOMAIN.match(text, begin)
        if match and match.end() >= end:
            add(URL, begin, match.end())


def _ibans(words: Words, text: str, add) -> None:  # type: ignore[no-untyped-def]
    tokens = words.tokens
    if len(tokens) < 2:
        return
    first = np.flatnonzero(
        (tokens.end[:-1] - tokens.start[:-1] == 2)
        & (tokens.shape[1:] == NUMBER)
        & (tokens.gap[1:-1] == gaps.NONE)
        & (tokens.gap[:-2] != gaps.NONE)
        & (tokens.end[1:] - tokens.start[1:] >= 2)
    )
    first = first[_is(words, first + 2, *_IBAN_OF)]
    for start in tokens.start[first].tolist():
        match = _IBAN.match(text, start)
        if not match:
            continue
        from stdnum import iban

        if iban.is_valid(match[0]):
            add(IBAN, start, match.end())
            continue
        # the words after it may have been taken with it
        whole = match[0]
        while " " in whole:
            whole = whole.rpartition(" ")[0]
            if iban.is_valid(whole):
                add(IBAN, start, start + len(whole))
                break


def _sixes(words: Words, text: str, add) -> None:  # type: ignore[no-untyped-def]
    """IPv6 and MAC addresses: at least five short groups that colons or hyphens join."""
    gap = words.gap[2:-3]
    tokens = words.tokens
    heads = []
    for sign in (gaps.COLON, gaps.HYPHEN):
        joint = np.flatnonzero(gap == sign)
        if len(joint) > 3:
            close = np.diff(tokens.start[joint]) <= 6
            run = close[:-2] & close[1:-1] & close[2:]
            heads.append(joint[:-3][run & ~np.append(False, run[:-1])])
    # 2001:db8::17: two colons beside a number
    double = np.flatnonzero((gap[1:] == gaps.COLON) & (tokens.start[1:] - tokens.end[:-1] == 2))
    if len(double):
        digits = np.append(tokens.shape, 0) == NUMBER
        heads.append(
            double[digits[double] & (digits[double + 1] | digits[double - 1] | digits[double - 2])]
        )
    if not heads or not sum(map(len, heads)):
        return
    from ipaddress import ip_address

    for one in np.concatenate(heads).tolist():
        low = max(int(tokens.start[max(one - 1, 0)]), int(tokens.start[one]) - 8)
        while low > 0 and text[low - 1] in "0123456789abcdefABCDEF:":
            low -= 1
        match = _SIX.search(text, low, low + 64)
        if not match:
            continue
        value = match[0]
        if re.fullmatch(r"[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}", value):
            add(MAC, match.start(), match.end())
            continue
        try:
            ip_address(value)
        except ValueError:
            continue
        add(IP, match.start(), match.end())


_LICENCE = re.compile(r"[A-Z0-9](?:[A-Z0-9]|[ -](?=[A-Z0-9])){4,18}(?!\w)")


def _licences(words: Words, text: str, add) -> None:  # type: ignore[no-untyped-def]
    tokens = words.tokens
    for index in _at(words, "license", "licence", "licenses", "dl").tolist():
        before = text[max(0, int(tokens.start[index]) - 20) : int(tokens.start[index])].casefold()
        if "driv" not in before:
            continue
        base = int(tokens.end[index])
        window = text[base : base + 60]
        for match in _LICENCE.finditer(window):
            value = match[0]
            if sum(letter.isdigit() for letter in value) >= 4 and (
                match.start() == 0 or not window[match.start() - 1].isalnum()
            ):
                add(LICENCE, base + match.start(), base + match.end())
                break
