"""Delta and Iceberg tables on this machine: the current version, by a random draw or whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from servanda import registry
from servanda.base.errors import UnreadableError
from servanda.inventory.batches import batch_of
from servanda.inventory.evidence import compile_classes
from servanda.inventory.findings import Discovery
from servanda.inventory.scan import discover
from servanda.inventory.sources import delta

CLASSES = compile_classes(registry.detectors())
SOURCES = registry.sources()


def scan(target: str, rows: int | None = 917, folder: Path | str = ".") -> Discovery:
    return discover(
        target, system="lake", detectors=CLASSES, sources=SOURCES, rows=rows, folder=str(folder)
    )


def found(discovery: Discovery) -> dict[str, str]:
    return {f"{f.table}.{f.column}": f.data_class for f in discovery.findings}


def code(target: str) -> str:
    with pytest.raises(UnreadableError) as caught:
        scan(target)
    return caught.value.code


def some(start: int, stop: int) -> Any:
    numbers = list(range(start, stop))
    mails = [f"u{n}@example.com" if n % 10 == 0 else None for n in numbers]
    return batch_of(["n", 'odd "E-Mail'], [numbers, mails])


@pytest.fixture
def delta_table(tmp_path: Path) -> Path:
    library = pytest.importorskip("deltalake", reason="left out: deltalake is not installed")
    path = tmp_path / "sales"
    library.write_deltalake(str(path), some(0, 10_000))
    library.write_deltalake(str(path), some(10_000, 20_000), mode="append")
    # what was deleted is in the files still, but no longer in the table
    library.DeltaTable(str(path)).delete("n < 5000")
    return path


def test_delta_tables(delta_table: Path) -> None:
    before = sorted(p.name for p in delta_table.rglob("*"))
    for rows, seen in ((917, 917), (None, 15_000)):
        discovery = scan("delta://sales", rows, delta_table.parent)
        assert found(discovery) == {'sales.odd "E-Mail': "email"}
        assert (discovery.rows_seen, discovery.rows_total) == (seen, 15_000)
        # nine values in ten are null: the column was drawn again by itself
        assert discovery.findings[0].seen == (917 if rows else 1_500)
    assert sorted(p.name for p in delta_table.rglob("*")) == before
    with delta.connect(f"delta://{delta_table}", ".") as source:
        (table,) = source.tables()
        numbers = [n for b in source.batches(table, 2000) for n in b.column(0).to_pylist()]
    assert len(set(numbers)) == 2000
    assert abs(sum(numbers) / 2000 - 12_500) < 5 * 15_000 / (12 * 2000) ** 0.5


def test_delta_trouble(delta_table: Path) -> None:
    assert code(f"delta://{delta_table}-not") == "missing"
    assert code(f"delta://{delta_table.parent}") == "not-delta"
    for file in delta_table.glob("*.parquet"):
        file.unlink()
    (skip,) = scan(f"delta://{delta_table}").skipped
    assert skip.place == "sales" and "log names" in skip.why
    for file in (delta_table / "_delta_log").glob("*.json"):
        file.write_text("{broken")
    assert code(f"delta://{delta_table}") in ("unreadable", "missing")


@pytest.fixture
def iceberg_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("PYICEBERG_HOME", str(tmp_path))
    arrow = pytest.importorskip("pyarrow", reason="left out: pyarrow is not installed")
    pytest.importorskip("pyiceberg", reason="left out: pyiceberg is not installed")
    pytest.importorskip("sqlalchemy", reason="left out: sqlalchemy is not installed")
    from pyiceberg.catalog.memory import InMemoryCatalog

    with InMemoryCatalog("x", warehouse=f"file://{tmp_path}/lake") as catalogue:
        catalogue.create_namespace("db")
        kinds = arrow.schema([("n", arrow.int64()), ("mail", arrow.string())])
        table = catalogue.create_table("db.sales", schema=kinds)
        for start in (0, 10_000):
            numbers = list(range(start, start + 10_000))
            mails = [f"u{n}@example.com" if n % 10 == 0 else None for n in numbers]
            table.append(arrow.table({"n": numbers, "mail": mails}))
        table.delete("n < 5000")
        yield table


def place(table: Any) -> Path:
    return Path(table.location().removeprefix("file://"))


def test_iceberg_tables(iceberg_table: Any) -> None:
    path = place(iceberg_table)
    before = sorted(p.name for p in path.rglob("*"))
    for rows, seen in ((2000, 2000), (None, 15_000)):
        discovery = scan("iceberg://sales", rows, path.parent)
        assert found(discovery) == {"sales.mail": "email"} and discovery.complete
        assert (discovery.rows_seen, discovery.rows_total) == (seen, 15_000)
    # a column that was renamed since is read by its present name
    with iceberg_table.update_schema() as update:
        update.rename_column("mail", "contact")
    assert found(scan(f"iceberg://{path}", None)) == {"sales.contact": "email"}
    assert set(before) <= {p.name for p in path.rglob("*")}


def test_iceberg_metadata_leads_nowhere_else(iceberg_table: Any, tmp_path: Path) -> None:
    path = place(iceberg_table)
    moved = tmp_path / "moved"
    path.rename(moved)
    (skip,) = scan(f"iceberg://{moved}").skipped
    assert "outside of its folder" in skip.why
    (newest,) = moved.glob("metadata/00003-*")
    text = newest.read_text()
    # a property of the metadata would name the class that reads it
    evil = json.loads(text)
    evil["properties"]["py-io-impl"] = "os.path.Anything"
    newest.write_text(json.dumps(evil).replace(f"file://{path}", f"file://{moved}"))
    (skip,) = scan(f"iceberg://{moved}").skipped  # its manifests still name the old place
    assert "outside of its folder" in skip.why
    newest.write_text(text.replace("file://", "s3://nowhere"))
    (skip,) = scan(f"iceberg://{moved}").skipped
    assert "outside of its folder" in skip.why


def test_iceberg_trouble(iceberg_table: Any, tmp_path: Path) -> None:
    path = place(iceberg_table)
    assert code(f"iceberg://{path}-not") == "missing"
    assert code(f"iceberg://{path.parent}") == "not-iceberg"
    for file in path.glob("data/*.parquet"):
        file.write_bytes(b"PAR1 and no more")
    (skip,) = scan(f"iceberg://{path}").skipped
    assert "damaged" in skip.why
    for file in path.glob("metadata/*.json"):
        file.write_text('{"broken"')
    assert code(f"iceberg://{path}") == "damaged"
