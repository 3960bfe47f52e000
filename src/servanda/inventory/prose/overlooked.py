"""Names that the model passed over and that the lists know as nothing else."""

from __future__ import annotations

import numpy as np

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.found import FOLK, PERSON, PLACE
from servanda.inventory.prose.lexicon import (
    BODY,
    COMMON,
    COMPANY,
    ENGLISH,
    FAMILY,
    FIRM,
    GIVEN,
    JOB,
    MONTH,
    NOBODY,
    STREET,
    THING,
    TITLE,
    TOP,
    WEEKDAY,
)
from servanda.inventory.prose.lexicon import FOLK as FOLK_FLAG
from servanda.inventory.prose.lexicon import PLACE as PLACE_FLAG
from servanda.inventory.prose.mending import Labels, Margins, hashed, is_one_of, within
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import CAPITAL, CAPITALS, SMALL, Ints, among, between

_ELSE = ENGLISH | FIRM | BODY | STREET | TITLE | MONTH | WEEKDAY | JOB | THING | NOBODY | COMPANY
_BEFORE_A_TOWN = ("in", "from", "to", "near", "via", "visit", "visiting", "leaving", "reach", "around", "across", "at", "of", "for", "outside", "towards",
                  "toward", "through", "and", "or", "is", "was", "around", "into")  # fmt: skip
_VERBS_TOO = (
    "polish",
    "dane",
    "pole",
    "poles",
    "finn",
    "finns",
    "lao",
    "kiwi",
    "malay",
    "native",
    "roman",
    "norman",
    "scot",
    "scots",
)
"""Small words that are a people's name less often than something else."""
_IS = (
    "am",
    "m",
    "is",
    "are",
    "re",
    "was",
    "were",
    "half",
    "speak",
    "speaks",
    "being",
    "a",
    "an",
    "originally",
)


def overlooked(words: Words, labels: Labels, margins: Margins, at: Ints) -> None:
    """Label a lone name of a person, a town in capitals, and a people in small letters."""
    tokens, flags, gap = words.tokens, words.flags, words.gap
    free = at[labels[at] == 0]
    free = free[(flags[free] & _ELSE) == 0]
    free = free[tokens.end[free - 2] - tokens.start[free - 2] >= 4]
    free = free[(labels[free - 1] == 0) & (labels[free + 1] == 0)]
    for gap_of in (gap[:-1], gap[1:]):
        tied = among(gap_of[free], gaps.NONE, gaps.SLASH, gaps.POINT, gaps.MARK, gaps.HYPHEN)
        free = free[~tied]
    long = tokens.end[free - 2] - tokens.start[free - 2]
    named = ((flags[free] & (GIVEN | FAMILY)) > 0) & ((flags[free] & (PLACE_FLAG | FOLK_FLAG)) == 0)
    beside = (words.shape[free - 1] == SMALL) | (words.shape[free + 1] == SMALL)
    person = free[named & beside & (words.shape[free] == CAPITAL)]
    labels[person], margins[person] = PERSON, 1
    _by_their_ending(words, labels, margins, free[long >= 5])
    town = ((flags[free] & PLACE_FLAG) > 0) & ((flags[free] & GIVEN) == 0)
    town = free[town & (words.shape[free] == CAPITALS) & (words.shape[free - 1] == SMALL)]
    town = town[is_one_of(words, town - 1, *_BEFORE_A_TOWN)]
    labels[town], margins[town] = PLACE, 1
    folk = np.flatnonzero((words.shape == SMALL) & ((flags & FOLK_FLAG) > 0) & (labels == 0))
    folk = folk[(folk > 1) & (folk < len(flags) - 2)]
    folk = folk[~among(gap[folk], gaps.SLASH, gaps.POINT, gaps.NONE, gaps.MARK, gaps.HYPHEN)]
    doubtful = ((flags[folk] & ENGLISH) > 0) & is_one_of(words, folk, *_VERBS_TOO)
    said = is_one_of(words, folk - 1, *_IS)
    followed = among(gap[folk + 1], gaps.STOP, gaps.COMMA, gaps.START, gaps.PARAGRAPH, gaps.LINE)
    folk = folk[~doubtful | (said & followed)]
    labels[folk], margins[folk] = FOLK, 2


def _by_their_ending(words: Words, labels: Labels, margins: Margins, free: Ints) -> None:
    """Unlisted words between words of English that end as family names do, or have letters that English has not."""
    tokens, flags = words.tokens, words.flags
    free = free[(labels[free] == 0) & (words.shape[free] == CAPITAL)]
    free = free[(flags[free] & (PLACE_FLAG | FOLK_FLAG)) == 0]
    after = (words.shape[free + 1] == SMALL) & ((flags[free + 1] & (TOP | COMMON)) > 0)
    before = (words.shape[free - 1] == SMALL) & ((flags[free - 1] & (TOP | COMMON)) > 0)
    opens = among(words.gap[free], gaps.STOP, gaps.START, gaps.PARAGRAPH, gaps.LINE)
    closes = among(words.gap[free + 1], gaps.STOP, gaps.COMMA, gaps.APOSTROPHE, gaps.START)
    free = free[(before & (after | closes)) | (opens & after)]
    if not len(free):
        return
    end = tokens.end[free - 2]
    named = np.zeros(len(free), bool)
    for size, known in _ENDS.items():
        named |= within(between(tokens.sums, end - size, end), hashed(known))
    strange = np.flatnonzero(tokens.text > 127)
    start = tokens.start[free - 2]
    named |= np.searchsorted(strange, start) < np.searchsorted(strange, end)
    labels[free[named]], margins[free[named]] = PERSON, 1


_ENDS = {
    3: ("sen", "son", "ova", "eva", "ski", "sky", "ska", "nen", "yan", "dze", "vic", "ich", "ini", "era",
        "tti", "lli", "eau", "aux", "uez", "nez", "dez", "rez", "lez", "tez", "mez", "hez"),
    4: ("mann", "berg", "feld", "burg", "bach", "stad", "dahl", "lund", "gren", "escu", "enko", "oglu", "vili", "ovic", "evic", "ovsk", "wicz",
        "czyk", "sson", "tein", "baum", "hoff", "wski", "mura", "moto", "zaki", "yama", "hara", "nath", "wala", "nkwo"),
    5: ("ottir", "quist", "strom", "meyer", "maier", "hauer", "inger", "huber"),
}  # fmt: skip
"""How family names of many languages end, folded."""
