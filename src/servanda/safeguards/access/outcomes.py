"""What `decide` says: a permit or a refusal, each with the clauses it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from servanda.base.citations import ClauseRef
from servanda.base.codec import to_plain
from servanda.obligations.obligation import Basis
from servanda.safeguards.access.conditions import told
from servanda.safeguards.access.rules import Rule

Reason = Literal["unknown", "forbidden", "fault", "unmet", "no-rule"]
"""Why it was refused: a word that nobody knows; a prohibition; a rule that could not be evaluated;
rules that would permit it under conditions that are not met; no rule at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """Yes. `rules` are the ids of those that made it, the permitting one first; `clauses` their words.

    `break_glass` says that nothing but a declared emergency permits it, so it must be reported.
    """

    rules: tuple[str, ...]
    clauses: tuple[Basis, ...]
    met: tuple[str, ...] = ()
    break_glass: bool = False

    def to_plain(self) -> dict[str, Any]:
        """`decision`, `rules`, `clauses`, `met`, `break_glass`."""
        return {
            "decision": "permit",
            "rules": list(self.rules),
            "clauses": [plain_basis(each) for each in self.clauses],
            "met": list(self.met),
            "break_glass": self.break_glass,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Deny:
    """No. `needed` are the ways to a permit, any one of them; empty where there is none."""

    reason: Reason
    rules: tuple[str, ...]
    clauses: tuple[Basis, ...]
    needed: tuple[str, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """`decision`, `reason`, `rules`, `clauses`, `needed`."""
        return {
            "decision": "deny",
            "reason": self.reason,
            "rules": list(self.rules),
            "clauses": [plain_basis(each) for each in self.clauses],
            "needed": list(self.needed),
        }


Outcome = Permit | Deny


def plain_basis(basis: Basis) -> dict[str, Any]:
    """`{"where": "bright-clinic clause 6.1", "words": "..."}` with the parts that name the place."""
    clause = basis.clause
    return {
        "where": str(basis),
        "agreement": clause.agreement if clause else None,
        "clause": clause.clause if clause else None,
        "citation": to_plain(basis.citation) if basis.citation else None,
        "words": basis.words,
    }


def house(clause: str, words: str) -> Basis:
    """A rule that Servanda brings itself, cited like a clause: `servanda clause default-deny`."""
    return Basis(words=words, clause=ClauseRef(agreement="servanda", clause=clause, quote=words))


DEFAULT_DENY = house("default-deny", "What no rule permits is refused.")
UNKNOWN = house("unknown-word", "A request in words that the policy does not know is refused.")
FAULT = house("fault", "A rule that cannot be evaluated refuses.")


def bases(rules: Iterable[Rule]) -> tuple[Basis, ...]:
    """The clauses of rules, each once, in order."""
    return tuple(dict.fromkeys(basis for rule in rules for basis in rule.basis))


def permitted(rule: Rule, beside: Iterable[Rule]) -> Permit:
    """A permit by `rule`; `beside` are prohibitions that spare it or whose conditions are met."""
    both = (rule, *beside)
    return Permit(
        rules=tuple(each.id for each in both),
        clauses=bases(both),
        met=told(one for each in both for one in each.conditions),
        break_glass=rule.break_glass,
    )


def forbidden(rules: Iterable[Rule], unmet: Iterable[str]) -> Deny:
    """Refused by prohibitions. `unmet` is what they would need, empty where nothing helps."""
    all_ = tuple(rules)
    needed = " and ".join(dict.fromkeys(unmet))
    return Deny(
        reason="forbidden",
        rules=tuple(rule.id for rule in all_),
        clauses=bases(all_),
        needed=(needed,) if needed else (),
    )


def faulty(rules: Iterable[Rule]) -> Deny:
    """Refused since these rules could not be evaluated."""
    all_ = tuple(rules)
    return Deny(
        reason="fault",
        rules=tuple(rule.id for rule in all_),
        clauses=(FAULT, *bases(all_)),
        needed=("facts of the request that can be read: its times, address and place",),
    )


def unmet(rules: Iterable[Rule], missing: Iterable[tuple[str, ...]]) -> Deny:
    """Refused since no rule that would permit it has its conditions met; `missing` is theirs, by rule."""
    all_ = tuple(rules)
    return Deny(
        reason="unmet",
        rules=tuple(rule.id for rule in all_),
        clauses=bases(all_),
        needed=tuple(dict.fromkeys(" and ".join(each) for each in missing)),
    )


_MOST = 5


def no_rule(by_role: Iterable[Rule], by_purpose: Iterable[Rule]) -> Deny:
    """Refused by default; rules that would fit another role, or another purpose, say what is needed."""
    roles = sorted({role for rule in by_role for role in rule.roles})
    purposes = sorted({purpose for rule in by_purpose for purpose in rule.purposes})
    needed = []
    if roles:
        needed.append(f"the role {_listed(roles)}")
    if purposes:
        needed.append(f"the purpose {_listed(purposes)}")
    if not needed:
        needed.append("a rule that permits this action on this category under this agreement")
    return Deny(reason="no-rule", rules=(), clauses=(DEFAULT_DENY,), needed=tuple(needed))


def _listed(ids: list[str]) -> str:
    shown = ids[:_MOST]
    return " or ".join(shown) + (f" or one of {len(ids) - _MOST} more" if len(ids) > _MOST else "")


def unknown_word(what: str) -> Deny:
    """Refused since the policy does not know the `agreement`, `category`, `purpose` or `action`."""
    return Deny(
        reason="unknown", rules=(), clauses=(UNKNOWN,), needed=(f"the name of a known {what}",)
    )
