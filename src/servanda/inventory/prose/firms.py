"""Firms and bodies by the words that they are called by: `Northern Metals plc`, `Court of Appeal of Lyon`."""

from __future__ import annotations

import numpy as np

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.found import FIRM, PERSON
from servanda.inventory.prose.lexicon import COMMON, OF, TOP
from servanda.inventory.prose.lexicon import FIRM as FIRM_FLAG
from servanda.inventory.prose.mending import Labels, hashed, is_one_of, within
from servanda.inventory.prose.tagging import Words, is_capital
from servanda.inventory.prose.tokens import CAPITAL, CAPITALS, INITIAL, MIXED, SMALL, among

_ENDINGS = ("inc", "incorporated", "ltd", "limited", "llc", "llp", "plc", "gmbh", "corp", "kgaa", "ohg", "sarl", "srl", "spa", "nv", "bv", "oyj",
            "aps", "pty", "pte", "bhd", "sdn", "pjsc", "sas", "kft", "zrt", "sro", "doo")  # fmt: skip
"""Words that end a firm's name and nothing else."""
_DOTTED = ("spa", "srl", "nv", "bv", "sa", "sl", "as", "sas", "lp", "llc", "plc", "doo", "sro")
"""The same with points between their letters."""
_NO_BODY = (
    "directors",
    "trustees",
    "governors",
    "gravity",
    "origin",
    "birth",
    "residence",
    "appeals",
    "law",
    "record",
    "interest",
    "mass",
)


_WIDE = {gaps.SLASH: 3, gaps.POINT: 1, gaps.COMMA: 2}
"""How wide some gaps within a firm's name are; a comma stands before its last word alone."""
_WITHIN = frozenset({gaps.SPACE, gaps.HYPHEN, gaps.APOSTROPHE, *_WIDE})
_HEADING = frozenset({gaps.START, gaps.STOP, gaps.PARAGRAPH, gaps.LINE, gaps.COLON})


def firms_by_their_words(words: Words, labels: Labels) -> None:
    """A firm's last word makes one of all before it; a body is called by what it is of."""
    shape, gap, flags = words.shape, words.gap, words.flags
    count = len(shape)
    capital = is_capital(shape)
    # one at a time, bytes are read several times as fast as an array
    capitals, gaps_, shapes = capital.tobytes(), gap.tobytes(), shape.tobytes()
    start, end_ = words.tokens.start, words.tokens.end

    def back(place: int, most: int, small: bool) -> int:
        """The first word of the name that ends before `place`."""
        first = place
        while place - first < most and first > 2:
            before = first - 1
            link = gaps_[first]
            if link not in _WITHIN:
                break
            if link in _WIDE:
                wide = start[first - 2] - end_[before - 2]
                if wide != _WIDE[link] or (link == gaps.COMMA and first != place):
                    break
            if not capitals[before] and not (
                small and shapes[before] == SMALL and not flags[before] & (TOP | COMMON)
            ):
                break
            if before != place - 1 and gaps_[before] in _HEADING and flags[before] & TOP:
                break
            first = before
        return first

    last = np.flatnonzero((flags & FIRM_FLAG) > 0)
    last = last[within(words.key[last], hashed(_ENDINGS))]
    last = last[(last > 2) & (last < count - 2)]
    last = last[
        among(shape[last], CAPITAL, CAPITALS, MIXED)
        | is_one_of(words, last, "plc", "gmbh", "llc", "inc", "ltd", "llp")
    ]
    for end in last.tolist():
        first = back(end, 5, shape[end] == SMALL)
        if first < end:
            labels[first : end + 1] = FIRM
    # S.p.A. and N.V.: letters with points between them
    point = np.flatnonzero((gap[:-1] == gaps.POINT) & among(shape, INITIAL, SMALL))
    point = point[(point > 2) & (point < count - 2)]
    point = point[(shape[point - 1] == INITIAL) & (gap[point - 1] == gaps.SPACE)]
    if len(point):
        text = words.tokens.text
        for second in point.tolist():
            end = second
            while (
                end < second + 2
                and end + 1 < count - 2
                and gap[end + 1] == gaps.POINT
                and shape[end + 1] in (INITIAL, SMALL)
            ):
                end += 1
            spelled = "".join(
                chr(int(text[words.tokens.start[at - 2]])) for at in range(second - 1, end + 1)
            ).casefold()
            whole = (
                words.tokens.end[end - 2] - words.tokens.start[second - 3]
                == 2 * (end - second + 2) - 1
            )
            if spelled in _DOTTED and whole:
                first = back(second - 1, 4, False)
                if first < second - 1:
                    labels[first : end + 1] = FIRM
    head = np.flatnonzero((shape == CAPITAL) & ((flags & OF) > 0))
    head = head[(head > 1) & (head < count - 4)]
    head = head[
        (shape[head] == CAPITAL)
        & is_one_of(words, head + 1, "of", "for")
        & (shape[head + 1] == SMALL)
    ]
    # a city or a county is a body only where it says so itself
    head = head[~is_one_of(words, head, "city", "county", "port", "house", "district")]
    after = head + 2 + is_one_of(words, head + 2, "the")
    fine = (after < count - 2) & capital[after] & (gap[after] == gaps.SPACE)
    fine &= ~is_one_of(words, after, *_NO_BODY)
    joining = frozenset(hashed(("and", "of")).tolist())
    for one, place in zip(head[fine].tolist(), after[fine].tolist(), strict=True):
        end = place
        while end + 1 < count - 2 and end - place < 5 and gap[end + 1] == gaps.SPACE:
            if capital[end + 1]:
                end += 1
            elif (
                end + 2 < count - 2
                and capital[end + 2]
                and gap[end + 2] == gaps.SPACE
                and int(words.key[end + 1]) in joining
            ):
                if labels[end + 2] == PERSON:
                    break
                end += 2
            else:
                break
        first = back(one, 3, False)
        if flags[first] & TOP and first < one:
            first += 1
        labels[first : end + 1] = FIRM
