"""The numbers that stand for kinds of figures, and the numbers of a text with what stands beside them."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import NUMBER, Hashes, Ints, among, hashes_of, within

(EMAIL, IBAN, CARD, SSN, IP, URL, PHONE, DATE, AGE, POSTCODE, LICENCE, KEY, MAC, YEAR, BORN) = (
    range(16, 31)
)
"""Kinds of figures, beside the kinds of names (`names`), which are below 16."""

Mask = npt.NDArray[np.bool_]
Put = Callable[[Ints, Ints, int, float], None]
"""Takes spans of one kind: starts, ends, kind, confidence."""
Add = Callable[[int, int, int], None]
"""Takes one span: kind, start, end."""


@functools.cache
def sorted_hashes(*some: str) -> Hashes:
    """The hashes of words in order, to search among them."""
    return np.sort(hashes_of(list(some)))


def is_one(words: Words, at: Ints, *some: str) -> Mask:
    """Whether the tokens at these padded places are one of the words."""
    return within(words.key.take(at, mode="clip"), sorted_hashes(*some))


def triggers(words: Words, *some: str) -> Ints:
    """The tokens that are one of the words, which the list of `trigger` words holds."""
    trigger = words.trigger
    return trigger[is_one(words, trigger + 2, *some)] if len(trigger) else trigger


class Numbers:
    """The numbers of a text with their values, and which of them stand together."""

    def __init__(self, words: Words) -> None:
        tokens = words.tokens
        self.words, self.tokens, self.text = words, tokens, tokens.text
        self.at = np.flatnonzero(words.shape == NUMBER)  # padded places
        index = self.at - 2
        self.start, self.end = tokens.start[index], tokens.end[index]
        self.long = self.end - self.start
        self.value = values_of(self.text, self.start, self.long)
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


def values_of(text: npt.NDArray[np.unsignedinteger], start: Ints, long: Ints) -> Ints:
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


def lonely(n: Numbers) -> Ints:
    """The numbers (by index) that no sign or letter ties to another."""
    lonely = n.free.copy()
    sign = among(n.joint, 45, 46, 47, 58)
    lonely &= ~sign
    lonely[:-1] &= ~sign[1:]
    lonely &= ~n.glued[:-1] & ~n.tied
    lonely &= ~among(n.before, 95, 61, 46, 47, 95) & ~among(n.after, 95, 37, 64)  # fmt: skip
    return np.flatnonzero(lonely)
