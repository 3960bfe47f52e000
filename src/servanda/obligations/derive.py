"""Derives the obligations of a company from its agreements, the law behind them, and what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from servanda.agreements.agreement import Agreement
from servanda.agreements.terms import Term
from servanda.base.citations import ClauseRef
from servanda.base.clocks import Clock
from servanda.inventory.findings import Discovery, Inventory
from servanda.inventory.systems import Company, System
from servanda.law.force import rules_in_force
from servanda.law.provisions import Law
from servanda.obligations.kinds import (
    AFTER_THE_END,
    BIND_US,
    CONSEQUENCES,
    DESCRIBES_DATA,
    NO_DUTY,
    SUPPORTS,
    WHILE_HELD,
)
from servanda.obligations.obligation import Basis, Obligation
from servanda.obligations.phrases import phrase
from servanda.obligations.reach import classes_in, holding, reached
from servanda.obligations.responsible import order_of, role_of
from servanda.obligations.rules import Rule, rules
from servanda.obligations.sides import Side, other_role, our_role, side
from servanda.obligations.strictness import stricter_clock, strictest_first


def derive(
    *,
    laws: Iterable[Law],
    agreements: Iterable[Agreement],
    inventory: Inventory,
    systems: Iterable[System],
    discoveries: Mapping[str, Discovery],
    company: Company,
    on: date,
) -> tuple[Obligation, ...]:
    """The company's obligations on a day: by agreement and kind, then those that no agreement carries.

    One obligation an agreement and kind: a term carries the law that also demands it, and of both
    clocks the stricter. Terms of one kind with different values are all kept, the strictest first,
    as `id`, `id-2` ... What the law owes to people or authorities is derived once, with `agreement`
    empty and an id such as `eu/gdpr/secure-processing`. An agreement that has not begun is left out;
    of one that has ended stays what must happen after its end, and what protects its data while a
    system still lists it (both with `until` None). `systems` are those that list the agreement or none
    at all. `data_classes` is empty, which means all, where a system was not scanned in full.

    Raises ServandaError `unknown-law` for a law that an agreement names and `laws` lacks, and
    `outside-coverage` for a day that such a law's text does not cover.
    """
    begun = [a for a in agreements if a.begins is None or a.begins <= on]
    named = {law for agreement in begun for law in agreement.laws}
    texts = {law.id: rules_in_force(law, on) for law in laws if law.id in named}
    places = tuple(systems)
    found: list[Obligation] = []
    alone: dict[str, Obligation] = {}
    for agreement in begun:
        role = our_role(agreement, company)
        ours = side(role) or "provider"
        binding = rules(agreement, texts, ours)
        held = holding(places, agreement.id)
        within = reached(places, agreement.id)
        classes = classes_in(within, agreement.id, inventory, discoveries)
        for duty in _of_agreement(agreement, binding, role, ours):
            if _outlasts(duty.kind, agreement, held, on):
                found.append(replace(duty, systems=within, data_classes=classes))
        for rule in binding:
            if not rule.each_agreement(ours) and (held or not _ended(agreement, on)):
                _add_alone(alone, rule, within, classes)
    return (*found, *sorted(alone.values(), key=lambda duty: (order_of(duty.kind), duty.id)))


def _ended(agreement: Agreement, on: date) -> bool:
    return agreement.ends is not None and agreement.ends < on


def _outlasts(kind: str, agreement: Agreement, held: Sequence[str], on: date) -> bool:
    if not _ended(agreement, on) or kind in AFTER_THE_END:
        return True
    return bool(held) and kind in WHILE_HELD


def _of_agreement(
    agreement: Agreement, binding: Sequence[Rule], role: str, ours: Side
) -> tuple[Obligation, ...]:
    """Everything owed under one agreement, by kind in the order of listing."""
    by_kind: dict[str, list[Term]] = {}
    for term in agreement.terms:
        if term.kind not in NO_DUTY and _binds_us(term, ours):
            by_kind.setdefault(term.kind, []).append(term)
    own = [rule for rule in binding if rule.each_agreement(ours)]
    described = [term for term in agreement.terms if term.kind in DESCRIBES_DATA]
    kinds = {*by_kind, *(rule.duty.kind for rule in own)}
    if described:
        kinds.add("declared_data")
    found: list[Obligation] = []
    for kind in sorted(kinds, key=lambda kind: (order_of(kind), kind)):
        same = [rule for rule in binding if rule.duty.kind == kind]
        behind = [rule for rule in binding if rule.duty.kind in SUPPORTS.get(kind, ())]
        groups = _groups(strictest_first(kind, by_kind.get(kind, ())))
        if kind == "declared_data" and described:
            groups = [*groups, described]
        for number, terms in enumerate(groups or [[]], 1):
            found.append(_obligation(agreement, kind, number, terms, same, behind, role, ours))
    return tuple(found)


def _binds_us(term: Term, ours: Side) -> bool:
    bearer = side(term.bearer)
    return bearer is None or bearer == ours or term.kind in BIND_US


def _groups(terms: Sequence[Term]) -> list[list[Term]]:
    """Terms that promise the same thing in several places are one promise with several clauses."""
    groups: dict[tuple[object, ...], list[Term]] = {}
    for term in terms:
        clock = term.clock
        same = (term.value, term.unit, clock.length if clock else None)
        groups.setdefault(same, []).append(term)
    return list(groups.values())


def _obligation(
    agreement: Agreement,
    kind: str,
    number: int,
    terms: Sequence[Term],
    same: Sequence[Rule],
    behind: Sequence[Rule],
    role: str,
    ours: Side,
) -> Obligation:
    first = terms[0] if terms else None
    clocks = [term.clock for term in terms if term.clock is not None]
    what = same[0].what if same else ""
    if first is not None:
        what = phrase(replace(first, kind=kind) if kind != "declared_data" else _data(terms))
    since = [agreement.begins] if agreement.begins else []
    since += [rule.duty.since for rule in same] if not terms else []
    lasting = kind in AFTER_THE_END or kind in WHILE_HELD
    return Obligation(
        id=f"{agreement.id}/{kind}" + (f"-{number}" if number > 1 else ""),
        kind=kind,
        what=what,
        bearer=_bearer(agreement, same, role, ours),
        beneficiary=_beneficiary(agreement, first, ours),
        basis=(
            *(_clause(agreement, term) for term in terms),
            *(rule.basis for rule in (*same, *behind)),
        ),
        agreement=agreement.id,
        clock=stricter_clock(kind, [*clocks, *_clocks(same)]),
        value=first.value if first is not None and kind != "declared_data" else None,
        role=role_of(kind) or next((rule.duty.role for rule in same if rule.duty.role), ""),
        consequence=_consequence(agreement, (*same, *behind)),
        since=max(since, default=None),
        until=None if lasting else agreement.ends,
    )


def _data(terms: Sequence[Term]) -> Term:
    """The terms that describe the data as one, for its phrase."""
    values = [term.value for term in terms if isinstance(term.value, str | tuple)]
    named = [name for value in values for name in ((value,) if isinstance(value, str) else value)]
    return Term(kind="declared_data", quote="", value=tuple(dict.fromkeys(named)) or None)


def _bearer(agreement: Agreement, same: Sequence[Rule], role: str, ours: Side) -> str:
    """Our role as the agreement names it, else as the law does, else in general."""
    if any(side(party.role) == ours for party in agreement.parties) or not same:
        return role
    return same[0].bearer


def _beneficiary(agreement: Agreement, term: Term | None, ours: Side) -> str:
    """Whom the clause names, unless that is our own side: then it speaks of the other party's act."""
    if term is not None and term.to and side(term.to) != ours:
        return term.to
    return other_role(agreement, ours)


