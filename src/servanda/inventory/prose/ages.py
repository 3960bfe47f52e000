"""How old somebody is."""

from __future__ import annotations

import numpy as np

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.lexicon import GIVEN
from servanda.inventory.prose.numbers import AGE, Numbers, Put, is_one
from servanda.inventory.prose.tokens import CAPITAL, CAPITALS, INITIAL, Ints, among

_KIN = ("son", "daughter", "brother", "sister", "wife", "husband", "mother", "father", "mom", "mum", "dad", "kid", "child", "baby", "boy", "girl",
        "patient", "woman", "man", "niece", "nephew", "cousin", "aunt", "uncle", "grandmother", "grandfather", "friend", "boss")  # fmt: skip


def ages(n: Numbers, at: Ints, put: Put) -> None:
    """A number of years where one is spoken of."""
    words, place = n.words, n.at[at]
    long, value, start, end = n.long[at], n.value[at], n.start[at], n.end[at]
    small = (long <= 3) & (value >= 0) & (value <= 120)
    age = np.flatnonzero(small)
    if len(age):
        p = place[age]
        old = is_one(words, p + 1, "year", "years", "yr", "yrs", "jahre", "ans", "anos", "anni") & is_one(words, p + 2, "old", "alt", "of")  # fmt: skip
        old |= is_one(words, p + 1, "y", "yo", "yr") & (is_one(words, p + 2, "o", "old") | is_one(words, p + 1, "yo"))  # fmt: skip
        led = is_one(words, p - 1, "aged", "age", "turned", "turning", "turns", "turn")
        led |= is_one(words, p - 1, "is", "of", "at") & is_one(words, p - 2, "age")
        person = is_one(words, p - 2, "i", "he", "she") & is_one(
            words, p - 1, "am", "m", "was", "is", "s"
        )
        ends = among(words.gap[p + 1], gaps.STOP, gaps.COMMA, gaps.START, gaps.PARAGRAPH, gaps.LINE)
        # my son is 5; Maria was 62 when she left
        about = is_one(words, p - 2, *_KIN) | ((words.flags[p - 2] & GIVEN) > 0) & (
            words.shape[p - 2] == CAPITAL
        )
        person |= about & is_one(words, p - 1, "is", "was", "turns")
        ends |= is_one(words, p + 1, "when", "today", "next", "this", "last", "in")
        led |= person & (ends | is_one(words, p + 1, "and", "now", "but")) & (value[age] > 0)
        keep = (old | led) & (value[age] > 0)
        put(start[age[keep]], end[age[keep]], AGE, 0.8)
    _with_letters(n, put)


def _with_letters(n: Numbers, put: Put) -> None:
    """`34yo`, and the 50th birthday."""
    tied = np.flatnonzero(n.tied & n.free & (n.long <= 3) & (n.value > 0) & (n.value <= 120))
    if not len(tied):
        return
    place = n.at[tied]
    age = is_one(n.words, place + 1, "yo", "y", "yrs", "yr")
    age |= is_one(n.words, place + 1, "st", "nd", "rd", "th") & is_one(
        n.words, place + 2, "birthday"
    )
    # 72M with chest pain
    sex = is_one(n.words, place + 1, "m", "f") & is_one(
        n.words,
        place + 2,
        "with",
        "w",
        "s",
        "h",
        "p",
        "who",
        "presents",
        "presenting",
        "admitted",
        "from",
        "pmh",
        "here",
        "c",
    )
    age |= sex & among(n.words.shape[place + 1], CAPITALS, INITIAL)
    put(n.start[tied[age]], n.end[tied[age]], AGE, 0.8)
