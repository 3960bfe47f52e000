"""A rule of access, and the policy that all rules together are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from servanda.base.codec import canonical
from servanda.base.errors import ServandaError
from servanda.obligations.obligation import Basis
from servanda.safeguards.access.conditions import Condition
from servanda.safeguards.access.requests import Data
from servanda.safeguards.access.vocabulary import Hierarchy

Effect = Literal["permit", "forbid"]
_ANY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule with the clauses it rests on.

    It speaks of a request where every named dimension fits: someone with any of `roles` and all of
    `together`, one of `actions`, a category or purpose that is one of these or narrower, an agreement, a
    system; an empty one fits everything. A permit counts where all its `conditions` hold. A prohibition
    holds unless it has conditions and all of them hold, and it spares what lies within `unless_purposes`
    or `unless_categories` (None: it spares nothing; empty: nothing lies within). A rule that permits
    names at least one role.
    """

    id: str
    effect: Effect
    basis: tuple[Basis, ...]
    roles: frozenset[str] = _ANY
    together: frozenset[str] = _ANY
    actions: frozenset[str] = _ANY
    categories: frozenset[str] = _ANY
    purposes: frozenset[str] = _ANY
    agreements: frozenset[str] = _ANY
    systems: frozenset[str] = _ANY
    unless_purposes: frozenset[str] | None = None
    unless_categories: frozenset[str] | None = None
    conditions: tuple[Condition, ...] = ()
    break_glass: bool = False

    def speaks_of(
        self,
        roles: frozenset[str],
        action: str,
        data: Data,
        categories: frozenset[str],
        purposes: frozenset[str],
    ) -> bool:
        """Whether the rule's dimensions fit; `categories` and `purposes` are closed upwards."""
        return (
            (not self.roles or not self.roles.isdisjoint(roles))
            and self.together <= roles
            and (not self.actions or action in self.actions)
            and (not self.categories or not self.categories.isdisjoint(categories))
            and (not self.purposes or not self.purposes.isdisjoint(purposes))
            and (not self.agreements or data.agreement in self.agreements)
            and (not self.systems or data.system in self.systems)
        )

    def spares(self, categories: frozenset[str], purposes: frozenset[str]) -> bool:
        """Whether a prohibition leaves this alone because it lies within what the agreement allows."""
        return (
            self.unless_purposes is not None and not self.unless_purposes.isdisjoint(purposes)
        ) or (
            self.unless_categories is not None and not self.unless_categories.isdisjoint(categories)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All rules, and the words they are said in. `agreements` are those that are known."""

    rules: tuple[Rule, ...]
    agreements: frozenset[str]
    purposes: Hierarchy
    categories: Hierarchy
    places: Hierarchy

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for rule in self.rules:
            if not rule.id or rule.id in seen:
                raise ServandaError(
                    "double-id",
                    f"two rules are called `{rule.id}`" if rule.id else "a rule has no id",
                    hint="each rule needs an id of its own",
                )
            seen.add(rule.id)
            if rule.effect == "permit" and not rule.roles:
                raise ServandaError(
                    "no-role", f"the rule `{rule.id}` permits, and names no role", hint="name one"
                )
            if rule.effect == "permit" and rule.together:
                raise ServandaError(
                    "bad-rule",
                    f"the rule `{rule.id}` permits whoever holds several roles",
                    hint="roles held together are for prohibitions",
                )
            if not rule.basis:
                raise ServandaError("no-words", f"the rule `{rule.id}` rests on no words")

    @property
    def version(self) -> str:
        """SHA-256 of the rules, what they rest on and the words' order: two that differ decide apart."""
        parts = [repr(sorted(self.agreements)), repr(sorted(self.purposes.parents.items()))]
        parts.append(repr(sorted(self.categories.parents.items())))
        state = hashlib.sha256("\n".join(parts).encode())
        for rule in self.rules:
            state.update(canonical(_plain_rule(rule)))
        return state.hexdigest()

    def with_rules(self, more: Iterable[Rule]) -> Policy:
        """The policy with further rules."""
        return Policy(
            rules=(*self.rules, *more),
            agreements=self.agreements,
            purposes=self.purposes,
            categories=self.categories,
            places=self.places,
        )


def _plain_rule(rule: Rule) -> dict[str, object]:
    def listed(values: frozenset[str] | None) -> list[str] | None:
        return None if values is None else sorted(values)

    return {
        "id": rule.id,
        "effect": rule.effect,
        "basis": [str(each) + each.words for each in rule.basis],
        "roles": listed(rule.roles),
        "together": listed(rule.together),
        "actions": listed(rule.actions),
        "categories": listed(rule.categories),
        "purposes": listed(rule.purposes),
        "agreements": listed(rule.agreements),
        "systems": listed(rule.systems),
        "unless_purposes": listed(rule.unless_purposes),
        "unless_categories": listed(rule.unless_categories),
        "conditions": [f"{type(each).__name__}: {each}" for each in rule.conditions],
        "break_glass": rule.break_glass,
    }
