"""The words and facts of a batch of requests as numbers, and those of a row as one whole number."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.access.conditions import (
    Condition,
    Networks,
    Places,
    StrongAuthentication,
)
from servanda.safeguards.access.requested import EPOCH, NEVER, Columns, Integers
from servanda.safeguards.access.requests import ACTIONS, Context, Data, Subject
from servanda.safeguards.access.rules import Policy

NOBODY = (Subject(id=""), "", Data(agreement="", category=""), "")
"""A request for conditions that look at nothing but its context."""


class Vocabulary:
    """Numbers of words that stay the same from batch to batch.

    A word that the policy does not know is as good as any other unknown one, and a system that no rule
    names as any other, so they share a number; of roles only those count that a rule names.
    """

    def __init__(self, policy: Policy) -> None:
        named = sorted({system for rule in policy.rules for system in rule.systems})
        self.words: tuple[tuple[str, ...], ...] = (
            ("", *ACTIONS),
            ("", *policy.categories),
            ("", *policy.purposes),
            ("", *sorted(policy.agreements)),
            ("", *named),
        )
        self._numbers = [
            {word: number for number, word in enumerate(words) if number} for words in self.words
        ]
        self._known = frozenset(
            role for rule in policy.rules for role in (*rule.roles, *rule.together)
        )
        conditions = {c for rule in policy.rules for c in rule.conditions}
        self.by_place = [c for c in conditions if isinstance(c, Places)]
        self.by_network = [c for c in conditions if isinstance(c, Networks)]
        ages = {c.minutes for c in conditions if isinstance(c, StrongAuthentication)}
        self.ages = sorted(60_000_000 * minutes for minutes in ages if minutes is not None)
        self.roles: dict[frozenset[str], int] = {}
        self.places: dict[frozenset[Condition], int] = {}
        self.networks: dict[frozenset[Condition], int] = {}

    def of(self, dimension: int, words: Sequence[str]) -> NDArray[np.int64]:
        """The number of each word, 0 for one that is not known."""
        numbers = self._numbers[dimension]
        return np.array([numbers.get(word, 0) for word in words], np.int64)

    def of_roles(self, subjects: Sequence[Subject]) -> NDArray[np.int64]:
        """The number of each subject's roles."""
        return np.array(
            [self.roles.setdefault(s.roles & self._known, len(self.roles)) for s in subjects],
            np.int64,
        )


def _room(count: int) -> int:
    """A power of two with room for as many again, so that few batches pack their keys anew."""
    return 1 << max(count * 2 - 1, 3).bit_length()


class Facts:
    """Numbers the facts of a batch: which age limits, place lists and networks a row fulfils."""

    def __init__(self, vocabulary: Vocabulary, columns: Columns) -> None:
        self.columns, self.vocabulary = columns, vocabulary
        self.ages = vocabulary.ages
        self.unreadable = [n for n, text in enumerate(columns.networks) if not _readable(text)]
        places = [
            _fits(vocabulary.by_place, Context(now=EPOCH, place=text)) for text in columns.places
        ]
        networks = [
            frozenset()
            if n in self.unreadable
            else _fits(vocabulary.by_network, Context(now=EPOCH, network=text))
            for n, text in enumerate(columns.networks)
        ]
        lookups = [
            vocabulary.of_roles(columns.subjects),
            *(
                vocabulary.of(dimension, words)
                for dimension, words in enumerate(
                    (
                        columns.actions,
                        columns.categories,
                        columns.purposes,
                        columns.agreements,
                        columns.systems,
                    )
                )
            ),
            _classes(vocabulary.places, places),
            _classes(vocabulary.networks, networks),
        ]
        given = (
            columns.subject,
            columns.action,
            columns.category,
            columns.purpose,
            columns.agreement,
            columns.system,
            columns.place,
            columns.network,
        )
        # the roles come first: more of them leave the other places of a key where they are
        self.sizes = (
            len(vocabulary.roles),
            *(len(words) for words in vocabulary.words),
            _room(len(vocabulary.places)),
            _room(len(vocabulary.networks)),
            len(self.ages) + 2,
        )
        total = 1
        for size in self.sizes:
            total *= size
        if total >= 2**63:
            raise ServandaError(
                "bad-columns", "there are too many different words for one batch", hint="split it"
            )
        # each word's part of a key, so that a row's key is a sum of look-ups
        weight = self.sizes[-1]
        self._base = 0
        self._parts: list[tuple[NDArray[np.int64], Integers]] = []
        for lookup, column, size in reversed(
            list(zip(lookups, given, self.sizes[:-1], strict=True))
        ):
            if column is None:
                self._base += int(lookup[0]) * weight
            elif len(lookup):
                self._parts.append((lookup * weight, column))
            weight *= size

    def keys(self, start: int, stop: int, now: Instant) -> NDArray[np.int64]:
        """Each row as one whole number."""
        part = slice(start, stop)
        if self.columns.authenticated is None:
            key = np.full(stop - start, self._base + len(self.ages) + 1, np.int64)
        else:
            key = self._age(self.columns.authenticated[part], now)
            if self._base:
                key += self._base
        for lookup, column in self._parts:
            key += lookup.take(column[part])
        return key

    def _age(self, shown: NDArray[np.int64], now: Instant) -> NDArray[np.int64]:
        """How many of the limits the age exceeds; one more for none shown or one of the future."""
        age = (now - EPOCH) // timedelta(microseconds=1) - shown
        number = np.zeros(len(age), np.int64)
        for limit in self.ages:
            number += age > limit
        outside = (age < 0) | (shown == NEVER)
        number[outside] = len(self.ages) + 1
        return number

    def taken_apart(self, keys: NDArray[np.int64]) -> list[tuple[int, ...]]:
        """The numbers of which `keys` made one: roles, five words, place, network, age."""
        found: list[list[int]] = []
        for size in reversed(self.sizes[1:]):
            keys, number = np.divmod(keys, size)
            found.append(number.tolist())
        return list(zip(keys.tolist(), *reversed(found), strict=True))


def _readable(text: str) -> bool:
    try:
        return not text or bool(ipaddress.ip_address(text).version)
    except ValueError:
        return False


def _fits(conditions: Sequence[Condition], context: Context) -> frozenset[Condition]:
    return frozenset(each for each in conditions if each.met(*NOBODY, context))


def _classes(
    classes: dict[frozenset[Condition], int], fits: list[frozenset[Condition]]
) -> NDArray[np.int64]:
    """Words that fulfil the same conditions are one: the class of each word."""
    return np.array([classes.setdefault(each, len(classes)) for each in fits], np.int64)
