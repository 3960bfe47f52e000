"""What a word's neighbours prove after the model has spoken: cues, and words that are nobody's name.

Each step changes `labels` in place; all places are padded ones (`Words`).
"""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.found import FIRM, FOLK, JOB, PERSON, PLACE, ROAD
from servanda.inventory.prose.lexicon import (
    BELIEF,
    COMMON,
    COUNTRY,
    ENGLISH,
    FAMILY,
    GIVEN,
    LARGE_PLACE,
    LEAD,
    MONTH,
    NAMED_IS,
    NOBODY,
    PARTY,
    PERSON_KEYS,
    PLACE_KEYS,
    STREET,
    TOP,
    WEEKDAY,
)
from servanda.inventory.prose.lexicon import FOLK as FOLK_FLAG
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import (
    CAPITAL,
    CAPITALS,
    INITIAL,
    MIXED,
    SMALL,
    Hashes,
    Ints,
    among,
    hashes_of,
)
from servanda.inventory.prose.tokens import within as within

Labels = npt.NDArray[np.uint8]
Margins = npt.NDArray[np.float32]

_ALSO_ENGLISH = ("polish", "dane", "pole", "poles", "finn", "finns", "lao", "swede", "kiwi", "malay", "maori", "dutch", "persian", "aboriginal",
                 "native", "georgian", "jordanian", "roman", "norman", "scot", "scots", "english", "welsh", "thai", "orthodox", "catholic",
                 "liberal", "conservative")  # fmt: skip
_TOWARDS = (
    "in",
    "from",
    "to",
    "near",
    "via",
    "visit",
    "visiting",
    "leaving",
    "reach",
    "around",
    "across",
)


@functools.cache
def hashed(some: tuple[str, ...]) -> Hashes:
    """The hashes of words in order."""
    return np.sort(hashes_of(list(some)))


def is_one_of(words: Words, at: Ints, *some: str) -> npt.NDArray[np.bool_]:
    """Whether the words at these places are one of some."""
    return within(words.key.take(at, mode="clip"), hashed(some))


def is_nobody(words: Words, at: Ints) -> npt.NDArray[np.bool_]:
    """Whether the words name nobody, whatever stands beside them."""
    known: npt.NDArray[np.bool_] = (words.flags.take(at) & NOBODY) > 0
    return known


def nobodies(words: Words, labels: Labels, at: Ints) -> None:
    """Greetings, words of forms, drugs, tests and programs name nobody; nor do months and weekdays."""
    at = at[labels[at] > 0]
    if not len(at):
        return
    dull = is_nobody(words, at)
    # a firm is called Met Office, a street May Street
    dull &= ~((labels[at] == FIRM) & ((labels[at - 1] == FIRM) | (labels[at + 1] == FIRM)))
    street = ((words.flags[at] | words.flags[at + 1]) & STREET) > 0
    street |= (labels[at - 1] == ROAD) | (labels[at + 1] == ROAD)
    dull &= ~((labels[at] == ROAD) & street)
    calendar = (words.flags[at] & (MONTH | WEEKDAY)) > 0
    calendar &= ((words.flags[at] & (GIVEN | FAMILY)) == 0) & (labels[at] != ROAD)
    alone = (labels[at - 1] != labels[at]) & (labels[at + 1] != labels[at])
    labels[at[dull | (calendar & alone)]] = 0
    # "Bill to", "Mark as done"
    verb = at[(labels[at] == PERSON) & is_one_of(words, at, "bill", "mark", "grant", "sue")]
    labels[verb[is_one_of(words, verb + 1, "to", "as", "it", "the", "all", "this", "your")]] = 0
    long = np.zeros(len(words.shape), bool)
    long[2:-2] = words.tokens.end - words.tokens.start >= 6
    # letters of six and more are no abbreviation: a town written large
    large = at[
        (labels[at] == FIRM)
        & (words.shape[at] == CAPITALS)
        & long[at]
        & ((words.flags[at] & ENGLISH) == 0)
    ]
    large = large[(labels[large - 1] != FIRM) & (labels[large + 1] != FIRM)]
    labels[large[is_one_of(words, large - 1, "in", "from", "to", "near", "via", "at")]] = PLACE


def led_in(words: Words, labels: Labels, margins: Margins, busy: npt.NDArray[np.bool_]) -> None:
    """Names after the words that ask for one: `"firstName": "Lindiwe"`, `my name is shanice brown`."""
    count = len(words.shape)
    cues = np.flatnonzero((words.flags[2:-3] & LEAD) > 0) + 2
    for keys, label in ((PERSON_KEYS, PERSON), (PLACE_KEYS, PLACE)):
        cue = cues[within(words.key[cues], hashed(keys))]
        if label == PERSON:
            first = cues[is_one_of(words, cues, "name")]
            cue = np.concatenate(
                [
                    cue,
                    first[
                        is_one_of(
                            words,
                            first - 1,
                            "first",
                            "last",
                            "given",
                            "family",
                            "middle",
                            "maiden",
                            "full",
                        )
                    ],
                ]
            )
        for one in cue.tolist():
            if words.gap[one + 1] not in (gaps.COLON, gaps.QUOTE, gaps.SLASH):
                continue
            nxt = one + 1
            for step in range(3):
                place = nxt + step
                if (
                    place >= count - 2
                    or busy[place]
                    or not among(words.shape[place], CAPITAL, MIXED, CAPITALS, INITIAL)
                ):
                    break
                if step and words.gap[place] not in (gaps.SPACE, gaps.HYPHEN, gaps.APOSTROPHE):
                    break
                labels[place], margins[place] = label, 4
    cue = cues[is_one_of(words, cues, *NAMED_IS)]
    cue = cue[(cue > 1) & (cue < count - 4)]
    is_ = is_one_of(words, cue + 1, "is", "s")
    # "I'm", "i am" lead in many other words as well: only names that are nothing else
    for one in cue[is_].tolist():
        place = one + 2
        if words.shape[place] != SMALL or busy[place]:
            continue
        flags = int(words.flags[place])
        if flags & TOP or (flags & COMMON and not flags & GIVEN):
            continue
        labels[place], margins[place] = PERSON, 3
        for step in (1, 2):
            flags = int(words.flags[place + step])
            if (
                place + step >= count - 2
                or words.gap[place + step] != gaps.SPACE
                or words.shape[place + step] != SMALL
            ):
                break
            if flags & TOP or (flags & COMMON and not flags & (FAMILY | GIVEN)):
                break
            labels[place + step], margins[place + step] = PERSON, 3
    _small(words, labels, margins)
    _parties(words, labels)


