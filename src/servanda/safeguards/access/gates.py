"""What an agreement itself limits, as prohibitions that no rule of the company can set aside.

When it runs, whether its data was shredded, for which purposes, which categories, from which places,
and whether it promises strong authentication. Words that nobody has tied to a purpose or category of
the vocabulary allow nothing; they are listed for a person to tie (`Untied`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from servanda.agreements.agreement import Agreement
from servanda.agreements.file import UNSURE_BELOW
from servanda.agreements.terms import Term
from servanda.base.citations import ClauseRef
from servanda.base.instants import Instant
from servanda.inventory.systems import System
from servanda.obligations.obligation import Basis
from servanda.safeguards.access.conditions import Before, Places, Since, StrongAuthentication
from servanda.safeguards.access.outcomes import house
from servanda.safeguards.access.requests import ACTIONS
from servanda.safeguards.access.rules import Rule
from servanda.safeguards.access.vocabulary import Hierarchy

NO_PURPOSE = house("no-purpose", "An agreement that names no purpose allows none.")
SHREDDED = house("shredded", "What was held under an agreement whose keys are destroyed is gone.")
ENDED = house("ended", "After the end of an agreement its data may be deleted, and nothing else.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What words of an agreement mean: `says` them, `means` ids of the vocabulary."""

    what: Literal["purpose", "category"]
    agreement: str
    says: str
    means: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Untied:
    """Words of an agreement that allow nothing yet, since nobody has said what they mean."""

    what: Literal["purpose", "category", "place"]
    agreement: str
    clause: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """The prohibitions that come of one agreement, and its words that are not tied."""

    rules: tuple[Rule, ...]
    untied: tuple[Untied, ...]


def gates(
    agreement: Agreement,
    *,
    ties: Iterable[Tie],
    purposes: Hierarchy,
    categories: Hierarchy,
    places: Hierarchy,
    systems: Iterable[System] = (),
    shredded: bool = False,
) -> Gates:
    """The limits of one agreement. Days begin at midnight UTC; the last day of an agreement is its own.

    Nothing is written to a system outside the promised places, or of unknown place.
    """
    own = [tie for tie in ties if tie.agreement == agreement.id]
    untied: list[Untied] = []
    rules = [
        *_time(agreement, shredded),
        _purposes(agreement, own, purposes, untied),
        *_categories(agreement, own, categories, untied),
        *_places(agreement, places, tuple(systems), untied),
        *_authentication(agreement),
    ]
    return Gates(rules=tuple(rules), untied=tuple(untied))


def term_basis(agreement: Agreement, term: Term) -> Basis:
    """The clause that a term stands in, with its words."""
    ref = ClauseRef(
        agreement=agreement.id, clause=term.clause, quote=term.quote, page=max(term.page, 0)
    )
    return Basis(words=term.quote, clause=ref)


def _forbid(
    agreement: Agreement,
    name: str,
    basis: Iterable[Basis],
    *,
    actions: frozenset[str] = frozenset(),
    systems: frozenset[str] = frozenset(),
    unless_purposes: frozenset[str] | None = None,
    unless_categories: frozenset[str] | None = None,
    conditions: tuple[Before | Places | Since | StrongAuthentication, ...] = (),
) -> Rule:
    return Rule(
        id=f"{agreement.id}/{name}",
        effect="forbid",
        basis=tuple(dict.fromkeys(basis)),
        agreements=frozenset({agreement.id}),
        actions=actions,
        systems=systems,
        unless_purposes=unless_purposes,
        unless_categories=unless_categories,
        conditions=conditions,
    )


def _midnight(day: date) -> Instant:
    return datetime.combine(day, time(0), UTC)


def _head(agreement: Agreement, key: str, words: str) -> Basis:
    return Basis(words=words, clause=ClauseRef(agreement=agreement.id, clause=key, quote=words))


def _time(agreement: Agreement, shredded: bool) -> Iterable[Rule]:
    after = [term_basis(agreement, term) for term in agreement.of_kind("deletion_after_end")]
    if shredded:
        yield _forbid(agreement, "shredded", [SHREDDED, *after])
    if agreement.begins is not None:
        words = f"The agreement begins on {agreement.begins}."
        yield _forbid(
            agreement,
            "begins",
            [_head(agreement, "begins", words)],
            conditions=(Since(_midnight(agreement.begins)),),
        )
    if agreement.ends is not None:
        words = f"The agreement ends with {agreement.ends}."
        yield _forbid(
            agreement,
            "ends",
            [_head(agreement, "ends", words), *after, ENDED],
            actions=frozenset(ACTIONS) - {"delete"},
            conditions=(Before(_midnight(agreement.ends) + timedelta(days=1)),),
        )


