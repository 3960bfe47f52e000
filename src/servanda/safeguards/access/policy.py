"""Puts a policy together: what the house always holds, what each agreement limits, what the page permits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from servanda.agreements.agreement import Agreement
from servanda.inventory.classes import Detector
from servanda.inventory.systems import System
from servanda.safeguards.access.conditions import Approved, SomeoneElseAsked
from servanda.safeguards.access.gates import Untied, gates
from servanda.safeguards.access.outcomes import house
from servanda.safeguards.access.page import AccessPage, read_access_page
from servanda.safeguards.access.people import Role
from servanda.safeguards.access.requests import ACTIONS, SEES
from servanda.safeguards.access.rules import Policy, Rule
from servanda.safeguards.access.vocabulary import Hierarchy, vocabulary

FOUR_EYES = house("four-eyes", "Export and deletion need the approval of a second person.")
NOT_YOUR_OWN = house("not-your-own", "Who makes a request does not approve it.")
KEYS_APART = house("keys-apart", "Who holds keys does not read what they open.")
AUDIT_LOOKS = house("audit-looks", "Who audits looks, and changes nothing.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A policy, and the words of agreements that allow nothing until somebody ties them."""

    policy: Policy
    untied: tuple[Untied, ...] = ()


def house_rules(roles: Iterable[Role]) -> tuple[Rule, ...]:
    """The separations that hold in every workspace; no page sets them aside."""
    all_ = tuple(roles)
    rules = [
        Rule(
            id="servanda/four-eyes",
            effect="forbid",
            basis=(FOUR_EYES,),
            actions=frozenset({"export", "delete"}),
            conditions=(Approved(),),
        ),
        Rule(
            id="servanda/not-your-own",
            effect="forbid",
            basis=(NOT_YOUR_OWN,),
            actions=frozenset({"approve"}),
            conditions=(SomeoneElseAsked(),),
        ),
    ]
    keys = frozenset(role.id for role in all_ if role.keys)
    audit = frozenset(role.id for role in all_ if role.audit)
    if keys:
        rules.append(
            Rule(
                id="servanda/keys-apart",
                effect="forbid",
                basis=(KEYS_APART,),
                roles=keys,
                actions=SEES | {"write"},
            )
        )
    if audit:
        rules.append(
            Rule(
                id="servanda/audit-looks",
                effect="forbid",
                basis=(AUDIT_LOOKS,),
                roles=audit,
                actions=frozenset(ACTIONS) - {"read", "search"},
            )
        )
    return tuple(rules)


def categories_with(classes: Iterable[Detector]) -> Hierarchy:
    """DPV's categories with the data classes of the inventory below them."""
    dpv = vocabulary("categories")
    own = []
    for each in classes:
        wider = each.dpv.rpartition(":")[2]
        own.append((each.id, (wider if wider in dpv else "PersonalData",), each.title))
    return dpv.with_own(own)


def assemble(
    *,
    agreements: Iterable[Agreement],
    roles: Iterable[Role],
    classes: Iterable[Detector] = (),
    page: bytes | str = b"",
    page_name: str = "access.md",
    systems: Iterable[System] = (),
    shredded: Collection[str] = (),
) -> Assembled:
    """The policy of a company. An empty page permits nothing.

    Raises ServandaError for a fault of the page (`read_access_page`).
    """
    known = tuple(agreements)
    offices, held = tuple(roles), tuple(systems)
    categories, places = categories_with(classes), vocabulary("places")
    read: AccessPage = read_access_page(
        page,
        page_name,
        roles=[role.id for role in offices],
        agreements=[agreement.id for agreement in known],
        systems=[system.id for system in held],
        purposes=vocabulary("purposes"),
        categories=categories,
        places=places,
    )
    limits = [
        gates(
            agreement,
            ties=read.ties,
            purposes=read.purposes,
            categories=read.categories,
            places=places,
            systems=held,
            shredded=agreement.id in shredded,
        )
        for agreement in known
    ]
    policy = Policy(
        rules=(
            *house_rules(offices),
            *(rule for limit in limits for rule in limit.rules),
            *read.rules,
        ),
        agreements=frozenset(agreement.id for agreement in known),
        purposes=read.purposes,
        categories=read.categories,
        places=places,
    )
    return Assembled(policy=policy, untied=tuple(u for limit in limits for u in limit.untied))
