"""Real databases: what is found is what a person wrote down, or says openly where it is not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sakila
from truth import CHINOOK, NORTHWIND, SAKILA, SYNTHEA, Truth, compare

from servanda import registry
from servanda.inventory.findings import Discovery
from servanda.inventory.scan import discover


def scan(target: Path | str, rows: int | None = 917) -> Discovery:
    return discover(
        str(target),
        system="s",
        detectors=registry.detectors(),
        sources=registry.sources(),
        rows=rows,
    )


def found(discovery: Discovery) -> Truth:
    tables: Truth = {}
    for finding in discovery.findings:
        # what a column is comes first; what its texts tell of besides comes after
        tables.setdefault(finding.table, {}).setdefault(finding.column, finding.data_class)
    return tables


def score(name: str, discovery: Discovery, truth: Truth) -> tuple[set[str], set[str]]:
    wrong, missed, precision, recall = compare(found(discovery), truth)
    print(f"{name}: precision {precision:.3f}, recall {recall:.3f}, wrong {wrong}, missed {missed}")
    return wrong, missed


def test_chinook(shared: Path) -> None:
    discovery = scan(shared / "databases" / "chinook" / "Chinook_Sqlite.sqlite")
    assert score("Chinook", discovery, CHINOOK) == (set(), set())
    assert discovery.complete and discovery.rows_total == 15607
    assert all(finding.in_clear for finding in discovery.findings)


@pytest.mark.parametrize("rows", [917, None])
def test_northwind(shared: Path, tmp_path: Path, rows: int | None) -> None:
    script = (shared / "databases" / "northwind" / "create.sql").read_text("utf-8")
    connection = sqlite3.connect(tmp_path / "northwind.db")
    # one transaction instead of one for each of 4,000 rows
    connection.executescript(f"BEGIN;\n{script}\nCOMMIT;")
    connection.close()
    discovery = scan(tmp_path / "northwind.db", rows)
    assert score("Northwind", discovery, NORTHWIND) == (set(), set())
    assert (discovery.rows_seen == discovery.rows_total) == (rows is None)


def test_synthea(shared: Path) -> None:
    discovery = scan(shared / "databases" / "synthea")
    wrong, missed = score("Synthea", discovery, SYNTHEA)
    assert wrong == set()
    # words that nothing reads yet
    assert missed == {"claims_transactions.csv.NOTES: treatment"}
    assert {skip.place for skip in discovery.skipped} == {"LICENSE"}


@pytest.mark.postgres
def test_sakila(shared: Path, postgres_database: str) -> None:
    sakila.load(shared / "databases" / "sakila-pagila", postgres_database)
    discovery = scan(postgres_database)
    assert score("Sakila", discovery, SAKILA) == (set(), set())
    hidden = {(f.table, f.column) for f in discovery.findings if not f.in_clear}
    assert hidden == {("staff", "password")}
    assert discovery.complete


def test_sakila_without_a_row(shared: Path, tmp_path: Path) -> None:
    """Names alone, where there is nothing to look at: less sure, and said so."""
    script = (shared / "databases" / "sakila-pagila" / "sqlite-sakila-schema.sql").read_text(
        "utf-8"
    )
    connection = sqlite3.connect(tmp_path / "sakila.db")
    connection.executescript(script)
    connection.close()
    discovery = scan(tmp_path / "sakila.db")
    wrong, missed = score("Sakila, empty", discovery, SAKILA)
    assert wrong == set() and missed == set()
    assert all(f.confidence == 0.5 and f.seen == 0 for f in discovery.findings)