def _words(term: Term) -> tuple[str, ...]:
    if isinstance(term.value, tuple):
        return term.value
    return (term.value,) if isinstance(term.value, str) else ()


def _meant(
    what: Literal["purpose", "category"],
    agreement: Agreement,
    kind: str,
    ties: list[Tie],
    hierarchy: Hierarchy,
    untied: list[Untied],
) -> tuple[frozenset[str], list[Basis]]:
    """The ids that an agreement's terms of a kind and the ties of its words allow, and their clauses."""
    own = [tie for tie in ties if tie.what == what]
    meaning = {_same(tie.says): tie for tie in own}
    ids = {id_ for tie in own for id_ in tie.means}
    basis: list[Basis] = []
    for term in agreement.of_kind(kind):
        basis.append(term_basis(agreement, term))
        for words in _words(term):
            if _same(words) in meaning:
                continue
            found = hierarchy.named(words) or hierarchy.named(_singular(words))
            if found and term.confidence >= UNSURE_BELOW:
                ids.add(found)
            else:
                untied.append(
                    Untied(what=what, agreement=agreement.id, clause=term.clause, words=words)
                )
    return frozenset(ids), [*basis, *(tie.basis for tie in own)]


def _same(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .;,")


def _singular(words: str) -> str:
    """`e-mail addresses` as `e-mail address`, `names` as `name`."""
    if words.endswith("sses"):
        return words[:-2]
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words


def _purposes(
    agreement: Agreement, ties: list[Tie], hierarchy: Hierarchy, untied: list[Untied]
) -> Rule:
    ids, basis = _meant("purpose", agreement, "purposes", ties, hierarchy, untied)
    return _forbid(agreement, "purposes", basis or [NO_PURPOSE], unless_purposes=ids)


def _categories(
    agreement: Agreement, ties: list[Tie], hierarchy: Hierarchy, untied: list[Untied]
) -> Iterable[Rule]:
    """Where an agreement lists categories, only these; one that lists none does not limit them."""
    ids, basis = _meant("category", agreement, "data_categories", ties, hierarchy, untied)
    if basis:
        yield _forbid(agreement, "categories", basis, unless_categories=ids)


_REACHES = re.compile(r"access|process|transfer|leav|remain|view|retriev|remote", re.IGNORECASE)
_STORES = re.compile(
    r"stor(?:e|ed|es|age|ing)\b|host|data cent(?:re|er)|resid|locat|kept|server|at rest",
    re.IGNORECASE,
)
"""A promise of where data is stored says nothing of who looks from where; every other one does."""


def _places(
    agreement: Agreement, hierarchy: Hierarchy, systems: tuple[System, ...], untied: list[Untied]
) -> Iterable[Rule]:
    """Access from a country outside moves the data there; a system outside is not written to."""
    for number, term in enumerate(agreement.of_kind("data_location"), 1):
        ids: dict[str, None] = {}
        for words in _words(term):
            found = hierarchy.named(words)
            if found:
                ids[found] = None
            else:
                untied.append(
                    Untied(what="place", agreement=agreement.id, clause=term.clause, words=words)
                )
        codes = hierarchy.below(ids) | frozenset(ids)
        basis = [term_basis(agreement, term)]
        outside = frozenset(system.id for system in systems if system.region not in codes)
        if outside:
            yield _forbid(
                agreement,
                f"systems-{number}",
                basis,
                actions=frozenset({"write"}),
                systems=outside,
            )
        words = _OTHER_WORDS.sub("", term.quote)
        if _REACHES.search(words) or not _STORES.search(words):
            yield _forbid(
                agreement,
                f"places-{number}",
                basis,
                conditions=(Places(tuple(ids), codes),),
            )


# "the Processor stores" is no word of processing
_OTHER_WORDS = re.compile(
    r"(?:sub-?)?processors?\b|data processing (?:agreement|addendum)", re.IGNORECASE
)


def _authentication(agreement: Agreement) -> Iterable[Rule]:
    """A promise of several factors has no number of minutes: any strong authentication keeps it."""
    terms = [
        term
        for term in agreement.of_kind("access_control")
        if {"mfa", "multi_factor", "strong_authentication"} & set(_words(term))
    ]
    if terms:
        yield _forbid(
            agreement,
            "strong-authentication",
            [term_basis(agreement, term) for term in terms],
            conditions=(StrongAuthentication(),),
        )
