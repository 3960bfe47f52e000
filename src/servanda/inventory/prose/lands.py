"""Countries whose names are several words: `United States of America`, `Trinidad and Tobago`, `Republic of Malta`."""

from __future__ import annotations

import functools

import numpy as np

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.found import PLACE, ROAD
from servanda.inventory.prose.letters import codes
from servanda.inventory.prose.lexicon import COUNTRY, FOLK, LARGE_PLACE, lexicon, words_of
from servanda.inventory.prose.mending import Labels, is_one_of, within
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import CAPITAL, Hashes, among, hashes_of, tokens_of

_STATES = (
    "republic",
    "kingdom",
    "commonwealth",
    "principality",
    "federation",
    "sultanate",
    "grand",
    "state",
    "emirate",
    "duchy",
)


@functools.cache
def _heads() -> Hashes:
    """The first words of countries' names of two words and more."""
    import re

    names = [name for some in ("countries", "countries-all") for name in words_of(some)]
    first = {re.split(r"[^\w]", name)[0] for name in names if re.search(r"\w[^\w]+\w", name)}
    return np.sort(hashes_of(sorted(first)))


@functools.cache
def _openings() -> Hashes:
    """The first two words of the same names."""
    names = [name for some in ("countries", "countries-all") for name in words_of(some)]
    tokens = tokens_of(codes("\n".join(names)))
    stop = np.append(np.flatnonzero(tokens.text == 10), len(tokens.text))
    first = np.searchsorted(tokens.start, np.append(0, stop[:-1] + 1))
    second = np.minimum(first + 1, len(tokens) - 1)
    several = (tokens.end[second] <= stop) & (second == first + 1)
    return np.unique(tokens.keys_from(first[several], second[several]))


def long_lands(words: Words, labels: Labels) -> None:
    """Label every word of a country's name, the small ones between too."""
    shape, gap = words.shape, words.gap
    count = len(words.tokens)
    at = np.flatnonzero(shape[2:-2] == CAPITAL)
    at = at[within(words.tokens.key[at], _heads()) & (labels[at + 2] != ROAD)]
    at = at[at + 1 < count]
    at = at[within(words.tokens.keys_from(at, at + 1), _openings())]
    known = lexicon()
    done = np.zeros(len(at), bool)
    for size in (6, 5, 4, 3, 2):
        last = at + size - 1
        fits = ~done & (last < count)
        fits[fits] &= shape[last[fits] + 2] == CAPITAL
        some = np.flatnonzero(fits)
        if not len(some):
            continue
        flags = known.flags[known.look_up(words.tokens.keys_from(at[some], last[some]))]
        for one in some[(flags & COUNTRY) > 0].tolist():
            labels[at[one] + 2 : at[one] + size + 2] = PLACE
            done[one] = True
    # Republic of Malta
    head = np.flatnonzero(shape == CAPITAL)
    head = head[is_one_of(words, head, *_STATES)]
    head = head[(head > 1) & (head < len(shape) - 4)]
    head = head[is_one_of(words, head + 1, "of") & (gap[head + 2] == gaps.SPACE)]
    the = is_one_of(words, head + 2, "the")
    name = head + 2 + the
    fine = (
        (labels[name] == PLACE) & ((words.flags[name] & COUNTRY) > 0) & among(shape[name], CAPITAL)
    )
    for one, two in zip(head[fine].tolist(), name[fine].tolist(), strict=True):
        labels[one : two + 1] = PLACE
    # Congo (Kinshasa), Korea (South)
    inner = np.flatnonzero((gap[:-1] == gaps.BRACKET) & (shape == CAPITAL))
    inner = inner[(inner > 2) & (inner < len(shape) - 3)]
    inner = inner[among(labels[inner - 1], PLACE, ROAD) & ((words.flags[inner - 1] & COUNTRY) > 0)]
    tokens = words.tokens
    start, end = tokens.start[inner - 2], tokens.end[inner - 2]
    text = tokens.text
    inner = inner[
        (start - tokens.end[inner - 3] == 2)
        & (text[start - 1] == 40)
        & (text.take(end, mode="clip") == 41)
        & (end < len(text))
    ]
    told = (words.flags[inner] & (FOLK | COUNTRY | LARGE_PLACE)) > 0
    told |= is_one_of(
        words,
        inner,
        "south",
        "north",
        "east",
        "west",
        "republic",
        "mainland",
        "northern",
        "southern",
    )
    inner = inner[told]
    labels[inner] = labels[inner - 1]
