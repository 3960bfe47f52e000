"""Many decisions at once, in columns of numbers (numpy).

The words of a request and the facts that its conditions depend on are numbered; together they are one
whole number, which is looked up in an open-addressed table of what was decided before. What is not there
yet is decided once, by the same tables as a single request, and entered.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant, require_instant
from servanda.safeguards.access.compiled import CompiledPolicy
from servanda.safeguards.access.conditions import (
    OF_THE_MOMENT,
    Condition,
    Networks,
    NotDone,
    Places,
    StrongAuthentication,
)
from servanda.safeguards.access.outcomes import Outcome, Permit
from servanda.safeguards.access.requests import ACTIONS, Context, Data, Subject
from servanda.safeguards.access.rules import Policy
from servanda.safeguards.access.tables import Entry, Words

NEVER = -(2**62)
"""In a column of authentication: none was shown."""

CHUNK = 1 << 15
MOST_ENTRIES = 1_000_000
_EMPTY = np.uint64(2**64 - 1)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: Fibonacci hashing
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Integers = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Requests as columns of equal length. Each row is a number into the tuple of words of its kind.

    `authenticated` is when strong authentication was shown, in microseconds since 1970, `NEVER` where it
    was not; None: by nobody. `place`, `network` and `system` None: unknown for all. `more` gives, by row,
    the whole context of requests with approvals, an emergency or steps behind them.
    """

    subjects: tuple[Subject, ...]
    actions: tuple[str, ...]
    categories: tuple[str, ...]
    purposes: tuple[str, ...]
    agreements: tuple[str, ...]
    subject: Integers
    action: Integers
    category: Integers
    purpose: Integers
    agreement: Integers
    systems: tuple[str, ...] = ("",)
    places: tuple[str, ...] = ("",)
    networks: tuple[str, ...] = ("",)
    system: Integers | None = None
    place: Integers | None = None
    network: Integers | None = None
    authenticated: NDArray[np.int64] | None = None
    more: Mapping[int, Context] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What was decided, by row: a number into `outcomes`. `permitted` is a column of true and false."""

    outcome: NDArray[np.int32]
    permitted: NDArray[np.bool_]
    outcomes: Sequence[Outcome]

    def __getitem__(self, row: int) -> Outcome:
        return self.outcomes[int(self.outcome[row])]

    def __len__(self) -> int:
        return len(self.outcome)


class BatchPolicy:
    """A compiled policy for columns. Keep it: what it has decided once it looks up afterwards."""

    def __init__(self, compiled: CompiledPolicy) -> None:
        self.compiled = compiled
        self.outcomes: list[Outcome] = []
        self._numbers: dict[Outcome, int] = {}
        self._permits = np.zeros(16, np.bool_)
        conditions = {c for rule in compiled.policy.rules for c in rule.conditions}
        self._momentary = sorted((c for c in conditions if isinstance(c, OF_THE_MOMENT)), key=repr)
        self._by_place = [c for c in conditions if isinstance(c, Places)]
        self._by_network = [c for c in conditions if isinstance(c, Networks)]
        ages = {c.minutes for c in conditions if isinstance(c, StrongAuthentication)}
        self._ages = sorted(60_000_000 * minutes for minutes in ages if minutes is not None)
        self._vocabulary = _Vocabulary(compiled.policy)
        self._state: tuple[object, ...] = ()
        self._table = _Table()
        self._entries: dict[tuple[int, ...], Entry] = {}

    def decide(self, columns: Columns, *, now: Instant) -> Decisions:
        """Decide every row as of one moment.

        Raises ServandaError `bad-columns` for columns of unequal length or numbers without a word.
        """
        now = require_instant(now)
        rows = _require(columns)
        facts = _Facts(self, columns)
        moment = tuple(each.met(*_NOBODY, Context(now=now)) for each in self._momentary)
        state = (facts.sizes[1:], moment)
        if state != self._state:
            # a condition of time has turned, or keys are packed otherwise: what was entered is stale
            self._state, self._table = state, _Table()
        if len(self._entries) > MOST_ENTRIES:
            self._entries = {}
        outcome = np.empty(rows, np.int32)
        decide = _Misses(self, facts, now)
        for start in range(0, rows, CHUNK):
            stop = min(start + CHUNK, rows)
            keys = facts.keys(start, stop, now)
            self._table.find(keys, outcome[start:stop], decide)
        self._singly(columns, facts, outcome, now)
        return Decisions(
            outcome=outcome, permitted=self._permits.take(outcome), outcomes=self.outcomes
        )

    def number(self, outcome: Outcome) -> int:
        """The number of an outcome among `outcomes`."""
        found = self._numbers.get(outcome)
        if found is None:
            found = self._numbers[outcome] = len(self.outcomes)
            self.outcomes.append(outcome)
            if found >= len(self._permits):
                self._permits = np.concatenate([self._permits, np.zeros_like(self._permits)])
            self._permits[found] = isinstance(outcome, Permit)
        return found

    def _singly(
        self, columns: Columns, facts: _Facts, outcome: NDArray[np.int32], now: Instant
    ) -> None:
        """The rows that have a context of their own, or an address that is none."""
        more = columns.more or {}
        rows = set(more)
        if columns.network is not None and facts.unreadable:
            strange = np.isin(columns.network, np.array(facts.unreadable))
            rows |= {int(row) for row in np.flatnonzero(strange)}
        for row in rows:
            subject = columns.subjects[columns.subject[row]]
            data = Data(
                agreement=columns.agreements[columns.agreement[row]],
                category=columns.categories[columns.category[row]],
                system=columns.systems[0 if columns.system is None else columns.system[row]],
            )
            context = more.get(row) or _context(columns, row, now)
            said = self.compiled.decide(
                subject,
                columns.actions[columns.action[row]],
                data,
                columns.purposes[columns.purpose[row]],
                context,
            )
            outcome[row] = self.number(said)


_NOBODY = (Subject(id=""), "", Data(agreement="", category=""), "")


def _context(columns: Columns, row: int, now: Instant) -> Context:
    shown = NEVER if columns.authenticated is None else int(columns.authenticated[row])
    return Context(
        now=now,
        strong_authentication=None if shown == NEVER else _EPOCH + timedelta(microseconds=shown),
        place=columns.places[0 if columns.place is None else columns.place[row]],
        network=columns.networks[0 if columns.network is None else columns.network[row]],
    )


def _require(columns: Columns) -> int:
    """How many rows there are; every number must have a word, or it would be another's."""
    rows = len(columns.subject)
    for name, words in (
        ("subject", columns.subjects),
        ("action", columns.actions),
        ("category", columns.categories),
        ("purpose", columns.purposes),
        ("agreement", columns.agreements),
        ("system", columns.systems),
        ("place", columns.places),
        ("network", columns.networks),
    ):
        column: Integers | None = getattr(columns, name)
        if column is None:
            if len(words) == 1:
                continue
            raise ServandaError("bad-columns", f"there are several words and no column `{name}`")
        if len(column) != rows or not np.can_cast(column.dtype, np.int64):
            raise ServandaError(
                "bad-columns", f"the column `{name}` is no column of {rows} whole numbers"
            )
        if rows and not (min(int(column.min()), len(words) - 1 - int(column.max())) >= 0):
            raise ServandaError("bad-columns", f"a number in the column `{name}` has no word")
    if columns.authenticated is not None and (
        len(columns.authenticated) != rows or columns.authenticated.dtype != np.int64
    ):
        raise ServandaError(
            "bad-columns", "the column `authenticated` is no column of 64-bit microseconds"
        )
    return rows


