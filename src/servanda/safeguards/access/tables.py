"""A policy as tables: for each word of each dimension the set of rules that speak of it, as bits.

A set of rules is a whole number whose bit n stands for rule n of the policy. What speaks of a request is
the intersection of six such sets; what that leaves is an `Entry`, made once for each combination of
words and then kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from servanda.safeguards.access.conditions import Condition
from servanda.safeguards.access.deciding import ease, unknown
from servanda.safeguards.access.outcomes import (
    Outcome,
    faulty,
    forbidden,
    no_rule,
    permitted,
    unknown_word,
    unmet,
)
from servanda.safeguards.access.requests import Data
from servanda.safeguards.access.rules import Policy, Rule
from servanda.safeguards.access.vocabulary import Hierarchy


class Words(NamedTuple):
    """What of a request the tables are asked for."""

    roles: frozenset[str]
    action: str
    category: str
    purpose: str
    agreement: str
    system: str = ""


class Way(NamedTuple):
    """How a rule permits: all conditions that must hold, and the prohibitions that are kept to."""

    conditions: tuple[Condition, ...]
    beside: tuple[Rule, ...]


class Entry:
    """What the rules make of one combination of words, once the conditions are known.

    `fixed` is the outcome where no circumstance changes it. Else `atoms` are the distinct conditions of
    all rules that hold here; a whole number of which bit n says that atom n is met gives the outcome.
    """

    __slots__ = ("_atoms_of", "_holding", "_outcomes", "_spared", "atoms", "fixed")

    def __init__(
        self,
        holding: tuple[Rule, ...],
        spared: tuple[Rule, ...] = (),
        default: Outcome | None = None,
    ) -> None:
        """`default` is what is said where nothing among `holding` permits."""
        self._holding, self._spared = holding, spared
        places: dict[Condition, int] = {}
        self._atoms_of: list[int] = []
        for rule in holding:
            bits = 0
            for condition in rule.conditions:
                bits |= 1 << places.setdefault(condition, len(places))
            self._atoms_of.append(bits)
        self.atoms: tuple[Condition, ...] = tuple(places)
        self._outcomes: dict[int, Outcome] = {}
        outright = [rule for rule in holding if rule.effect == "forbid" and not rule.conditions]
        self.fixed: Outcome | None = forbidden(outright, ()) if outright else default
        if self.fixed is not None:
            self.atoms = ()
        elif not self.atoms:
            self.fixed = self._weigh(0, 0)

    @property
    def all_met(self) -> int:
        """The number that says that every condition is met."""
        return (1 << len(self.atoms)) - 1

    def outcome(self, met: int, faults: int = 0) -> Outcome:
        """The outcome where these conditions are met and those cannot be told."""
        if self.fixed is not None:
            return self.fixed
        key = met | faults << len(self.atoms)
        found = self._outcomes.get(key)
        if found is None:
            found = self._outcomes[key] = self._weigh(met, faults)
        return found

    def way(self, rule: Rule) -> Way | None:
        """How this rule permits here; None where it does not speak, or where nothing helps."""
        if rule not in self._holding:
            return None
        forbids = tuple(each for each in self._holding if each.effect == "forbid")
        if any(not each.conditions for each in forbids):
            return None
        conditions = dict.fromkeys(c for each in (rule, *forbids) for c in each.conditions)
        return Way(tuple(conditions), (*self._spared, *forbids))

    def _weigh(self, met: int, faults: int) -> Outcome:
        rules = list(zip(self._holding, self._atoms_of, strict=True))
        lost = [rule for rule, bits in rules if bits & faults]
        if lost:
            return faulty(lost)
        forbids = [(rule, bits) for rule, bits in rules if rule.effect == "forbid"]
        broken = [rule for rule, bits in forbids if bits & ~met]
        if broken:
            return forbidden(broken, [need for rule in broken for need in self._missing(rule, met)])
        permits = sorted(
            ((rule, bits) for rule, bits in rules if rule.effect == "permit"),
            key=lambda pair: ease(pair[0]),
        )
        for rule, bits in permits:
            if not bits & ~met:
                return permitted(rule, [*self._spared, *(each for each, _ in forbids)])
        return unmet(
            [rule for rule, _ in permits], [self._missing(rule, met) for rule, _ in permits]
        )

    def _missing(self, rule: Rule, met: int) -> tuple[str, ...]:
        return tuple(
            str(condition)
            for condition in rule.conditions
            if not met >> self.atoms.index(condition) & 1
        )


_MOST_ENTRIES = 100_000


class Tables:
    """The tables of a policy, by dimension."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._entries: dict[tuple[int, int, Outcome | None], Entry] = {}
        rules = policy.rules
        self._permits = _bits(n for n, rule in enumerate(rules) if rule.effect == "permit")
        self._forbids = _bits(n for n, rule in enumerate(rules) if rule.effect == "forbid")
        self._roles = _Dimension(rules, lambda rule: rule.roles)
        self._together = [(1 << n, rule.together) for n, rule in enumerate(rules) if rule.together]
        self._actions = _Dimension(rules, lambda rule: rule.actions)
        self._categories = _Dimension(rules, lambda rule: rule.categories, policy.categories)
        self._purposes = _Dimension(rules, lambda rule: rule.purposes, policy.purposes)
        self._agreements = _Dimension(rules, lambda rule: rule.agreements)
        self._systems = _Dimension(rules, lambda rule: rule.systems)
        nothing: frozenset[str] = frozenset()
        self._spare_purposes = _Dimension(
            rules, lambda rule: rule.unless_purposes or nothing, policy.purposes, named_only=True
        )
        self._spare_categories = _Dimension(
            rules,
            lambda rule: rule.unless_categories or nothing,
            policy.categories,
            named_only=True,
        )

    def entry(self, words: Words) -> Entry:
        """What the rules make of these words."""
        roles, action, category, purpose, agreement, system = words
        data = Data(agreement=agreement, category=category, system=system)
        strange = unknown(self.policy, action, data, purpose)
        if strange:
            return _settled(unknown_word(strange))
        by_roles = self._by_roles(roles)
        by_purpose = self._purposes.of(purpose)
        rest = (
            self._actions.of(action)
            & self._categories.of(category)
            & self._agreements.of(agreement)
            & self._systems.of(system)
        )
        speaking = by_roles & by_purpose & rest
        spared = (
            speaking
            & self._forbids
            & (self._spare_purposes.of(purpose) | self._spare_categories.of(category))
        )
        holding = speaking & ~spared
        default = None
        if not holding & self._permits:
            default = no_rule(
                self._rules(rest & by_purpose & self._permits),
                self._rules(rest & by_roles & self._permits),
            )
        key = (holding, spared, default)
        found = self._entries.get(key)
        if found is None:
            if len(self._entries) >= _MOST_ENTRIES:
                self._entries.clear()
            found = Entry(self._rules(holding), self._rules(spared), default)
            self._entries[key] = found
        return found

    def _by_roles(self, roles: frozenset[str]) -> int:
        found = self._roles.all_of(roles)
        for bit, together in self._together:
            if not together <= roles:
                found &= ~bit
        return found

    def forbidden_to(self, roles: frozenset[str]) -> int:
        """The prohibitions that speak of whoever holds these roles: a number that is the same for alike."""
        return self._by_roles(roles) & self._forbids

    def limits(self, agreement: str) -> tuple[Rule, ...]:
        """The prohibitions that speak of an agreement."""
        return self._rules(self._agreements.of(agreement) & self._forbids)

    def _rules(self, bits: int) -> tuple[Rule, ...]:
        rules = self.policy.rules
        return tuple(rules[n] for n in _places(bits))


