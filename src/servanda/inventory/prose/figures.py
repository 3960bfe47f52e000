"""Dates, telephone and card numbers, addresses of the net and the like: by the form of their digits.

Numbers that stand close together are one chain; its groups' lengths, its signs and its check digit say
what it is, for all chains of a text at once. What is rare (an IBAN, an IPv6 address, a web address) is
left to an expression on the few characters around its beginning.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose.ages import ages
from servanda.inventory.prose.chains import chains, singles
from servanda.inventory.prose.dates import births, dates_in_figures, dates_in_words, weekdays, years
from servanda.inventory.prose.found import Found
from servanda.inventory.prose.numbers import AGE as AGE
from servanda.inventory.prose.numbers import BORN as BORN
from servanda.inventory.prose.numbers import CARD as CARD
from servanda.inventory.prose.numbers import DATE as DATE
from servanda.inventory.prose.numbers import EMAIL as EMAIL
from servanda.inventory.prose.numbers import IBAN as IBAN
from servanda.inventory.prose.numbers import IP as IP
from servanda.inventory.prose.numbers import KEY as KEY
from servanda.inventory.prose.numbers import LICENCE as LICENCE
from servanda.inventory.prose.numbers import MAC as MAC
from servanda.inventory.prose.numbers import PHONE as PHONE
from servanda.inventory.prose.numbers import POSTCODE as POSTCODE
from servanda.inventory.prose.numbers import SSN as SSN
from servanda.inventory.prose.numbers import URL as URL
from servanda.inventory.prose.numbers import YEAR as YEAR
from servanda.inventory.prose.numbers import Numbers, lonely
from servanda.inventory.prose.rare import addresses_of_the_net, rare
from servanda.inventory.prose.records import records, sums
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import Ints


def figures_in(words: Words, text: str) -> Found:
    """All figures of a piece of text; some may overlap (see `reading`)."""
    starts: list[Ints] = []
    ends: list[Ints] = []
    kinds: list[npt.NDArray[np.uint8]] = []
    sures: list[npt.NDArray[np.float32]] = []

    def put(start: Ints, end: Ints, kind: int, sure: float) -> None:
        if len(start):
            starts.append(start)
            ends.append(end)
            kinds.append(np.full(len(start), kind, np.uint8))
            sures.append(np.full(len(start), sure, np.float32))

    numbers = Numbers(words)
    if len(numbers.at):
        dates_in_figures(numbers, put)
        addresses_of_the_net(numbers, put)
        dates_in_words(numbers, put)
        chains(numbers, put)
        sums(numbers, put)
        at = lonely(numbers)
        if len(at):
            singles(numbers, at, put)
            years(numbers, at, put)
        ages(numbers, at, put)
    weekdays(words, put)
    rare(words, text, put)
    records(words, text, put)
    births(words, starts, ends, kinds)
    if not starts:
        none = np.zeros(0, np.int64)
        return Found(start=none, end=none, kind=none.astype(np.uint8), sure=none.astype(np.float32))
    return Found(
        start=np.concatenate(starts),
        end=np.concatenate(ends),
        kind=np.concatenate(kinds),
        sure=np.concatenate(sures),
    )
