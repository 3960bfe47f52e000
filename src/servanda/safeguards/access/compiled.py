"""One decision in about a microsecond: a look-up of the words, then the few conditions that are left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from servanda.safeguards.access.conditions import (
    Before,
    Places,
    Since,
    StrongAuthentication,
    length,
)
from servanda.safeguards.access.outcomes import Outcome
from servanda.safeguards.access.requests import Context, Data, Subject
from servanda.safeguards.access.rules import Policy
from servanda.safeguards.access.tables import Entry, Tables, Words

MOST_KEPT = 500_000
"""How many combinations of words are kept before all are forgotten and made again."""

_ZERO = timedelta(0)
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)

Test = Callable[[Subject, str, Data, str, Context], bool]

# What is kept for a combination of words: the outcome, where nothing changes it. Else `met` is the outcome
# where the plain conditions all hold (since until before, authentication no older than `limit`, a place of
# `codes`; None: not asked); where one does not, or there are others, the tests of the entry are weighed.
_Weighed = tuple[
    Outcome | None,
    datetime,
    datetime,
    timedelta | None,
    frozenset[str] | None,
    Entry,
    tuple[Test, ...],
]


class CompiledPolicy:
    """A policy compiled to tables; `decide` says the same as the plain reading of it."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.tables = Tables(policy)
        self._kept: dict[tuple[frozenset[str], str, str, str, str, str], Outcome | _Weighed] = {}
        self._weighed: dict[int, _Weighed] = {}

    def decide(
        self, subject: Subject, action: str, data: Data, purpose: str, context: Context
    ) -> Outcome:
        """Decide one request (`servanda.safeguards.access.deciding.decide`)."""
        key = (subject.roles, action, data.category, purpose, data.agreement, data.system)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._keep(key)
        if kept.__class__ is not tuple:
            return kept  # type: ignore[return-value] # mypy does not narrow by __class__
        met, since, before, limit, codes, entry, tests = kept
        if met is not None:
            try:
                now = context.now
                if since <= now < before and (codes is None or context.place in codes):
                    if limit is None:
                        return met
                    at = context.strong_authentication
                    if at is not None and _ZERO <= now - at <= limit:
                        return met
            except Exception:  # noqa: S110 (it is weighed below, where what raises refuses)
                pass
        held, bit = 0, 1
        try:
            for test in tests:
                if test(subject, action, data, purpose, context):
                    held |= bit
                bit <<= 1
        except Exception:  # whatever a rule raises, it refuses
            return _with_faults(entry, tests, (subject, action, data, purpose, context))
        return entry.outcome(held)

    def _keep(self, key: tuple[frozenset[str], str, str, str, str, str]) -> Outcome | _Weighed:
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
            self._weighed.clear()
        entry = self.tables.entry(Words(*key))
        kept = entry.fixed or self._weighed.get(id(entry))
        if kept is None:
            # by identity: combinations that the same rules speak of share one entry, kept inside the tuple
            kept = self._weighed[id(entry)] = _plain(entry)
        self._kept[key] = kept
        return kept


def _plain(entry: Entry) -> _Weighed:
    """The conditions of an entry put together, where all are of the plain kinds."""
    tests = tuple(atom.met for atom in entry.atoms)
    since, before = _FIRST, _LAST
    limit: timedelta | None = None
    codes: frozenset[str] | None = None
    for atom in entry.atoms:
        if isinstance(atom, Since):
            since = max(since, atom.instant)
        elif isinstance(atom, Before):
            before = min(before, atom.instant)
        elif isinstance(atom, Places):
            codes = atom.codes if codes is None else codes & atom.codes
        elif isinstance(atom, StrongAuthentication):
            age = length(atom.minutes)
            limit = age if limit is None else min(limit, age)
        else:
            return None, _FIRST, _LAST, None, None, entry, tests
    return entry.outcome(entry.all_met), since, before, limit, codes, entry, tests


def _with_faults(
    entry: Entry, tests: tuple[Test, ...], request: tuple[Subject, str, Data, str, Context]
) -> Outcome:
    """Which tests raise, each by itself, so that the rules that refuse can be named."""
    held = faults = 0
    for place, test in enumerate(tests):
        try:
            if test(*request):
                held |= 1 << place
        except Exception:
            faults |= 1 << place
    return entry.outcome(held, faults)


def compile_policy(policy: Policy) -> CompiledPolicy:
    """The policy as tables."""
    return CompiledPolicy(policy)