def _settled(outcome: Outcome) -> Entry:
    return Entry((), default=outcome)


class _Dimension:
    """By word: the rules that name it, or something broader, or nothing at all in this dimension."""

    def __init__(
        self,
        rules: Iterable[Rule],
        named: Callable[[Rule], frozenset[str]],
        hierarchy: Hierarchy | None = None,
        *,
        named_only: bool = False,
    ) -> None:
        places: dict[str, list[int]] = {}
        free: list[int] = []
        for n, rule in enumerate(rules):
            words = named(rule)
            for word in words:
                places.setdefault(word, []).append(n)
            if not words:
                free.append(n)
        self._direct: Mapping[str, int] = {word: _bits(each) for word, each in places.items()}
        self._free = 0 if named_only else _bits(free)
        self._hierarchy = hierarchy
        self._known: dict[str, int] = {}

    def of(self, word: str) -> int:
        """The rules that speak of a word."""
        if self._hierarchy is None:
            return self._free | self._direct.get(word, 0)
        found = self._known.get(word)
        if found is None:
            found = self.all_of(self._hierarchy.above(word))
            if word in self._hierarchy:
                self._known[word] = found
        return found

    def all_of(self, words: Iterable[str]) -> int:
        """The rules that speak of any of these words."""
        found = self._free
        for word in words:
            found |= self._direct.get(word, 0)
        return found


def _bits(places: Iterable[int]) -> int:
    """The set of these places as a whole number; built as bytes, since shifting each bit is slow."""
    all_ = list(places)
    if not all_:
        return 0
    field = bytearray(max(all_) // 8 + 1)
    for place in all_:
        field[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(field, "little")


def _places(bits: int) -> Iterator[int]:
    """The places of the bits that are set, rising."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
