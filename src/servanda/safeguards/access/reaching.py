"""Who can reach a data category: by which rule, under which conditions, for which purposes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servanda.base.instants import Instant
from servanda.obligations.obligation import Basis
from servanda.safeguards.access.conditions import Before, Since, told
from servanda.safeguards.access.outcomes import bases
from servanda.safeguards.access.people import Person
from servanda.safeguards.access.requests import ACTIONS, SEES, Context, Data, Subject
from servanda.safeguards.access.rules import Rule
from servanda.safeguards.access.tables import Tables, Way, Words
from servanda.safeguards.access.vocabulary import Hierarchy

TOUCHES = tuple(action for action in ACTIONS if action in SEES or action in {"write", "delete"})
"""The actions by which someone reaches data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """One way of one person to data. `category` is the one asked for, or the narrower part reached."""

    person: str
    name: str
    roles: tuple[str, ...]
    action: str
    category: str
    agreement: str
    system: str
    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    rule: str
    clauses: tuple[Basis, ...]
    break_glass: bool = False


def who_can(
    tables: Tables,
    people: Iterable[Person],
    category: str,
    *,
    now: Instant,
    actions: Iterable[str] = TOUCHES,
    agreement: str = "",
) -> tuple[Reach, ...]:
    """Everyone who can reach a category, or a narrower part of it, sorted by person.

    Under an agreement that has ended or not begun nobody is listed, except to delete. Raises
    ServandaError `unknown-category`.
    """
    policy = tables.policy
    category = policy.categories.require(category, "category")
    below = policy.categories.below([category])
    wanted = frozenset(actions)
    found: list[Reach] = []
    by_roles: dict[frozenset[str], list[Person]] = {}
    for person in people:
        by_roles.setdefault(person.roles_on(now.date()), []).append(person)
    for rule in policy.rules:
        if rule.effect != "permit" or not _touches(rule, category, below, policy.categories):
            continue
        known: dict[int, list[_Found]] = {}
        for roles, holders in by_roles.items():
            if rule.roles.isdisjoint(roles):
                continue
            # whoever the same prohibitions speak of has the same ways
            alike = tables.forbidden_to(roles)
            if alike not in known:
                known[alike] = list(
                    _ways(tables, rule, roles, category, below, wanted, agreement, now)
                )
            for way in known[alike]:
                found += [_reach(person, roles & rule.roles, rule, way) for person in holders]
    return tuple(
        sorted(found, key=lambda r: (r.person, r.agreement, r.category, r.action, r.break_glass))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    action: str
    category: str
    agreement: str
    system: str
    purposes: tuple[str, ...]
    way: Way


def _touches(rule: Rule, category: str, below: frozenset[str], categories: Hierarchy) -> bool:
    above = categories.above(category)
    return not rule.categories or not rule.categories.isdisjoint(above | below)


def _ways(
    tables: Tables,
    rule: Rule,
    roles: frozenset[str],
    category: str,
    below: frozenset[str],
    wanted: frozenset[str],
    agreement: str,
    now: Instant,
) -> Iterator[_Found]:
    """The ways that one rule opens to whoever holds these roles."""
    policy = tables.policy
    agreements = rule.agreements or policy.agreements
    for name in sorted(agreements & {agreement} if agreement else agreements):
        limits = tables.limits(name)
        parts = {category} | {
            each
            for each in below
            if each in rule.categories or any(each in (r.unless_categories or ()) for r in limits)
        }
        within = policy.purposes.below(rule.purposes) if rule.purposes else None
        purposes = set(rule.purposes) | {
            each
            for limit in limits
            for each in limit.unless_purposes or ()
            if within is None or each in within
        }
        for action in sorted((rule.actions or frozenset(ACTIONS)) & wanted):
            for system in sorted(rule.systems) or [""]:
                open_: dict[str, dict[str, Way]] = {}
                for part in _wide_first(parts, policy.categories):
                    if not policy.categories.above(part).isdisjoint(open_):
                        continue
                    ways: dict[str, Way] = {}
                    for purpose in _wide_first(purposes, policy.purposes):
                        if not policy.purposes.above(purpose).isdisjoint(ways):
                            continue
                        entry = tables.entry(Words(roles, action, part, purpose, name, system))
                        way = entry.way(rule)
                        if way is not None and _now(way, now):
                            ways[purpose] = way
                    if ways:
                        open_[part] = ways
                for part, ways in open_.items():
                    by_way: dict[tuple[str, ...], list[str]] = {}
                    for purpose, way in ways.items():
                        by_way.setdefault(_conditions(way), []).append(purpose)
                    for same in by_way.values():
                        yield _Found(
                            action=action,
                            category=part,
                            agreement=name,
                            system=system,
                            purposes=tuple(sorted(same)),
                            way=ways[same[0]],
                        )


def _wide_first(ids: Iterable[str], hierarchy: Hierarchy) -> list[str]:
    """The ids, what is broader before what is narrower: that is covered where the broader is open."""
    return sorted(ids, key=lambda each: (len(hierarchy.above(each)), each))


_NOBODY = (Subject(id=""), "", Data(agreement="", category=""), "")


def _now(way: Way, now: Instant) -> bool:
    """Whether the dates of a way leave it open today; hours of the day are a condition, not a date."""
    return all(
        condition.met(*_NOBODY, Context(now=now))
        for condition in way.conditions
        if isinstance(condition, Before | Since)
    )


def _conditions(way: Way) -> tuple[str, ...]:
    """What must still hold when someone takes the way: a day of beginning that has passed is no news."""
    return told(each for each in way.conditions if not isinstance(each, Since))


def _reach(person: Person, via: frozenset[str], rule: Rule, found: _Found) -> Reach:
    return Reach(
        person=person.id,
        name=person.name,
        roles=tuple(sorted(via)),
        action=found.action,
        category=found.category,
        agreement=found.agreement,
        system=found.system,
        purposes=found.purposes,
        conditions=_conditions(found.way),
        rule=rule.id,
        clauses=bases((rule, *found.way.beside)),
        break_glass=rule.break_glass,
    )
