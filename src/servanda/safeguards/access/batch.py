"""Many decisions at once, in columns of numbers (numpy).

The words of a request and the facts that its conditions depend on are numbered; together they are one
whole number, which is looked up in a table of what was decided before. What is not there yet is decided
once, by the same tables as a single request, and entered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.base.instants import Instant, require_instant
from servanda.safeguards.access.answers import Answers
from servanda.safeguards.access.compiled import CompiledPolicy
from servanda.safeguards.access.conditions import (
    OF_THE_MOMENT,
    Condition,
    NotDone,
    StrongAuthentication,
)
from servanda.safeguards.access.numbering import NOBODY, Facts, Vocabulary
from servanda.safeguards.access.outcomes import Outcome, Permit
from servanda.safeguards.access.requested import (
    NEVER,
    Columns,
    context_of,
    require_columns,
)
from servanda.safeguards.access.requests import Context, Data
from servanda.safeguards.access.tables import Entry, Words

CHUNK = 1 << 15
MOST_ENTRIES = 1_000_000


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
        self._vocabulary = Vocabulary(compiled.policy)
        self._state: tuple[object, ...] = ()
        self._table = Answers()
        self._entries: dict[tuple[int, ...], Entry] = {}

    def decide(self, columns: Columns, *, now: Instant) -> Decisions:
        """Decide every row as of one moment.

        Raises ServandaError `bad-columns` for columns of unequal length or numbers without a word.
        """
        now = require_instant(now)
        rows = require_columns(columns)
        facts = Facts(self._vocabulary, columns)
        moment = tuple(each.met(*NOBODY, Context(now=now)) for each in self._momentary)
        state = (facts.sizes[1:], moment)
        if state != self._state:
            # a condition of time has turned, or keys are packed otherwise: what was entered is stale
            self._state, self._table = state, Answers()
        if len(self._entries) > MOST_ENTRIES:
            self._entries = {}
        outcome = np.empty(rows, np.int32)
        decide = _Undecided(self, facts, now)
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
        self, columns: Columns, facts: Facts, outcome: NDArray[np.int32], now: Instant
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
            context = more.get(row) or context_of(columns, row, now)
            said = self.compiled.decide(
                subject,
                columns.actions[columns.action[row]],
                data,
                columns.purposes[columns.purpose[row]],
                context,
            )
            outcome[row] = self.number(said)


class _Undecided:
    """Decides what the table does not hold yet."""

    def __init__(self, policy: BatchPolicy, facts: Facts, now: Instant) -> None:
        self._policy, self._facts, self._now = policy, facts, now
        known = facts.vocabulary
        self._roles, self._places, self._networks = (
            tuple(known.roles),
            tuple(known.places),
            tuple(known.networks),
        )
        # many words share an entry; to look it up is quicker than to compare what outcomes say
        self._numbers: dict[tuple[Entry, int], int] = {}

    def __call__(self, keys: NDArray[np.int64]) -> list[int]:
        """The number of the outcome for each key."""
        return [self._outcome(*numbers) for numbers in self._facts.taken_apart(keys)]

    def _outcome(self, role: int, *rest: int) -> int:
        *words, place, network, age = rest
        policy = self._policy
        numbers = (role, *words)
        entry = policy._entries.get(numbers)
        if entry is None:
            kinds = self._facts.vocabulary.words
            named = [kind[number] for kind, number in zip(kinds, words, strict=True)]
            entry = policy.compiled.tables.entry(Words(self._roles[role], *named))
            policy._entries[numbers] = entry
        met = self._places[place] | self._networks[network]
        held = 0
        for bit, condition in enumerate(entry.atoms):
            if self._holds(condition, met, age):
                held |= 1 << bit
        found = self._numbers.get((entry, held))
        if found is None:
            found = self._numbers[entry, held] = policy.number(entry.outcome(held))
        return found

    def _holds(self, condition: Condition, met: frozenset[Condition], age: int) -> bool:
        ages = self._facts.ages
        if isinstance(condition, StrongAuthentication):
            if age > len(ages):
                return False
            return condition.minutes is None or age <= ages.index(60_000_000 * condition.minutes)
        if isinstance(condition, OF_THE_MOMENT):
            return condition.met(*NOBODY, Context(now=self._now))
        # without a context of its own a row has no approval, no emergency, and no step behind it
        return condition in met or isinstance(condition, NotDone)


__all__ = ["CHUNK", "NEVER", "BatchPolicy", "Columns", "Decisions"]
