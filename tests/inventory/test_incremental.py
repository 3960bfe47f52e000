"""Scans by what is new: they end with the findings of a scan of the whole, and read only what is new."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mariadb import run
from servanda import registry
from servanda.inventory.batches import batch_of
from servanda.inventory.evidence import compile_classes
from servanda.inventory.findings import Discovery
from servanda.inventory.scan import Since, discover
from servanda.inventory.sources import delimited

CLASSES = compile_classes(registry.detectors())
SOURCES = registry.sources()


def scan(target: str, rows: int | None = None, **more: Any) -> Discovery:
    return discover(target, system="s", detectors=CLASSES, sources=SOURCES, rows=rows, **more)


def shown(discovery: Discovery) -> set[tuple[Any, ...]]:
    return {
        (f.table, f.column, f.data_class, f.seen, f.matched, f.rows, f.guarantee, f.confidence)
        for f in discovery.findings
    }


def same(one: Discovery, other: Discovery) -> None:
    assert shown(one) == shown(other)
    assert (one.rows_seen, one.rows_total) == (other.rows_seen, other.rows_total)
    assert (one.tables, one.columns, set(one.met)) == (other.tables, other.columns, set(other.met))
    assert one.guarantee == other.guarantee and one.complete == other.complete


def people(start: int, stop: int) -> list[tuple[str, str | None]]:
    return [
        (f"person{n}@example.org", "DE89370400440532013000" if n == 25 else None)
        for n in range(start, stop)
    ]


def grow(path: Path, start: int, stop: int) -> None:
    with sqlite3.connect(path) as base:
        base.execute(
            "CREATE TABLE IF NOT EXISTS p (id INTEGER PRIMARY KEY AUTOINCREMENT, mail TEXT, iban TEXT)"
        )
        base.execute("CREATE TABLE IF NOT EXISTS q (mail TEXT)")
        base.executemany("INSERT INTO p (mail, iban) VALUES (?, ?)", people(start, stop))
        base.executemany("INSERT INTO q VALUES (?)", [(mail,) for mail, _ in people(start, stop)])
    base.close()


@settings(max_examples=12, deadline=None)
@given(cuts=st.lists(st.integers(0, 40), max_size=4).map(sorted), rows=st.sampled_from([None, 60]))
def test_a_database_that_grew(
    cuts: list[int], rows: int | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("base")
    path, journal, at = folder / "x.db", folder / "journal", 0
    for cut in [*cuts, 41]:
        grow(path, at, cut)
        at = max(at, cut)
        grown = scan(str(path), rows, journal=journal)
        same(grown, scan(str(path), rows))
    assert "example.org" not in journal.read_text()


def test_only_the_newer_rows_of_a_database_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from servanda.inventory.sources import sqlite

    path, journal = tmp_path / "x.db", tmp_path / "journal"
    grow(path, 0, 30)
    scan(str(path), journal=journal)
    grow(path, 30, 40)
    windows = []
    real = sqlite._Database.batches

    def watched(self: Any, table: Any, limit: Any) -> Any:
        windows.append((table.name, table.window and (table.window.low, table.window.high)))
        yield from real(self, table, limit)

    monkeypatch.setattr(sqlite._Database, "batches", watched)
    scan(str(path), journal=journal)
    # `q` has no key that is counted upwards: it is read again
    assert windows == [("p", ("30", "40")), ("q", None)]
    scan(str(path), journal=journal)
    assert len(windows) == 2  # the file is as it was


def test_rows_that_went_make_it_begin_anew(tmp_path: Path) -> None:
    path, journal = tmp_path / "x.db", tmp_path / "journal"
    grow(path, 0, 40)
    assert {f.data_class for f in scan(str(path), journal=journal).findings} == {"email", "iban"}
    with sqlite3.connect(path) as base:
        base.execute("DELETE FROM p WHERE iban IS NOT NULL")
    base.close()
    grow(path, 50, 60)
    after = scan(str(path), journal=journal)
    same(after, scan(str(path)))
    assert next(f for f in after.findings if f.data_class == "iban").matched == 0


def test_a_log_written_ahead_counts_as_a_change(tmp_path: Path) -> None:
    path, journal = tmp_path / "x.db", tmp_path / "journal"
    grow(path, 0, 5)
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("PRAGMA journal_mode = wal")
    base.execute("PRAGMA wal_checkpoint(truncate)")
    scan(str(path), journal=journal)
    stamp = path.stat()
    base.execute("INSERT INTO p (mail) VALUES ('late@example.org')")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert max(f.matched for f in scan(str(path), journal=journal).findings) == 6
    base.close()


def test_postgresql_that_grew(postgres_database: str, tmp_path: Path) -> None:
    import psycopg

    journal = tmp_path / "journal"
    with psycopg.connect(postgres_database, autocommit=True) as base:
        base.execute(
            "CREATE TABLE p (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail text,"
            " iban text, at timestamptz NOT NULL DEFAULT now())"
        )
        for start, stop in ((0, 20), (20, 30), (30, 30), (30, 45)):
            with base.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO p (mail, iban) VALUES (%s, %s)", people(start, stop)
                )
            same(scan(postgres_database, journal=journal), scan(postgres_database))
        base.execute("DELETE FROM p WHERE id = 3")
        same(scan(postgres_database, journal=journal), scan(postgres_database))
        part = scan(postgres_database, since=Since(column="id", value="40"))
        assert part.rows_seen == 6 and not part.complete
        assert "before id 40" in part.skipped[0].why
        wrong = scan(postgres_database, since=Since(column="at", value="no time"))
        assert "holds times" in wrong.skipped[0].why and "no time" not in wrong.skipped[0].why


def test_mysql_that_grew(mariadb_database: str, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    run(mariadb_database, "CREATE TABLE p (id bigint AUTO_INCREMENT PRIMARY KEY, mail text)")
    for start, stop in ((0, 20), (20, 30), (30, 30), (30, 45)):
        for mail, _ in people(start, stop):
            run(mariadb_database, f"INSERT INTO p (mail) VALUES ('{mail}')")
        same(scan(mariadb_database, journal=journal), scan(mariadb_database))
    assert scan(mariadb_database, since=Since(column="id", value="40")).rows_seen == 6


def test_duckdb_since_a_time(tmp_path: Path) -> None:
    library = pytest.importorskip("duckdb", reason="left out: duckdb is not installed")
    path = tmp_path / "x.duckdb"
    with library.connect(str(path)) as base:
        base.execute("CREATE TABLE p AS SELECT DATE '2026-01-01' + n::INT AS day, 'a@example.org' AS mail FROM range(30) t(n)")  # fmt: skip
    assert scan(str(path), since=Since(column="day", value="2026-01-21")).rows_seen == 10
    assert scan(str(path), 5, since=Since(column="day", value="2026-01-21")).rows_seen == 5


def parquet(path: Path, start: int, stop: int) -> None:
    from arro3.io import write_parquet

    path.parent.mkdir(parents=True, exist_ok=True)
    mails, ibans = zip(*people(start, stop), strict=True)
    write_parquet(batch_of(["mail", "iban"], [mails, ibans]), path)


def lake(folder: Path) -> Path:
    parquet(folder / "sales/day=2026-11-01/country=de/a.parquet", 0, 20)
    parquet(folder / "sales/day=2026-11-02/country=de/a.parquet", 20, 30)
    parquet(folder / "sales/day=2026-11-02/country=fr/b.parquet", 30, 41)
    parquet(folder / "single.parquet", 0, 5)
    owned = folder / "by/owner=ada%40example.org/x.csv"
    owned.parent.mkdir(parents=True)
    owned.write_text("n\n1\n2\n")
    return folder


def test_a_partitioned_dataset_is_one_table(tmp_path: Path) -> None:
    discovery = scan(str(lake(tmp_path / "lake")))
    assert discovery.tables == 3 and discovery.complete and discovery.rows_total == 48
    found = {(f.table, f.column): (f.data_class, f.seen, f.matched) for f in discovery.findings}
    assert found["sales/", "mail"] == ("email", 41, 41)
    assert found["sales/", "iban"] == ("iban", 1, 1)
    # what stands in the names of folders is customer data too
    assert found["by/", "owner"][0] == "email"
    assert ("sales/", "day") in discovery.met


def test_only_new_partitions_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from servanda.inventory.sources import parquet as kind

    folder, journal = lake(tmp_path / "lake"), tmp_path / "journal"
    scan(str(folder), journal=journal)
    parquet(folder / "sales/day=2026-11-03/country=de/a.parquet", 41, 50)
    (folder / "sales/day=2026-11-01/country=de/a.parquet").unlink()
    opened = []
    real = kind._File._open

    def watched(self: Any, file: Any) -> Any:
        opened.append(str(file))
        return real(self, file)

    monkeypatch.setattr(kind._File, "_open", watched)
    grown = scan(str(folder), journal=journal)
    assert {"day=2026-11-03" in place for place in opened} == {True}
    same(grown, scan(str(folder)))
    assert grown.rows_total == 37


def test_partitions_and_files_since(tmp_path: Path) -> None:
    folder = lake(tmp_path / "lake")
    part = scan(str(folder), since=Since(column="day", value="2026-11-02"))
    sales = next(f for f in part.findings if (f.table, f.data_class) == ("sales/", "email"))
    assert sales.matched == 21 and not part.complete
    assert any("1 files before 2026-11-02" in skip.why for skip in part.skipped)
    for file in folder.rglob("*.parquet"):
        os.utime(file, (1_000, 1_000))
    part = scan(str(folder), since=Since(value="2020-01-01", changed=1_577_836_800 * 10**9))
    assert {table for table, _ in part.met} == {"by/"}


def test_partitions_of_other_columns_and_a_broken_one(tmp_path: Path) -> None:
    (tmp_path / "s/day=1").mkdir(parents=True)
    (tmp_path / "s/day=2").mkdir(parents=True)
    (tmp_path / "s/day=3").mkdir(parents=True)
    (tmp_path / "s/day=1/a.csv").write_text("mail\na@example.org\nb@example.org\n")
    (tmp_path / "s/day=2/a.csv").write_text("name,mail\nx,c@example.org\n")
    (tmp_path / "s/day=3/a.parquet").write_bytes(b"PAR1 and no more")
    journal = tmp_path.parent / f"{tmp_path.name}.journal"
    for kept in (None, journal, journal):
        discovery = scan(str(tmp_path), journal=kept)
        mail = next(f for f in discovery.findings if f.data_class == "email")
        assert (mail.table, mail.seen, mail.matched) == ("s/", 3, 3)
        assert [skip.place for skip in discovery.skipped] == ["s/day=3/a.parquet"]


@settings(max_examples=15, deadline=None)
@given(stops=st.lists(st.integers(0, 60), min_size=1, max_size=5))
def test_interrupted_anywhere_it_ends_with_the_same_findings(
    stops: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("stopped")
    lake(folder / "lake")
    grow(folder / "lake/x.db", 0, 41)
    (folder / "lake/y.csv").write_text("mail\n" + "a@example.org\n" * 50)
    (folder / "lake/broken.parquet").write_bytes(b"PAR1")
    whole = scan(str(folder / "lake"))
    real = delimited._File._records
    for stop in stops:
        left = [stop]

        def watched(done: int, total: int | None, place: str, left: list[int] = left) -> None:
            left[0] -= 4
            if left[0] < 0:
                raise KeyboardInterrupt

        def cut(self: Any, width: int, left: list[int] = left) -> Any:
            for record in real(self, width):
                left[0] -= 1
                if left[0] < 0:
                    raise KeyboardInterrupt
                yield record

        delimited._File._records = cut  # type: ignore[method-assign]
        try:
            scan(str(folder / "lake"), journal=folder / "journal", progress=watched)
        except KeyboardInterrupt:
            pass
        finally:
            delimited._File._records = real  # type: ignore[method-assign]
        # and the last line of the journal may be cut off with it
        data = (folder / "journal").read_bytes()
        if data.count(b"\n") > 1 and stop % 2:
            (folder / "journal").write_bytes(data[: -1 - stop])
    same(scan(str(folder / "lake"), journal=folder / "journal"), whole)


def test_the_rows_of_a_dataset_are_counted_together(tmp_path: Path) -> None:
    """Quasi-identifiers of a partitioned dataset are those of all its files."""
    from servanda.inventory.opening import combinations

    for day in range(4):
        part = tmp_path / f"lake/people/day={day}/a.csv"
        part.parent.mkdir(parents=True)
        lines = [f"{20 + n},{'Berlin' if n % 2 else 'Paris'}" for n in range(25)]
        part.write_text("age,city\n" + "\n".join(lines) + "\n")
    discovery = scan(str(tmp_path / "lake"))
    assert {f.data_class for f in discovery.findings} >= {"age", "city"}
    made, skipped = combinations(str(tmp_path / "lake"), discovery.findings, sources=SOURCES)
    assert not skipped and made["people/"].rows == 100
    # each pair stands once in each of the four files
    assert (made["people/"].k, made["people/"].whole) == (4, True)


@settings(max_examples=6, deadline=None)
@given(stops=st.lists(st.integers(0, 12), min_size=1, max_size=3))
def test_a_database_interrupted_anywhere(
    stops: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    from servanda.inventory.sources import sqlite

    folder = tmp_path_factory.mktemp("base")
    with sqlite3.connect(folder / "x.db") as base:
        for name in "abcde":
            base.execute(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY AUTOINCREMENT, mail TEXT)")
            base.executemany(
                f"INSERT INTO {name} (mail) VALUES (?)", [(m,) for m, _ in people(0, 30)]
            )
    base.close()
    whole = scan(str(folder / "x.db"))
    real = sqlite._Database._rows
    for stop in stops:
        left = [20 * stop]

        def cut(self: Any, cursor: Any, left: list[int] = left) -> Any:
            for row in real(self, cursor):
                left[0] -= 1
                if left[0] < 0:
                    raise KeyboardInterrupt
                yield row

        sqlite._Database._rows = cut  # type: ignore[method-assign]
        try:
            scan(str(folder / "x.db"), journal=folder / "journal")
        except KeyboardInterrupt:
            pass
        finally:
            sqlite._Database._rows = real  # type: ignore[method-assign]
    same(scan(str(folder / "x.db"), journal=folder / "journal"), whole)
