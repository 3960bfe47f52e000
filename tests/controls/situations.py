"""Small situations that the tests of controls are made of; shared by import."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from servanda.base.citations import ClauseRef
from servanda.controls.control import Control, Outcome, Situation
from servanda.inventory.classes import Sensitivity
from servanda.inventory.findings import ColumnFinding, Discovery, Inventory, Skipped
from servanda.inventory.systems import Company, System
from servanda.obligations.obligation import Basis, Obligation

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def duty(kind: str, *, id: str = "", words: str = "Processor shall.", **more: Any) -> Obligation:  # noqa: A002 (the field's name)
    """An obligation of agreement `clinic` whose bearer is the processor."""
    agreement = more.pop("agreement", "clinic")
    clause = ClauseRef(agreement=agreement, clause="4.1", quote=words)
    return Obligation(
        id=id or f"{agreement}/{kind}",
        kind=kind,
        what=kind.replace("_", " "),
        bearer=more.pop("bearer", "processor"),
        beneficiary="controller",
        basis=(Basis(words=words, clause=clause),),
        agreement=agreement,
        **more,
    )


def situation(*obligations: Obligation, folder: Path | str = ".", **more: Any) -> Situation:
    """A situation at NOW of a company that has a security contact and nothing else but `more`."""
    return Situation(
        **{
            "now": NOW,
            "company": Company(name="Larkfield", security_contact="security@larkfield.example"),
            "agreements": (),
            "obligations": obligations,
            "inventory": Inventory(),
            "systems": (),
            "endpoints": (),
            "subprocessors": (),
            "discoveries": {},
            "folder": str(folder),
            **more,
        }
    )


def crm(target: str = "crm.db", **more: Any) -> System:
    """The system `crm` of agreement `clinic`."""
    return System(**{"id": "crm", "target": target, "agreements": ("clinic",), **more})


def finding(table: str, column: str, data_class: str = "email", **more: Any) -> ColumnFinding:
    """A sure finding in `crm`."""
    return ColumnFinding(
        **{
            "system": "crm",
            "table": table,
            "column": column,
            "data_class": data_class,
            "sensitivity": Sensitivity.CONFIDENTIAL,
            "confidence": 0.97,
            "reason": "made for a test",
            "laws": ("eu/gdpr",),
            "seen": 10,
            "matched": 10,
            **more,
        }
    )


def discovery(*findings: ColumnFinding, skipped: Sequence[str] = (), **more: Any) -> Discovery:
    """A scan of `crm` with these findings; `skipped` are the tables that were not read."""
    return Discovery(
        **{
            "system": "crm",
            "target": "crm.db",
            "source": "SQLite",
            "tables": 1,
            "columns": 5,
            "rows_seen": 10,
            "rows_total": 10,
            "findings": findings,
            "skipped": tuple(Skipped(system="crm", place=p, why="locked") for p in skipped),
            **more,
        }
    )


def database(path: Path, schema: str, rows: dict[str, Iterable[Sequence[Any]]]) -> Path:
    """A SQLite file with these rows by table."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(schema)
        for table, values in rows.items():
            for row in values:
                marks = ", ".join("?" * len(row))
                connection.execute(f"insert into {table} values ({marks})", tuple(row))
    return path


def run(control: Control, at: Situation) -> tuple[Outcome, ...]:
    """Collect and judge."""
    return control.judge(control.collect(at), at)


def only(outcomes: Sequence[Outcome]) -> Outcome:
    """The one outcome there is."""
    (outcome,) = outcomes
    return outcome
