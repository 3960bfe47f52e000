"""Conclusions: an answer, the reasons it rests on, and what further fact would change it.

A conclusion is an argument, for a person to accept, or to change with a reason. Its answer is what the
known facts show; `may_be` is the gravest answer that the unknown ones still allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.incidents.facts import Facts, Recipient, Recovery


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step of an argument: its words, the facts that it read, the rule that makes it count."""

    words: str
    facts: tuple[str, ...] = ()
    cites: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact that would change the answer: were it `value`, the answer would be `answer`."""

    fact: str
    value: Any
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """The answer to one question. `changes` are the unknown facts that matter, with their effect.

    `reckoned` is what the reasons lead to; `answer` what holds, which is another one only where a
    person decided so (`by`, `because`, `at`).
    """

    question: str
    reckoned: str
    answer: str
    may_be: str
    reasons: tuple[Reason, ...]
    changes: tuple[Change, ...] = ()
    by: str = ""
    because: str = ""
    at: Instant | None = None

    @property
    def settled(self) -> bool:
        """Whether no unknown fact could make it graver, or a person has decided."""
        return bool(self.by) or self.answer == self.may_be

    def accepted(self, *, by: str, at: Instant) -> Conclusion:
        """The conclusion as a person accepted it."""
        return replace(self, by=by, at=at)

    def changed(self, answer: str, *, because: str, by: str, at: Instant) -> Conclusion:
        """Another answer, as a person decided it; raises ServandaError `no-reason`."""
        if not because.strip():
            raise ServandaError(
                "no-reason", "who decides otherwise than the reasons says why", hint="--because"
            )
        return replace(self, answer=answer, may_be=answer, because=because, by=by, at=at)


_CHOICES: dict[str, Sequence[Any]] = {
    "recipient": get_args(Recipient),
    "recoverable": get_args(Recovery),
    "loss": [
        frozenset({"confidentiality"}),
        frozenset({"integrity"}),
        frozenset({"availability"}),
        frozenset({"confidentiality", "integrity", "availability"}),
    ],
    "people": [1, 1_000_000],
    "harm": [frozenset(), frozenset({"identity-theft"})],
}
"""What is tried for an unknown fact; yes and no for all others."""


def trials(facts: Facts, names: Sequence[str]) -> Iterator[tuple[str, Any, Facts]]:
    """Each unknown fact among `names` with each value that it might have."""
    for name in names:
        if getattr(facts, name) is None:
            for value in _CHOICES.get(name, (True, False)):
                yield name, value, replace(facts, **{name: value})


def changes(
    answer: Callable[[Facts], str], facts: Facts, names: Sequence[str]
) -> tuple[Change, ...]:
    """The unknown facts that alone would change the answer, the first value for each outcome."""
    now = answer(facts)
    found: dict[tuple[str, str], Change] = {}
    for name, value, supposed in trials(facts, names):
        then = answer(supposed)
        if then != now:
            found.setdefault((name, then), Change(fact=name, value=value, answer=then))
    return tuple(found.values())