def _clause(agreement: Agreement, term: Term) -> Basis:
    place = ClauseRef(agreement=agreement.id, clause=term.clause, quote=term.quote, page=term.page)
    return Basis(words=term.quote, clause=place)


def _clocks(same: Sequence[Rule]) -> list[Clock]:
    return [rule.duty.clock for rule in same if rule.duty.clock is not None]


def _consequence(agreement: Agreement, behind: Sequence[Rule]) -> str:
    """What follows a failure: by law, each once, then by the agreement's own clauses."""
    parts = [rule.duty.consequence for rule in behind if rule.duty.consequence]
    for term in agreement.terms:
        if term.kind in CONSEQUENCES:
            place = f"{agreement.id} clause {term.clause}" if term.clause else agreement.id
            if term.kind == "termination_right":
                parts.append(f"right to terminate ({place})")
            else:
                parts.append(f"liability limited: {term.value or 'see the clause'} ({place})")
    return "; ".join(dict.fromkeys(parts))


def _add_alone(
    alone: dict[str, Obligation], rule: Rule, within: tuple[str, ...], classes: tuple[str, ...]
) -> None:
    """Add a duty that is owed once, whatever the number of agreements that bring it up."""
    name = f"{rule.citation.law}/{rule.duty.id}"
    before = alone.get(name)
    systems = tuple(sorted({*within, *(before.systems if before else ())}))
    known: tuple[str, ...] = classes
    if before is not None:
        # no classes means all of them, so all of them it stays
        both = {*classes, *before.data_classes}
        known = tuple(sorted(both)) if classes and before.data_classes else ()
    alone[name] = Obligation(
        id=name,
        kind=rule.duty.kind,
        what=rule.what,
        bearer=rule.bearer,
        beneficiary=rule.duty.to,
        basis=(rule.basis,),
        clock=rule.duty.clock,
        role=role_of(rule.duty.kind) or rule.duty.role,
        consequence=rule.duty.consequence,
        systems=systems,
        data_classes=known,
        since=rule.duty.since,
        until=rule.duty.until,
    )
