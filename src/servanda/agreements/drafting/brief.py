"""The brief: what a draft is to be written from, read from TOML or taken from an agreement.

A brief names the two parties and the terms; the rest is optional. `servanda draft --example` prints
one that is complete.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from servanda.agreements.agreement import Agreement
from servanda.agreements.terms import CLOCK_KINDS, KINDS, Term, Value
from servanda.base.clocks import Clock
from servanda.base.errors import ServandaError
from servanda.base.toml import read_toml

CONTROLLERS: Final = frozenset(
    {"controller", "covered-entity", "business", "customer", "data-exporter"}
)
PROCESSORS: Final = frozenset(
    {
        "processor",
        "business-associate",
        "service-provider",
        "contractor",
        "provider",
        "data-importer",
    }
)
LIST_KINDS: Final = frozenset(
    {
        "access_control",
        "certifications",
        "transfer_mechanism",
        "data_location",
        "purposes",
        "data_categories",
        "data_subjects",
        "subprocessors",
    }
)
"""Kinds whose value is a list; several terms of such a kind add up."""

COUNTED: Final = frozenset({"audit_frequency", "penetration_test"})
"""Kinds whose value is a number of times per year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party as the opening names it. `contact` is an address for notices."""

    name: str = ""
    address: str = ""
    contact: str = ""
    signatory: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engaged:
    """A sub-processor of the schedule."""

    name: str
    country: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a draft is written from. `services` and `main_agreement` are words, `measures` further
    security measures, `card_requirements` says who manages a PCI DSS requirement (`"3"`).
    """

    controller: Side
    processor: Side
    terms: tuple[Term, ...] = ()
    laws: tuple[str, ...] = ()
    title: str = ""
    services: str = ""
    main_agreement: str = ""
    begins: date | None = None
    ends: date | None = None
    subprocessors: tuple[Engaged, ...] = ()
    measures: tuple[str, ...] = ()
    card_requirements: Mapping[str, Literal["processor", "controller", "shared"]] | None = None


def read_brief(source: str | bytes, name: str) -> Brief:
    """Read a brief; raises ServandaError with `file:line` (`bad-toml`, `unknown-key`, `unknown-term` ...)."""
    text = read_toml(source, name)
    table = dict(text.table)
    plain_terms = table.pop("terms", {})
    if not isinstance(plain_terms, dict):
        raise text.fault("wrong-type", "terms", "`terms` is a table", "write it as [terms]")
    brief = replace(text, table=table).value(Brief)
    terms = []
    for key, plain in plain_terms.items():
        try:
            terms.append(term_of(key, plain))
        except ServandaError as error:
            raise text.fault(error.code, f"terms/{key}", error.message, error.hint) from None
    for number in brief.card_requirements or ():
        if number not in {str(n) for n in range(1, 13)}:
            raise text.fault(
                "unknown-requirement",
                f"card_requirements/{number}",
                f"the PCI DSS has no requirement `{number}`",
                "they are numbered 1 to 12",
            )
    return replace(brief, terms=tuple(terms))


def term_of(kind: str, plain: Any) -> Term:
    """A term from its kind and what TOML says of it, such as `{ hours = 48 }` or `"AES-256"`.

    Raises ServandaError `unknown-term`, `bad-clock`, `bad-duration` or `wrong-type`.
    """
    kind = kind.replace("-", "_")
    if kind not in KINDS:
        raise ServandaError(
            "unknown-term",
            f"`{kind}` is no kind of term",
            hint=f"one of {', '.join(sorted(KINDS))}",
        )
    if kind in CLOCK_KINDS:
        return Term(kind=kind, quote="", clock=Clock.from_plain(plain))
    if kind in COUNTED:
        counted = isinstance(plain, int) and (plain > 0 or plain is True)
        if not counted:
            raise ServandaError("wrong-type", f"`{kind}` is a number of times per year")
        return Term(kind=kind, quote="", value=plain, unit="" if plain is True else "per_year")
    if kind in LIST_KINDS:
        items = [plain] if isinstance(plain, str) else plain
        if not isinstance(items, list | tuple) or not all(isinstance(i, str) for i in items):
            raise ServandaError("wrong-type", f"`{kind}` is a list of texts")
        return Term(kind=kind, quote="", value=tuple(items))
    if not isinstance(plain, str | bool) or plain is False:
        raise ServandaError("wrong-type", f"`{kind}` is a text, or true")
    return Term(kind=kind, quote="", value=plain)


_ENGAGED = re.compile(
    r"(?P<name>[^(:|](?:[^(:|–-]|[–-](?!\s))*+)(?:\((?P<country>[^)]+)\)\s*+)?"
    r"(?:[:–|-]\s++(?P<task>.+))?"
)


def brief_of(agreement: Agreement) -> Brief:
    """The brief for writing an agreement anew. Its own words fall away; its terms stay."""
    sides: dict[str, Side] = {}
    for party in agreement.parties:
        for which, roles in (("controller", CONTROLLERS), ("processor", PROCESSORS)):
            if party.role.replace("_", "-") in roles:
                sides.setdefault(which, Side(name=party.name))
    engaged = [
        Engaged(
            name=found["name"].strip(), country=found["country"] or "", task=found["task"] or ""
        )
        for term in agreement.of_kind("subprocessors")
        for item in _items(term.value)
        if (found := _ENGAGED.fullmatch(item.strip()))
    ]
    return Brief(
        controller=sides.get("controller", Side()),
        processor=sides.get("processor", Side()),
        terms=tuple(replace(t, quote="") for t in agreement.terms if t.kind != "subprocessors"),
        laws=agreement.laws,
        title=agreement.title,
        begins=agreement.begins,
        ends=agreement.ends,
        subprocessors=tuple(engaged),
    )


def _items(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
