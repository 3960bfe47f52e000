"""A piece of prose read as a whole: every span of every kind, none overlapping, as arrays."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose import figures
from servanda.inventory.prose.figures import figures_in
from servanda.inventory.prose.found import (
    FAITH,
    FIRM,
    FOLK,
    JOB,
    LAND,
    PERSON,
    PLACE,
    POLITICS,
    RECORD,
    ROAD,
    STATE,
    SUM,
    TERM,
    TITLED,
    Found,
    joined,
)
from servanda.inventory.prose.letters import codes
from servanda.inventory.prose.names import names_in, titles_in
from servanda.inventory.prose.shapes import read_by_shape, repeats
from servanda.inventory.prose.tagging import Words, words_of
from servanda.inventory.prose.tokens import MOST, among, ranges, tokens_of

CLASSES = {
    PERSON: ("full_name", "a name, by the words of it and beside it"),
    PLACE: ("city", "a place's name"),
    FIRM: ("organisation", "an organisation's name"),
    FOLK: ("nationality", "a people"),
    JOB: ("job_title", "an occupation"),
    ROAD: ("street_address", "a street with what belongs to it"),
    TITLED: ("honorific", "a form of address"),
    LAND: ("country", "a country's name"),
    STATE: ("region", "the name of a state or county"),
    FAITH: ("religion", "a belief"),
    POLITICS: ("political_opinion", "a party or a leaning"),
    RECORD: ("record_number", "a number after the words for one of a case, a file or a customer"),
    SUM: ("amount", "a sum of money with its currency"),
    TERM: ("duration", "a length of time in years and months, or of imprisonment"),
    figures.BORN: ("date_of_birth", "a date after the words for a birth"),
    figures.EMAIL: ("email", "the form of an e-mail address"),
    figures.IBAN: ("iban", "an IBAN whose checksum is right"),
    figures.CARD: ("payment_card", "a card number's length and check digit"),
    figures.SSN: ("us_ssn", "an SSN that can be issued"),
    figures.IP: ("ip_address", "an address of the net"),
    figures.URL: ("url", "the form of a web address"),
    figures.PHONE: ("phone", "digits grouped as a telephone number"),
    figures.DATE: ("date", "a date"),
    figures.YEAR: ("date", "a year where one is spoken of"),
    figures.AGE: ("age", "a number of years where an age is spoken of"),
    figures.POSTCODE: ("postcode", "a code after the words for one"),
    figures.LICENCE: ("driver_licence", "a number after the words for a driver's licence"),
    figures.KEY: ("access_key", "the form of a key that some service issues"),
    figures.MAC: ("mac_address", "the form of a hardware address"),
}
"""Class and reason of each kind."""

_RANK = np.zeros(32, np.int64)
for _rank, _kinds in enumerate(
    (
        (figures.EMAIL, figures.KEY, figures.IBAN, figures.CARD),
        (figures.SSN, figures.IP, figures.MAC, figures.URL, figures.LICENCE),
        (figures.POSTCODE, figures.AGE),
        (figures.DATE, figures.BORN, figures.PHONE),
        (ROAD,),
        (TITLED,),
        (PERSON, PLACE, FIRM, FOLK, JOB, LAND, STATE, FAITH, POLITICS),
        (figures.YEAR, RECORD, SUM, TERM),
    )
):
    _RANK[list(_kinds)] = _rank


def read(text: str) -> Found:
    """Every span of a text in order; memory is bounded by `MOST` characters at a time.

    A text whose lines repeat in all but their figures is read by their shapes (see `shapes`).
    """
    return read_by_shape(text, read_whole) if repeats(text) else read_whole(text)


def read_whole(text: str) -> Found:
    """Every span of a text, all of it read word by word."""
    parts = [(start, _piece(piece)) for start, piece in pieces(text)]
    return Found(
        start=np.concatenate([found.start + start for start, found in parts]),
        end=np.concatenate([found.end + start for start, found in parts]),
        kind=np.concatenate([found.kind for _, found in parts]),
        sure=np.concatenate([found.sure for _, found in parts]),
    )


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces of at most `MOST` characters, cut at a line's end or a blank where there is one."""
    start = 0
    while len(text) - start > MOST:
        window = text[start : start + MOST]
        cut = window.rfind("\n", MOST // 2) + 1 or window.rfind(" ", MOST // 2) + 1 or MOST
        yield start, window[:cut]
        start += cut
    yield start, text[start:]


def _piece(text: str) -> Found:
    tokens = tokens_of(codes(text))
    words = words_of(tokens)
    numbers = figures_in(words, text)
    return settled(joined([numbers, names_in(words, _busy(words, numbers)), titles_in(words)]))


def _busy(words: Words, found: Found) -> npt.NDArray[np.bool_]:
    """The tokens (padded) that figures have taken."""
    busy = np.zeros(len(words.shape), bool)
    taken = ~among(found.kind, figures.YEAR, ROAD, RECORD, SUM, TERM)
    first = np.searchsorted(words.tokens.start, found.start[taken])
    last = np.searchsorted(words.tokens.start, found.end[taken])
    busy[ranges(first + 2, last + 2)] = True
    return busy


def settled(found: Found) -> Found:
    """Of spans that overlap the kind with the surer form stands, then the longer, then the first."""
    # by their start, the longer ones first
    order = np.argsort((found.start << 22) - (found.end - found.start), kind="stable")
    start, end = found.start[order], found.end[order]
    # only neighbours in order can overlap, unless one spans several: then it is in the same heap
    reach = np.maximum.accumulate(end) if len(end) else end
    alone = np.ones(len(order), bool)
    over = start[1:] < reach[:-1]
    alone[1:] &= ~over
    alone[:-1] &= ~over
    crowd = np.flatnonzero(~alone)
    keep = alone.copy()
    if len(crowd):
        rank = _RANK[found.kind[order]]
        heap: list[int] = []
        limit = -1
        for index in crowd.tolist():
            if start[index] >= limit and heap:
                _chosen(heap, start, end, rank, keep)
                heap = []
            heap.append(index)
            limit = max(limit, int(end[index]))
        _chosen(heap, start, end, rank, keep)
    chosen = order[keep]
    return Found(
        start=found.start[chosen],
        end=found.end[chosen],
        kind=found.kind[chosen],
        sure=found.sure[chosen],
    )


def _chosen(heap: list[int], start, end, rank, keep) -> None:  # type: ignore[no-untyped-def]
    taken: list[tuple[int, int]] = []
    for index in sorted(heap, key=lambda i: (rank[i], start[i] - end[i], start[i])):
        one, two = int(start[index]), int(end[index])
        if all(two <= low or high <= one for low, high in taken):
            taken.append((one, two))
            keep[index] = True