class _Vocabulary:
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


class _Facts:
    """Numbers the facts of a batch: which age limits, place lists and networks a row fulfils."""

    def __init__(self, policy: BatchPolicy, columns: Columns) -> None:
        vocabulary = policy._vocabulary
        self.columns, self.vocabulary = columns, vocabulary
        self.ages = policy._ages
        self.unreadable = [n for n, text in enumerate(columns.networks) if not _readable(text)]
        places = [
            _fits(policy._by_place, Context(now=_EPOCH, place=text)) for text in columns.places
        ]
        networks = [
            frozenset()
            if n in self.unreadable
            else _fits(policy._by_network, Context(now=_EPOCH, network=text))
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
        age = (now - _EPOCH) // timedelta(microseconds=1) - shown
        number = np.zeros(len(age), np.int64)
        for limit in self.ages:
            number += age > limit
        outside = (age < 0) | (shown == NEVER)
        number[outside] = len(self.ages) + 1
        return number

    def taken_apart(self, key: int) -> tuple[int, ...]:
        """The numbers of which `keys` made one: roles, five words, place, network, age."""
        found = []
        for size in reversed(self.sizes[1:]):
            key, number = divmod(key, size)
            found.append(number)
        return (key, *reversed(found))


def _readable(text: str) -> bool:
    try:
        return not text or bool(ipaddress.ip_address(text).version)
    except ValueError:
        return False


def _fits(conditions: Sequence[Condition], context: Context) -> frozenset[Condition]:
    return frozenset(each for each in conditions if each.met(*_NOBODY, context))


def _classes(
    classes: dict[frozenset[Condition], int], fits: list[frozenset[Condition]]
) -> NDArray[np.int64]:
    """Words that fulfil the same conditions are one: the class of each word."""
    return np.array([classes.setdefault(each, len(classes)) for each in fits], np.int64)


class _Misses:
    """Decides what the table does not hold yet."""

    def __init__(self, policy: BatchPolicy, facts: _Facts, now: Instant) -> None:
        self._policy, self._facts, self._now = policy, facts, now
        known = facts.vocabulary
        self._roles, self._places, self._networks = (
            tuple(known.roles),
            tuple(known.places),
            tuple(known.networks),
        )

    def __call__(self, key: int) -> int:
        """The number of the outcome for one key."""
        role, *words, place, network, age = self._facts.taken_apart(key)
        numbers = (role, *words)
        entry = self._policy._entries.get(numbers)
        if entry is None:
            named = (
                kind[number]
                for kind, number in zip(self._facts.vocabulary.words, words, strict=True)
            )
            entry = self._policy.compiled.tables.entry(Words(self._roles[role], *named))
            self._policy._entries[numbers] = entry
        met = self._places[place] | self._networks[network]
        held = 0
        for bit, condition in enumerate(entry.atoms):
            if self._holds(condition, met, age):
                held |= 1 << bit
        return self._policy.number(entry.outcome(held))

    def _holds(self, condition: Condition, met: frozenset[Condition], age: int) -> bool:
        ages = self._facts.ages
        if isinstance(condition, StrongAuthentication):
            if age > len(ages):
                return False
            return condition.minutes is None or age <= ages.index(60_000_000 * condition.minutes)
        if isinstance(condition, OF_THE_MOMENT):
            return condition.met(*_NOBODY, Context(now=self._now))
        # without a context of its own a row has no approval, no emergency, and no step behind it
        return condition in met or isinstance(condition, NotDone)


class _Table:
    """Open addressing with linear probing: whole numbers from zero up to numbers of outcomes."""

    def __init__(self) -> None:
        self._bits = 10
        self._keys = np.full(1 << self._bits, _EMPTY)
        self._values = np.zeros(1 << self._bits, np.int32)
        self._count = 0

    def find(self, keys: NDArray[np.int64], out: NDArray[np.int32], decide: _Misses) -> None:
        """Write the value of each key to `out`; a key that is not there is decided and entered."""
        wanted = keys.view(np.uint64)
        slots = self._slots(wanted)
        found = self._keys.take(slots)
        np.take(self._values, slots, out=out, mode="clip")
        wrong = np.flatnonzero(found != wanted)
        if len(wrong):
            out[wrong] = self._probe(wanted[wrong], decide)

    def _slots(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        return ((keys * _SPREAD) >> np.uint64(64 - self._bits)).view(np.int64)

    def _probe(self, keys: NDArray[np.uint64], decide: _Misses) -> NDArray[np.int32]:
        distinct, back = np.unique(keys, return_inverse=True)
        values = np.empty(len(distinct), np.int32)
        slots, mask = self._slots(distinct), len(self._keys) - 1
        open_ = np.arange(len(distinct))
        missing: list[NDArray[np.int64]] = []
        while len(open_):
            found = self._keys[slots[open_]]
            there = found == distinct[open_]
            values[open_[there]] = self._values[slots[open_[there]]]
            missing.append(open_[found == _EMPTY])
            open_ = open_[~there & (found != _EMPTY)]
            slots[open_] = (slots[open_] + 1) & mask
        new = np.concatenate(missing) if missing else np.empty(0, np.int64)
        for place in new:
            values[place] = decide(int(distinct[place]))
        if len(new):
            self._enter(distinct[new], values[new])
        return values[back]

    def _enter(self, keys: NDArray[np.uint64], values: NDArray[np.int32]) -> None:
        self._count += len(keys)
        if self._count * 4 > len(self._keys):
            held = self._keys != _EMPTY
            keys = np.concatenate([self._keys[held], keys])
            values = np.concatenate([self._values[held], values])
            while self._count * 8 > 1 << self._bits:
                self._bits += 1
            self._keys = np.full(1 << self._bits, _EMPTY)
            self._values = np.zeros(1 << self._bits, np.int32)
        slots, mask = self._slots(keys), len(self._keys) - 1
        left = np.arange(len(keys))
        while len(left):
            # of several keys for one free slot the first takes it, the others go on to the next
            free = left[self._keys[slots[left]] == _EMPTY]
            taken, first = np.unique(slots[free], return_index=True)
            self._keys[taken] = keys[free[first]]
            self._values[taken] = values[free[first]]
            left = left[self._keys[slots[left]] != keys[left]]
            slots[left] = (slots[left] + 1) & mask


__all__ = ["CHUNK", "NEVER", "BatchPolicy", "Columns", "Decisions"]
