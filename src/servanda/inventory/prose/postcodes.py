"""Postcodes that no word announces: after a town or a state, before a town, or by their form alone."""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.found import PLACE, Found
from servanda.inventory.prose.numbers import POSTCODE
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import (
    CAPITALS,
    INITIAL,
    NUMBER,
    Hashes,
    Ints,
    among,
    hashes_of,
)

_STATES = ("al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy"
           " dc pr ab bc mb nb nl ns nt nu on pe qc sk yt act nsw qld sa tas vic").split()  # fmt: skip
"""States and provinces of the United States, Canada and Australia."""

_BRITISH = ("ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu ha hd hg hp hr hs hu hx ig ip iv"
            " ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn"
            " tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze bt im je gy").split()  # fmt: skip
"""Areas of British postcodes."""


@functools.cache
def _hashes(some: str) -> Hashes:
    return np.sort(hashes_of(some.split()))


def _within(keys: Hashes, known: Hashes) -> npt.NDArray[np.bool_]:
    found = np.searchsorted(known, keys)
    same: npt.NDArray[np.bool_] = known[np.minimum(found, len(known) - 1)] == keys
    return same


def postcodes_in(words: Words, labels: npt.NDArray[np.uint8], busy: npt.NDArray[np.bool_]) -> Found:
    """The postcodes outside street addresses; `labels` still hold the places, `busy` what is taken."""
    tokens = words.tokens
    shape, gap = words.shape, words.gap
    count = len(shape)
    long = np.zeros(count, np.int64)
    long[2:-2] = tokens.end - tokens.start
    at = np.flatnonzero((shape == NUMBER) & (long <= 6) & ~busy)
    at = at[at < count - 2]
    none = np.zeros(0, np.int64)
    first, last = [none], [none]

    def put(one: Ints, two: Ints) -> None:
        first.append(one)
        last.append(two)

    close = among(gap[at], gaps.SPACE, gaps.COMMA, gaps.LINE, gaps.WIDE)
    # Columbus, OH 43215; Lyon 69003; after "the", "in" and their like no place but a year or a count
    five = at[
        (long[at] == 5) & close & ~among(gap[at + 1], gaps.POINT, gaps.NONE, gaps.SLASH, gaps.MARK)
    ]
    state = (shape[five - 1] == CAPITALS) & _within(words.key[five - 1], _hashes(" ".join(_STATES)))
    state |= labels[five - 1] == PLACE
    five = five[state]
    plus = (gap[five + 1] == gaps.HYPHEN) & (shape[five + 1] == NUMBER) & (long[five + 1] == 4)
    plus &= tokens.start[np.minimum(five - 1, len(tokens) - 1)] - tokens.end[five - 2] == 1
    put(five, five + plus)
    # NSW 2000
    four = at[(long[at] == 4) & (gap[at] == gaps.SPACE)]
    four = four[
        (shape[four - 1] == CAPITALS) & _within(words.key[four - 1], _hashes("nsw qld vic tas act"))
    ]
    put(four, four)
    # 50674 Köln, D-50674 Köln: at the beginning of a line or after a comma
    head = among(gap[at], gaps.LINE, gaps.PARAGRAPH, gaps.START, gaps.COMMA, gaps.HYPHEN)
    town = at[
        head
        & ((long[at] == 5) | (long[at] == 4))
        & (labels[at + 1] == PLACE)
        & (gap[at + 1] == gaps.SPACE)
    ]
    country = (
        (gap[town] == gaps.HYPHEN)
        & among(shape[town - 1], CAPITALS, INITIAL)
        & (long[town - 1] <= 2)
    )
    country &= tokens.start[town - 2] - tokens.end[town - 3] == 1
    town, country = (
        town[(gap[town] != gaps.HYPHEN) | country],
        country[(gap[town] != gaps.HYPHEN) | country],
    )
    put(town - country, town)
    # LS10 1JQ and K1A 0B1: letters and digits in one order alone
    glued = (
        (gap[at] == gaps.NONE)
        & among(shape[at - 1], CAPITALS, INITIAL)
        & (long[at - 1] <= 2)
        & (long[at] <= 2)
    )
    glued &= gap[at - 1] != gaps.NONE
    some = at[glued]
    british = _within(words.key[some - 1], _hashes(" ".join(_BRITISH)))
    tail = (shape[some + 1] == NUMBER) & (long[some + 1] == 1) & (gap[some + 1] == gaps.SPACE)
    tail &= (shape[np.minimum(some + 2, count - 1)] == CAPITALS) & (
        long[np.minimum(some + 2, count - 1)] == 2
    )
    tail &= gap[np.minimum(some + 2, count - 1)] == gaps.NONE
    tail &= ~busy[some + 1]
    put(some[british & tail] - 1, some[british & tail] + 2)
    # K1A 0B1: letter, digit, letter, and digit, letter, digit
    ends = np.minimum(some + 4, count - 1)
    canada = (
        (long[some - 1] == 1)
        & (long[some] == 1)
        & (long[some + 1] == 1)
        & (gap[some + 1] == gaps.NONE)
    )
    canada &= (shape[some + 1] == INITIAL) & (shape[np.minimum(some + 2, count - 1)] == NUMBER)
    canada &= (shape[np.minimum(some + 3, count - 1)] == INITIAL) & (shape[ends] == NUMBER)
    canada &= tokens.end[np.minimum(ends - 2, len(tokens) - 1)] - tokens.start[some - 3] <= 7
    put(some[canada] - 1, ends[canada])
    one, two = np.concatenate(first), np.concatenate(last)
    _, single = np.unique(one, return_index=True)
    one, two = one[single], two[single]
    return Found(
        start=tokens.start[one - 2],
        end=tokens.end[two - 2],
        kind=np.full(len(one), POSTCODE, np.uint8),
        sure=np.full(len(one), 0.85, np.float32),
    )
