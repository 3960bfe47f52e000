"""Agreements, systems and scans of an invented company, as values."""

from __future__ import annotations

from datetime import date
from typing import Any

from servanda import registry
from servanda.agreements.agreement import Agreement, Party
from servanda.agreements.terms import Term, Value
from servanda.base.clocks import Clock
from servanda.base.durations import duration
from servanda.inventory.classes import Sensitivity
from servanda.inventory.findings import ColumnFinding, Discovery, Inventory, Skipped
from servanda.inventory.systems import Company, System
from servanda.law.provisions import Law
from servanda.law.reader import read_law
from servanda.obligations.derive import derive
from servanda.obligations.obligation import Obligation

ON = date(2026, 11, 24)
US = Company(name="Fennel Cloud Ltd", role="processor")
LAWS: tuple[Law, ...] = tuple(read_law(name, text) for name, text in registry.law_texts().items())


def term(
    kind: str,
    clause: str = "1",
    *,
    value: Value = None,
    words: str = "",
    starts: str = "",
    bearer: str = "",
    **length: int,
) -> Term:
    """A term; `hours=48` and the like is its time limit."""
    clock = None
    if length or words:
        ((unit, count),) = length.items() if length else ((None, 0),)
        limit = duration(count, unit) if unit else None
        clock = Clock(starts=starts, length=limit, words=words)
    return Term(
        kind=kind, quote=f"words on {kind}", clause=clause, value=value, clock=clock, bearer=bearer
    )


def agreement(name: str = "bright", *terms: Term, **changes: Any) -> Agreement:
    """A data processing agreement with the company as its processor."""
    fields: dict[str, Any] = {
        "title": "Agreement",
        "kind": "dpa",
        "parties": (
            Party(name="Fennel Cloud, Ltd.", role="processor"),
            Party(name="Bright", role="controller"),
        ),
        "laws": ("eu/gdpr",),
        "begins": date(2025, 1, 1),
    }
    return Agreement(id=name, terms=terms, **(fields | changes))


def finding(data_class: str, *, system: str = "crm", table: str = "t", column: str = "c") -> Any:
    return ColumnFinding(
        system=system,
        table=table,
        column=column,
        data_class=data_class,
        sensitivity=Sensitivity.CONFIDENTIAL,
        confidence=0.9,
        reason="r",
        laws=("eu/gdpr",),
        seen=10,
        matched=10,
    )


def scan(system: str, *findings: ColumnFinding, skipped: str = "") -> Discovery:
    return Discovery(
        system=system,
        target="x",
        source="sqlite",
        tables=1,
        columns=1,
        rows_seen=1,
        rows_total=1,
        findings=findings,
        skipped=(Skipped(system=system, place="t", why=skipped),) if skipped else (),
    )


def owed(*agreements: Agreement, **changes: Any) -> tuple[Obligation, ...]:
    """What the company owes, with everything that is not named left plain."""
    fields: dict[str, Any] = {
        "laws": LAWS,
        "inventory": Inventory(),
        "systems": (System(id="crm", target="x", agreements=("bright",)),),
        "discoveries": {},
        "company": US,
        "on": ON,
    }
    return derive(agreements=agreements, **(fields | changes))


def one(obligations: tuple[Obligation, ...], name: str) -> Obligation:
    """The obligation of an id; it must be there once."""
    (found,) = [duty for duty in obligations if duty.id == name]
    return found