def _small(words: Words, labels: Labels, margins: Margins) -> None:
    """Peoples, countries and towns in texts that have no capitals."""
    flags = words.flags
    at = np.flatnonzero(
        (words.shape == SMALL) & ((flags & (FOLK_FLAG | COUNTRY | LARGE_PLACE)) > 0) & (labels == 0)
    )
    at = at[(at > 1) & (at < len(flags) - 2)]
    at = at[~among(words.gap[at], gaps.SLASH, gaps.POINT, gaps.NONE, gaps.MARK, gaps.HYPHEN)]
    at = at[words.style[at] == SMALL]
    if not len(at):
        return
    folk = at[((flags[at] & FOLK_FLAG) > 0) & ~is_one_of(words, at, *_ALSO_ENGLISH)]
    labels[folk], margins[folk] = FOLK, 3
    place = at[((flags[at] & FOLK_FLAG) == 0) & is_one_of(words, at - 1, *_TOWARDS)]
    country = (flags[place] & COUNTRY) > 0
    town = ((flags[place] & (TOP | COMMON)) == 0) & ((flags[place] & (GIVEN | STREET)) == 0)
    place = place[country | town]
    labels[place], margins[place] = PLACE, 3


def _parties(words: Words, labels: Labels) -> None:
    """Republicans, Liberal Democrats, Russian Orthodox."""
    at = np.flatnonzero(
        ((words.flags & (PARTY | BELIEF)) > 0)
        & (words.shape == CAPITAL)
        & among(labels, 0, JOB, FIRM, PERSON)
    )
    at = at[(at > 1) & (at < len(labels) - 2)]
    if not len(at):
        return
    tokens = words.tokens
    last = tokens.text[np.maximum(tokens.end[at - 2] - 1, 0)]
    plural = last == ord("s")
    inside = ~among(words.gap[at], gaps.START, gaps.STOP, gaps.PARAGRAPH, gaps.LINE)
    lone = (labels[at - 1] != labels[at]) & (labels[at + 1] != labels[at]) | (labels[at] == 0)
    party = at[lone & (plural | inside) & ((words.flags[at] & (GIVEN | FAMILY)) == 0)]
    labels[party] = FOLK
    # the Democratic leaders, a Labour candidate
    some = np.flatnonzero(words.shape == CAPITAL)
    some = some[
        is_one_of(
            words,
            some,
            "democratic",
            "labour",
            "green",
            "conservative",
            "liberal",
        )
    ]
    some = some[(some > 1) & (some < len(labels) - 3)]
    some = some[is_one_of(words, some + 1, "leaders", "leader", "senator", "senators", "candidate", "voters", "voter", "mp", "mps", "lawmakers", "governor",
                    "congressman", "congresswoman", "member", "members", "councillor", "primary", "democrats", "conservatives")]  # fmt: skip
    labels[some] = FOLK


def of_one_label(words: Words, labels: Labels, margins: Margins) -> None:
    """Words side by side that are a person, a place and a firm by halves are one of them: what has most behind it."""
    at = np.flatnonzero(among(labels, PERSON, PLACE, FIRM))
    if len(at) < 2:
        return
    gap = words.gap[at[1:]]
    tied = (np.diff(at) == 1) & among(gap, gaps.SPACE, gaps.HYPHEN, gaps.APOSTROPHE)
    tied &= words.tokens.start[at[1:] - 2] - words.tokens.end[at[1:] - 3] == 1
    tied &= words.shape[at[1:]] != INITIAL
    mixed = tied & (labels[at[1:]] != labels[at[:-1]])
    if not mixed.any():
        return
    group = np.append(0, np.cumsum(~tied))
    count = int(group[-1]) + 1
    torn = np.zeros(count, bool)
    torn[group[1:][mixed]] = True
    torn &= np.bincount(group, minlength=count) <= 5
    chosen = torn[group]
    some, group = at[chosen], group[chosen]
    kinds = np.array([PERSON, PLACE, FIRM], np.uint8)
    column = (labels[some] == PLACE) + 2 * (labels[some] == FIRM).astype(np.int64)
    sums = np.bincount(group * 3 + column, weights=margins[some], minlength=3 * count)
    labels[some] = kinds[np.argmax(sums.reshape(count, 3), axis=1)[group]]
