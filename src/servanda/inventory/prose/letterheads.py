"""Addresses set out in lines: the street's line, a flat's, the town's, and one of a country or a code."""

from __future__ import annotations

import numpy as np

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.found import FIRM, PLACE, ROAD
from servanda.inventory.prose.lexicon import COUNTRY, FLAT, HONORIFIC, SMALL_PLACE, STREET
from servanda.inventory.prose.mending import Labels, Margins
from servanda.inventory.prose.tagging import Words, is_capital
from servanda.inventory.prose.tokens import NUMBER, Ints, among

_LONGEST = 8
"""Words of a line; a longer one is a sentence."""


def set_out(words: Words, labels: Labels, margins: Margins) -> None:
    """Label the lines around a street's or a flat's line by their order, whatever the model said of them."""
    heads = _heads(words, labels)
    if not len(heads):
        return
    gap, shape = words.gap, words.shape
    breaks = np.flatnonzero(among(gap[2:-2], gaps.LINE, gaps.PARAGRAPH, gaps.START)) + 2
    starts = np.append(breaks, len(shape) - 2)
    lines = np.unique(np.searchsorted(breaks, heads, side="right") - 1)
    lines = lines[lines >= 0]
    # a street's line is short and has a number
    flat = (
        ((words.flags[breaks] & FLAT) > 0) & (shape[breaks + 1] == NUMBER) & (np.diff(starts) > 1)
    )
    street = np.maximum(lines - flat[lines], 0)
    one, two = starts[street], starts[street + 1]
    numbers = np.flatnonzero(shape == NUMBER)
    fine = (two - one >= 2) & (two - one <= _LONGEST)
    fine &= np.searchsorted(numbers, one) < np.searchsorted(numbers, two)
    for line in lines[fine].tolist():
        _one(words, labels, margins, starts, line)


def _heads(words: Words, labels: Labels) -> Ints:
    """The words that say what their line is: one of a street, or of a flat that has a number."""
    flat = ((words.flags & FLAT) > 0) & among(words.gap[:-1], gaps.LINE, gaps.PARAGRAPH)
    flat[:-1] &= words.shape[1:] == NUMBER
    return np.flatnonzero((labels == ROAD) | flat)


def _one(words: Words, labels: Labels, margins: Margins, starts: Ints, line: int) -> None:
    """What follows the line of a street; what stands before that of a flat."""

    def of(nth: int) -> tuple[int, int]:
        if not 0 <= nth < len(starts) - 1:
            return 0, 0
        return int(starts[nth]), int(starts[nth + 1])

    def is_flat(nth: int) -> bool:
        one, two = of(nth)
        return two - one >= 2 and bool(words.flags[one] & FLAT) and words.shape[one + 1] == NUMBER

    street = line - 1 if is_flat(line) else line
    one, two = of(street)
    if not 2 <= two - one <= _LONGEST or not (words.shape[one:two] == NUMBER).any():
        return
    if is_flat(street + 1):
        # Luite tee 87, and a flat below it
        letters = np.arange(one, two)[words.shape[one:two] != NUMBER]
        if len(letters) and not (labels[letters] == FIRM).any():
            labels[letters], margins[letters] = ROAD, 2
        town = street + 2
    else:
        town = street + 1
        if not (labels[one:two] == ROAD).any():
            return
    one, two = of(town)
    last, end = of(town + 1)
    if not 1 <= two - one <= 4 or not 1 <= end - last <= 6:
        return
    if (
        not is_capital(words.shape[one:two]).all()
        or (words.flags[one:two] & (HONORIFIC | FLAT | STREET)).any()
    ):
        return
    numbers = words.shape[last:end] == NUMBER
    codes = words.tokens.end[last - 2 : end - 2] - words.tokens.start[last - 2 : end - 2]
    coded = numbers.sum() == 1 and bool(among(codes[numbers], 4, 5, 6).all())
    land = (words.flags[last:end] & (COUNTRY | SMALL_PLACE)) > 0
    if not (coded or (not numbers.any() and land.any() and end - last <= 3)):
        return
    if not (is_capital(words.shape[last:end]) | numbers).all():
        return
    labels[one:two], margins[one:two] = PLACE, 2
    rest = np.arange(last, end)[~numbers]
    labels[rest], margins[rest] = PLACE, 2
