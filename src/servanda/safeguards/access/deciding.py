"""The plain reading of a policy, rule by rule: what the compiled tables are tested against."""

from __future__ import annotations

from servanda.safeguards.access.outcomes import (
    Outcome,
    faulty,
    forbidden,
    no_rule,
    permitted,
    unknown_word,
    unmet,
)
from servanda.safeguards.access.requests import ACTIONS, Context, Data, Subject
from servanda.safeguards.access.rules import Policy, Rule


def unknown(policy: Policy, action: str, data: Data, purpose: str) -> str:
    """Which word of a request the policy does not know, empty where it knows all."""
    if action not in ACTIONS:
        return "action"
    if data.agreement not in policy.agreements:
        return "agreement"
    if data.category not in policy.categories:
        return "category"
    if purpose not in policy.purposes:
        return "purpose"
    return ""


def decide(
    policy: Policy, subject: Subject, action: str, data: Data, purpose: str, context: Context
) -> Outcome:
    """Decide one request.

    A prohibition wins over every permission; what nothing permits is refused; a rule that raises
    refuses. Told first is what no circumstance would change: a prohibition without conditions, then
    that no rule permits it. Of several permissions the one with the fewest conditions is cited, an
    emergency's last.
    """
    strange = unknown(policy, action, data, purpose)
    if strange:
        return unknown_word(strange)
    categories = policy.categories.above(data.category)
    purposes = policy.purposes.above(purpose)
    speaking = [
        rule
        for rule in policy.rules
        if rule.speaks_of(subject.roles, action, data, categories, purposes)
    ]
    spared: list[Rule] = []
    holding: list[Rule] = []
    for rule in speaking:
        free = rule.effect == "forbid" and rule.spares(categories, purposes)
        (spared if free else holding).append(rule)

    outright = [rule for rule in holding if rule.effect == "forbid" and not rule.conditions]
    if outright:
        return forbidden(outright, ())
    permits = sorted((rule for rule in holding if rule.effect == "permit"), key=ease)
    if not permits:
        return _by_default(policy, subject, action, data, categories, purposes)

    missing: dict[str, tuple[str, ...]] = {}
    faults: list[Rule] = []
    for rule in holding:
        try:
            missing[rule.id] = tuple(
                str(condition)
                for condition in rule.conditions
                if not condition.met(subject, action, data, purpose, context)
            )
        except Exception:  # whatever a rule raises, it refuses
            faults.append(rule)
    if faults:
        return faulty(faults)
    forbids = [rule for rule in holding if rule.effect == "forbid"]
    broken = [rule for rule in forbids if missing[rule.id]]
    if broken:
        return forbidden(broken, [need for rule in broken for need in missing[rule.id]])
    for rule in permits:
        if not missing[rule.id]:
            return permitted(rule, [*spared, *forbids])
    return unmet(permits, [missing[rule.id] for rule in permits])


def ease(rule: Rule) -> tuple[bool, int]:
    """Sorts permissions: few conditions first, emergencies last."""
    return rule.break_glass, len(rule.conditions)


def _by_default(
    policy: Policy,
    subject: Subject,
    action: str,
    data: Data,
    categories: frozenset[str],
    purposes: frozenset[str],
) -> Outcome:
    """No rule permits it: which role, or which purpose, would bring it into the reach of one."""
    permits = [rule for rule in policy.rules if rule.effect == "permit"]
    by_role = [r for r in permits if r.speaks_of(r.roles, action, data, categories, purposes)]
    by_purpose = [
        r for r in permits if r.speaks_of(subject.roles, action, data, categories, r.purposes)
    ]
    return no_rule(by_role, by_purpose)
