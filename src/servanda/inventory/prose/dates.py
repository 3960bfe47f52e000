"""Dates and times, in figures and with the words for months; dates of birth; weekdays."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.lexicon import MONTH, WEEKDAY
from servanda.inventory.prose.numbers import BORN, DATE, YEAR, Numbers, Put, is_one, triggers
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import Ints, among


def births(
    words: Words, starts: list[Ints], ends: list[Ints], kinds: list[npt.NDArray[np.uint8]]
) -> None:
    """A date after `born` or `DOB` is one of birth."""
    born = triggers(words, "born", "dob", "birth", "birthday", "birthdate", "geboren", "geb", "geburtsdatum", "nacido", "nacida", "nato", "nata",
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


def _three(n: Numbers) -> tuple[Ints, ...]:
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


def dates_in_figures(n: Numbers, put: Put) -> None:
    """2024-03-01, 1/3/2024, 01.03.24, with a time after it."""
    if len(n.at) > 1:
        _days(n, put)
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


def _days(n: Numbers, put: Put) -> None:
    """A day without its year where a word asks for one: seen on 8/14, since 03/09."""
    count = len(n.at)
    first = np.flatnonzero(n.joint[1:] == 47)
    first = first[n.free[first] & n.free[first + 1] & ~n.glued[first] & ~n.tied[first + 1]]
    first = first[(n.joint[first] != 47) & (n.before[first] != 47) & (n.before[first] != 46)]
    behind = np.minimum(first + 2, count - 1)
    first = first[(first + 2 >= count) | ~among(n.joint[behind], 47, 46)]
    one, two = n.value[first], n.value[first + 1]
    day = (n.long[first] <= 2) & (n.long[first + 1] <= 2) & (np.minimum(one, two) >= 1)
    day &= (np.minimum(one, two) <= 12) & (np.maximum(one, two) <= 31)
    day &= is_one(n.words, n.at[first] - 1, "on", "since", "from", "until", "till", "by", "dated", "date", "placed", "seen", "starting", "admitted",
                  "discharged", "collected", "received", "drawn", "removed", "started", "stopped", "echo", "through", "due")  # fmt: skip
    first = first[day]
    put(n.start[first], n.end[first + 1], DATE, 0.6)
    n.free[first] = n.free[first + 1] = False


def dates_in_words(n: Numbers, put: Put) -> None:
    """4 March 2020, March 4th, the 4th of March, March 2020."""
    words = n.words
    tokens = words.tokens
    month = np.flatnonzero((words.flags & MONTH) > 0)
    if not len(month):
        return
    where = np.full(len(words.shape) + 4, -1, np.int64)
    where[n.at] = np.arange(len(n.at))
    ordinal = ("st", "nd", "rd", "th")
    blank = (gaps.SPACE, gaps.COMMA, gaps.STOP, gaps.HYPHEN, gaps.POINT, gaps.WIDE, gaps.SLASH)
    # day before: 4 March, 4th of March
    before = where[month - 1]
    step_of = (before < 0) & is_one(words, month - 1, "of", "de")
    before = np.where(step_of, where[month - 2], before)
    place = month - 1 - step_of
    th = (before < 0) & is_one(words, place, *ordinal)
    before = np.where(th, where[place - 1], before)
    point = among(words.gap[month], *blank)
    day_before = (before >= 0) & point & (n.value[before] >= 1) & (n.value[before] <= 31)
    # after: March 4, March 4th, 2020, March 2020
    next_one = where[month + 1]
    joined = among(words.gap[month + 1], *blank)
    value = np.where(next_one >= 0, n.value[next_one], 0)
    is_year = (next_one >= 0) & joined & (value >= 1800) & (value < 2200) & (n.long[next_one] == 4)
    day_after = ~day_before & ~is_year & (next_one >= 0) & joined & (value >= 1) & (value <= 31)
    plus_th = is_one(words, month + 2, *ordinal) & day_after
    third = where[np.minimum(month + 2 + plus_th, len(where) - 1)]
    third_value = np.where(third >= 0, n.value[third], 0)
    year_after = day_after & (third >= 0) & (third_value >= 1800) & (third_value < 2200) & (n.long[third] == 4)  # fmt: skip
    year_after &= among(words.gap[np.minimum(month + 2 + plus_th, len(words.gap) - 1)], *blank)
    good = day_before | is_year | day_after
    # "may 4" in small letters is rather a verb
    good &= ~((words.shape[month] == 0) & ~day_before & ~year_after & is_one(words, month, "may", "march", "mar", "ut"))  # fmt: skip
    m = month[good]
    start = np.where(day_before, np.where(before >= 0, n.start[before], 0), tokens.start[month - 2])
    end = tokens.end[month - 2]
    end = np.where(is_year & (next_one >= 0), n.end[next_one], end)
    end = np.where(day_after, n.end[next_one], end)
    end = np.where(plus_th, tokens.end[np.minimum(month - 2 + 2, len(tokens) - 1)], end)
    end = np.where(year_after, n.end[third], end)
    del m
    put(start[good], _with_time(n, end[good]), DATE, 0.85)
    for some, mask in ((before, day_before), (next_one, is_year | day_after), (third, year_after)):
        n.free[some[mask & good]] = False


def _with_time(n: Numbers, end: Ints) -> Ints:
    """The ends of dates moved behind a time that follows after a blank: `Nov 12 04:17:31`."""
    count = len(n.at)
    hour = np.searchsorted(n.start, end)
    for place, sign in ((hour, 0), (hour + 1, 58), (hour + 2, 58)):
        inside = np.minimum(place, count - 1)
        more = (place < count) & (n.long[inside] == 2)
        if sign:
            more &= (n.joint[inside] == sign) & (n.start[inside] == end + 1)
        else:
            minute = np.minimum(place + 1, count - 1)
            more &= (n.start[inside] == end + 1) & (n.joint[minute] == 58) & (n.long[minute] == 2)
            # 05/Nov/2021:22:01:07
            more &= among(n.text[np.minimum(end, len(n.text) - 1)], 32, 58)
        n.free[inside[more]] = False
        end = np.where(more, n.end[inside], end)
    # the zone of a web server's log: +0000
    zone = np.searchsorted(n.start, end + 2)
    inside = np.minimum(zone, count - 1)
    ahead = n.text.take(end + 1, mode="clip")
    more = (zone < count) & (n.start[inside] == end + 2) & (n.long[inside] == 4)
    more &= (
        among(ahead, 43, 45)
        & (n.text.take(end, mode="clip") == 32)
        & (n.text.take(end - 3, mode="clip") == 58)
    )
    n.free[inside[more]] = False
    end = np.where(more, n.end[inside], end)
    return end


def years(n: Numbers, at: Ints, put: Put) -> None:
    """A year where the word before it speaks of one."""
    words, place = n.words, n.at[at]
    long, value, start, end = n.long[at], n.value[at], n.start[at], n.end[at]
    year = (long == 4) & (value >= 1850) & (value <= 2050)
    some = np.flatnonzero(year)
    if len(some):
        lead = is_one(words, place[some] - 1, "in", "since", "until", "till", "from", "by", "of", "during", "before", "after", "year", "to",
                   "and", "early", "late", "mid", "around", "circa", "im", "seit", "en", "depuis", "nel", "dal", "anno", "jahr", "annee", "a", "the")  # fmt: skip
        year[some] = lead
    put(start[year], end[year], YEAR, 0.6)


def weekdays(words: Words, put: Put) -> None:
    """The names of the days, written large."""
    weekday = np.flatnonzero((words.flags & WEEKDAY) > 0)
    weekday = weekday[among(words.shape[weekday], 1, 2)]
    long = words.tokens.end[weekday - 2] - words.tokens.start[weekday - 2] > 4
    put(words.tokens.start[weekday[long] - 2], words.tokens.end[weekday[long] - 2], DATE, 0.6)
