"""Tables in files, databases and buckets: read-only, random draws, damage said, the rest read."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from arro3.io import write_ipc, write_ipc_stream, write_parquet

from mariadb import run, session
from postgres import free_port
from servanda import registry
from servanda.base.errors import UnreadableError
from servanda.inventory import reading
from servanda.inventory.batches import batch_of
from servanda.inventory.evidence import Classes, compile_classes
from servanda.inventory.findings import Discovery
from servanda.inventory.scan import discover
from servanda.inventory.sources import arrow, duckdb, excel, jsonlines, mysql, objects

MAILS = [f"user{n}@example.com" for n in range(50)]


@pytest.fixture(scope="module")
def classes() -> Classes:
    return compile_classes(registry.detectors())


@pytest.fixture
def scan(classes: Classes) -> Any:
    def run(target: Path | str, rows: int | None = 917, folder: Path | str = ".") -> Discovery:
        return discover(
            str(target),
            system="s",
            detectors=classes,
            sources=registry.sources(),
            rows=rows,
            folder=str(folder),
        )

    return run


def found(discovery: Discovery) -> dict[str, str]:
    return {f"{f.table}.{f.column}": f.data_class for f in discovery.findings}


# --- any file ---------------------------------------------------------------------------------------

SUFFIXES = ["jsonl", "json", "arrow", "feather", "duckdb", "xlsx"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_missing_empty_and_junk(scan: Any, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    codes = []
    for content in (None, b"", b"\x01\x02\x03 no such thing \xff\xfe" * 40):
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(UnreadableError) as caught:
            scan(path)
        assert "\n" not in str(caught.value)
        codes.append(caught.value.code)
    assert codes[:2] == ["missing", "empty"] and codes[2].startswith("not-")


# --- JSON -------------------------------------------------------------------------------------------


def test_json_lines_with_nested_fields_and_damage(scan: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        json.dumps({"id": n, "who": {"mail": mail}, "calls": [{"to": f"+49 30 9018 20{n:02}"}]})
        for n, mail in enumerate(MAILS)
    ]
    lines.insert(20, '{"who": {"mail": "hidden@example.com"')
    path.write_text("\n".join(lines))
    for rows in (917, None):
        discovery = scan(path, rows)
        assert found(discovery) == {
            "a.jsonl.who.mail": "email",
            "a.jsonl.calls.to": "phone",
            f"a.jsonl.{jsonlines.BROKEN}": "email",
        }
        assert (discovery.rows_seen, discovery.rows_total) == (51, 51)


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_documents(scan: Any, tmp_path: Path, indent: int | None, encoding: str) -> None:
    path = tmp_path / "a.json"
    people = [{"E-Mail": mail, "Straße": f"Höhenweg {n}"} for n, mail in enumerate(MAILS * 40)]
    for document, name in ((people, "E-Mail"), ({"people": people}, "people.E-Mail")):
        path.write_text(json.dumps(document, indent=indent, ensure_ascii=False), encoding=encoding)
        assert found(scan(path, None))[f"a.json.{name}"] == "email"
    assert len(list(_records(path))) == 1


def _records(path: Path) -> list[dict[str, Any]]:
    with jsonlines.connect(str(path), ".") as source:
        return list(source._records())


def test_json_values_of_any_length_are_read_once_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # small pieces, so that values cross their ends in every way
    monkeypatch.setattr(jsonlines, "_HEAD", 7)
    items = [n * "x" if n % 3 else {"a": n, "b": [1, {"c": n}]} for n in range(60)] + [12345, True]
    path = tmp_path / "a.json"
    for text in (json.dumps(items), "\n".join(map(json.dumps, items))):
        path.write_text(text)
        assert _records(path) == [jsonlines._flat(item) for item in items]
    path.write_text(json.dumps(items)[:-4] + "@@")
    records = _records(path)
    assert records[:61] == [jsonlines._flat(item) for item in items[:61]]
    assert jsonlines.BROKEN in records[-1]


def test_fields_without_a_column_share_one(
    scan: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonlines, "_LOOK", 50)
    path = tmp_path / "a.jsonl"
    lines = [{"n": n} for n in range(30)] + [{"n": 1, "late": {"mail": mail}} for mail in MAILS]
    path.write_text("\n".join(map(json.dumps, lines)))
    for rows in (40, None):
        assert found(scan(path, rows)) == {f"a.jsonl.{jsonlines.OTHER}": "email"}


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_hostile_json_keeps_memory_bounded(scan: Any, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    with path.open("w") as file:
        file.write('{"email": "a@example.com"}\n' + "[" * 100_000 + '\n{"blob": "')
        for _ in range(40):
            file.write("x" * 1_000_000)
        file.write('"}\n{"email": "b@example.com"}\n')
    tracemalloc.start()
    try:
        discovery = scan(path, None)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found(discovery)[f"a.{suffix}.email"] == "email" and peak < 150_000_000


def test_a_draw_from_json_is_random(scan: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"n": n}) + "\n" for n in range(10_000)))
    with jsonlines.connect(str(path), ".") as source:
        (table,) = source.tables()
        assert table.rows == 10_000
        numbers = [n for b in source.batches(table, 2000) for n in b.column(0).to_pylist()]
    assert len(set(numbers)) == 2000
    assert abs(sum(numbers) / 2000 - 5_000) < 5 * 10_000 / (12 * 2000) ** 0.5


# --- Arrow ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [write_ipc, write_ipc_stream])
def test_arrow_files_and_streams(scan: Any, tmp_path: Path, write: Any) -> None:
    path = tmp_path / "a.arrow"
    mails = [f"u{n}@example.com" if n > 38_000 else f"x {n}" for n in range(40_000)]
    write(batch_of(["c", "n"], [mails, list(range(40_000))]), str(path))
    for rows, seen in ((917, 917), (None, 40_000)):
        discovery = scan(path, rows)
        assert found(discovery) == {"a.arrow.c": "email"}
        assert (discovery.rows_seen, discovery.rows_total) == (seen, 40_000)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    try:
        discovery = scan(path, None)
    except UnreadableError as error:
        assert error.code in ("not-arrow", "unreadable")
    else:
        assert discovery.skipped
    with arrow.connect(str(_written(tmp_path, data)), ".") as source:
        (table,) = source.tables()
        numbers = [n for b in source.batches(table, 2000) for n in b.column(1).to_pylist()]
    assert len(set(numbers)) == 2000
    assert abs(sum(numbers) / 2000 - 20_000) < 5 * 40_000 / (12 * 2000) ** 0.5


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "b.arrow"
    path.write_bytes(data)
    return path


def test_the_first_version_of_feather_is_named(scan: Any, tmp_path: Path) -> None:
    (tmp_path / "a.feather").write_bytes(b"FEA1" + bytes(60) + b"FEA1")
    with pytest.raises(UnreadableError, match="version 1"):
        scan(tmp_path / "a.feather")


# --- DuckDB -----------------------------------------------------------------------------------------


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    engine = pytest.importorskip("duckdb", reason="left out: duckdb is not installed")
    path = tmp_path / "a.duckdb"
    with engine.connect(str(path)) as connection:
        for statement in (
            "CREATE TABLE big AS SELECT i AS n, CASE WHEN i >= 190000 THEN 'u' || i || '@example.com'"
            " END AS c FROM range(200000) r(i)",
            "CREATE SCHEMA sales",
            'CREATE TABLE sales."odd ""name" ("E-Mail" VARCHAR, born DATE, doc STRUCT(phone VARCHAR),'
            " blob BLOB, t TIMESTAMPTZ)",
            "INSERT INTO sales.\"odd \"\"name\" SELECT 'u' || i || '@example.com', NULL,"
            " {'phone': '+49 30 90182' || (100 + i)}, '\\x00\\xFF'::BLOB, now() FROM range(99) r(i)",
            "CREATE VIEW seen AS SELECT * FROM big",
        ):
            connection.execute(statement)
    return path


def test_duckdb_tables_schemas_and_names(scan: Any, warehouse: Path) -> None:
    before = warehouse.read_bytes()
    for rows in (917, None):
        discovery = scan(warehouse, rows)
        assert found(discovery) == {
            "big.c": "email",
            'sales.odd "name.E-Mail': "email",
            'sales.odd "name.born': "date-of-birth",
            'sales.odd "name.doc': "phone",
        }
        assert discovery.complete and discovery.tables == 2 and discovery.source == "DuckDB"
        assert discovery.rows_total == 200_099
    assert warehouse.read_bytes() == before
    assert [path.name for path in warehouse.parent.iterdir()] == ["a.duckdb"]


def test_duckdb_draws_are_even_and_sparse_columns_drawn_alone(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse), ".") as source:
        table = source.tables()[0]
        numbers = [n for b in source.batches(table, 2000) for n in b.column(0).to_pylist()]
        values = source.column(table, "c", 917).column(0).to_pylist()
    assert len(set(numbers)) == 2000 and len(values) == 917 and None not in values
    assert abs(sum(numbers) / 2000 - 100_000) < 5 * 200_000 / (12 * 2000) ** 0.5


@pytest.mark.parametrize(
    "attempt",
    [
        "INSERT INTO big VALUES (1, 'x')",
        "DROP TABLE big",
        "ATTACH '{folder}/b.duckdb'",
        "COPY big TO '{folder}/b.csv'",
        "SELECT * FROM read_csv('{folder}/c.csv')",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_duckdb_sessions_cannot_write_or_reach_out(warehouse: Path, attempt: str) -> None:
    (warehouse.parent / "c.csv").write_text("a\n1\n")
    with duckdb.connect(str(warehouse), ".") as source, pytest.raises(UnreadableError):
        list(source._rows(attempt.format(folder=warehouse.parent)))
    assert not (warehouse.parent / "b.duckdb").exists()
    assert not (warehouse.parent / "b.csv").exists()


def test_duckdb_trouble(scan: Any, warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duckdb, "_STATEMENT_SECONDS", 0.05)
    with duckdb.connect(str(warehouse), ".") as source:
        with pytest.raises(UnreadableError) as caught:
            list(source._rows("SELECT count(*) FROM big a, big b WHERE a.n + b.n = 17"))
        assert caught.value.code == "too-slow"
        with pytest.raises(UnreadableError) as caught:
            list(source._rows("SELECT * FROM dropped"))
        assert caught.value.code == "gone"
    data = warehouse.read_bytes()
    warehouse.write_bytes(data[:20_000])
    with pytest.raises(UnreadableError) as caught:
        scan(warehouse)
    assert caught.value.code == "not-a-database"


def test_duckdb_tables_come_as_arrow_or_row_by_row(
    scan: Any, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways: list[str] = []
    for name in ("_arrow", "_rows"):
        real = getattr(duckdb._Database, name)

        def watched(self: Any, sql: str, name: str = name, real: Any = real) -> Any:
            ways.append(name)
            yield from real(self, sql)

        monkeypatch.setattr(duckdb._Database, name, watched)
    quick = scan(warehouse, None)
    assert "_arrow" in ways
    ways.clear()
    monkeypatch.setattr(duckdb, "_MOST_BYTES", -1)  # as if each row were huge
    assert scan(warehouse, None).findings == quick.findings and quick.findings
    monkeypatch.setattr(duckdb, "_STATEMENT_SECONDS", 0.05)
    with duckdb.connect(str(warehouse), ".") as source, pytest.raises(UnreadableError) as caught:
        list(source._arrow("SELECT count(*) FROM big a, big b WHERE a.n + b.n = 17"))
    assert caught.value.code == "too-slow"


def test_duckdb_held_by_another_program(scan: Any, warehouse: Path) -> None:
    held = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", held, str(warehouse)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as writer:
        assert writer.stdout is not None and writer.stdout.readline() == b"held\n"
        with pytest.raises(UnreadableError) as caught:
            scan(warehouse)
        writer.communicate(b"\n")
    assert caught.value.code == "locked"


# --- Excel ------------------------------------------------------------------------------------------


def workbook(path: Path, sheets: dict[str, list[list[Any]]], hidden: str = "") -> Path:
    library = pytest.importorskip("openpyxl", reason="left out: openpyxl is not installed")
    book = library.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden" if title == hidden else "visible"
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_excel_sheets(scan: Any, tmp_path: Path) -> None:
    born = [dt.datetime(1950 + n, 2, 1 + n % 28) for n in range(50)]
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "People": [["Customers of 2026"], [], ["No.", "E-Mail", "Date of birth", None]]
            + [[n, mail, date] for n, (mail, date) in enumerate(zip(MAILS, born, strict=True))]
            + [[99, "x@example.com", None, None, None, "beyond@example.com"]],
            "No header": [[n, mail] for n, mail in enumerate(MAILS)],
            "Hidden": [["email"], ["a@example.com"], ["b@example.com"]],
            "Blank": [],
        },
        hidden="Hidden",
    )
    before = path.read_bytes()
    for rows in (917, None):
        discovery = scan(path, rows)
        assert found(discovery) == {
            "People.E-Mail": "email",
            "People.Date of birth": "date-of-birth",
            "No header.column 2": "email",
            "Hidden.email": "email",
        } | {k: v for k, v in found(discovery).items() if k.startswith("People.column")}
        assert discovery.rows_total == 52 + 50 + 2 and discovery.complete
    assert path.read_bytes() == before


def test_excel_draws_are_random(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"s": [["n", "few"]] + [[n] for n in range(5000)]})
    with excel.connect(str(path), ".") as source:
        (table,) = source.tables()
        numbers = [n for b in source.batches(table, 1000) for n in b.column(0).to_pylist()]
        assert source.count(table) == 5000
        assert source.column(table, "n", 7).num_rows == 7
    assert len(set(numbers)) == 1000
    assert abs(sum(numbers) / 1000 - 2_500) < 5 * 5_000 / (12 * 1000) ** 0.5


def test_excel_damage_and_tricks(
    scan: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "a.xlsx", {"s": [["email"], ["a@example.com"]]})
    with zipfile.ZipFile(path) as parts:
        files = {name: parts.read(name) for name in parts.namelist()}

    def again(**changed: Any) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
            for name, data in files.items():
                stem = name.rpartition("/")[2].partition(".")[0]
                parts.writestr(name, changed.get(stem, data))

    sheet = files["xl/worksheets/sheet1.xml"]
    # a row number that would make a reader count to a thousand million
    monkeypatch.setattr(excel, "_MOST_ROWS", 1000)
    again(sheet1=sheet.replace(b'<row r="2"', b'<row r="999999999"'))
    assert scan(path, None).rows_seen <= 1
    again(sheet1=sheet[: len(sheet) // 2])
    with pytest.raises(UnreadableError, match="no complete Excel"):
        scan(path)
    again(sheet1=sheet + b" " * 110_000_000)
    with pytest.raises(UnreadableError) as caught:
        scan(path)
    assert caught.value.code == "too-large" and "bomb" in caught.value.hint
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(UnreadableError, match="encrypted"):
        scan(path)


# --- MySQL and MariaDB ------------------------------------------------------------------------------


def test_mysql_types_and_names(scan: Any, mariadb_database: str) -> None:
    run(
        mariadb_database,
        "CREATE TABLE `odd ``name` (`E-Mail` varchar(99), born date, doc json, n decimal(9,3),"
        " `bl%sob` blob, b bit(3), g point, t timestamp NULL, e enum('x','y'), y year)",
        "INSERT INTO `odd ``name` SELECT concat('u', seq, '@example.com'), NULL,"
        " json_object('phone', concat('+49 30 90182', 100 + seq)), seq / 3, x'00ff', b'101',"
        " point(1, 2), NULL, 'x', 2001 FROM seq_1_to_99",
        "CREATE TABLE people (date_of_birth date)",
        "SET sql_mode = ''",
        "INSERT INTO people VALUES ('1980-02-29')",
        "CREATE VIEW seen AS SELECT * FROM people",
    )
    for rows in (917, None):
        discovery = scan(mariadb_database, rows)
        assert found(discovery) == {
            "odd `name.E-Mail": "email",
            "odd `name.born": "date-of-birth",
            "odd `name.doc": "phone",
            "people.date_of_birth": "date-of-birth",
        }
        assert discovery.complete and discovery.tables == 2 and discovery.rows_total == 100


def test_mysql_impossible_dates_are_read_as_text(scan: Any, mariadb_database: str) -> None:
    run(mariadb_database, "CREATE TABLE t (email varchar(50), d date)")
    with session(mariadb_database) as other, other.cursor() as cursor:
        cursor.execute("SET sql_mode = ''")
        cursor.execute("INSERT INTO t VALUES ('a@example.com', '0000-00-00')")
    assert found(scan(mariadb_database, None)) == {"t.email": "email"}


def test_mysql_sessions_cannot_write(mariadb_database: str) -> None:
    import pymysql

    run(mariadb_database, "CREATE TABLE t (a int)")
    with mysql.connect(mariadb_database, ".") as source:
        cursor = source._connection.cursor()
        for attempt in ("INSERT INTO t VALUES (1)", "DROP TABLE t", "CREATE TABLE u (a int)"):
            with pytest.raises(pymysql.Error) as caught:
                cursor.execute(attempt)
            assert caught.value.args[0] == 1792  # cannot execute in a READ ONLY transaction
        (table,) = source.tables()
        assert source.count(table) == 0


def test_mysql_big_tables_are_thinned(scan: Any, mariadb_database: str) -> None:
    run(
        mariadb_database,
        "CREATE TABLE big AS SELECT seq AS n, IF(seq > 190000, concat('u', seq, '@example.com'),"
        " NULL) AS c FROM seq_1_to_200000",
        "ANALYZE TABLE big",
    )
    discovery = scan(mariadb_database)
    assert found(discovery) == {"big.c": "email"}
    (finding,) = discovery.findings
    # one row in twenty has a value: the column was drawn again by itself
    assert (finding.seen, finding.rows, discovery.rows_seen) == (917, 200_000, 917)
    with mysql.connect(mariadb_database, ".") as source:
        (table,) = source.tables()
        assert table.key[1] > mysql._SORTED_ROWS
        numbers = [n for b in source.batches(table, 2000) for n in b.column(0).to_pylist()]
    assert len(set(numbers)) == 2000
    assert abs(sum(numbers) / 2000 - 100_000) < 5 * 200_000 / (12 * 2000) ** 0.5


def test_mysql_tables_that_may_not_be_read_are_skipped(scan: Any, mariadb_database: str) -> None:
    name = "reader_" + mariadb_database[-8:]
    run(
        mariadb_database,
        "CREATE TABLE open_ (email text)",
        "INSERT INTO open_ VALUES ('a@example.com')",
        "CREATE TABLE closed (email text, phone text)",
        f"CREATE USER {name}@'127.0.0.1' IDENTIFIED BY 'p%40w@'",
        f"GRANT SELECT ON open_ TO {name}@'127.0.0.1'",
        f"GRANT INSERT ON closed TO {name}@'127.0.0.1'",
    )
    host = mariadb_database.rpartition("@")[2]
    discovery = scan(f"mysql://{name}:p%2540w%40@{host}")
    assert found(discovery) == {"open_.email": "email"}
    assert [(s.place, s.why) for s in discovery.skipped] == [
        ("closed", "this user may not read it")
    ]
    assert name not in discovery.target and "p%" not in repr(discovery)
    # without a database in the URL: all that this user sees
    everywhere = scan(f"mariadb://{name}:p%2540w%40@{host.partition('/')[0]}")
    assert found(everywhere) == {f"{host.partition('/')[2]}.open_.email": "email"}
    run(mariadb_database, f"DROP USER {name}@'127.0.0.1'")


@pytest.mark.parametrize("how", ["DROP TABLE gone", "KILL"])
def test_mysql_trouble_in_mid_scan(
    scan: Any, mariadb_database: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(
        mariadb_database,
        "CREATE TABLE a (email text)",
        "INSERT INTO a VALUES ('a@example.com')",
        "CREATE TABLE gone (email text)",
        "INSERT INTO gone VALUES ('b@example.com')",
    )
    real = reading.observe_table

    def then_trouble(source: Any, table: Any, *rest: Any) -> Any:
        seen = real(source, table, *rest)
        if table.name == "a":
            thread = source._connection.thread_id()
            run(mariadb_database, f"KILL {thread}" if how == "KILL" else how)
        return seen

    monkeypatch.setattr(reading, "observe_table", then_trouble)
    discovery = scan(mariadb_database)
    if how == "KILL":  # the session is opened again, and the rest is read
        assert found(discovery) == {"a.email": "email", "gone.email": "email"}
        assert discovery.complete
        return
    assert found(discovery) == {"a.email": "email"}
    (skip,) = discovery.skipped
    assert skip.place == "gone" and "dropped" in skip.why


def test_mysql_a_connection_cut_while_rows_come(scan: Any, mariadb_database: str) -> None:
    run(
        mariadb_database,
        "CREATE TABLE a AS SELECT seq AS n, repeat('x', 900) AS c FROM seq_1_to_40000",
    )
    with mysql.connect(mariadb_database, ".") as source:
        (table,) = source.tables()
        batches = source.batches(table, None)
        assert next(batches).num_rows > 0
        run(mariadb_database, f"KILL {source._connection.thread_id()}")
        with pytest.raises(UnreadableError) as caught:
            list(batches)
    assert caught.value.code == "unreachable"


def test_mysql_locked_and_slow(
    scan: Any, mariadb_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mysql, "_LOCK_SECONDS", 1)
    monkeypatch.setattr(mysql, "_STATEMENT_SECONDS", 1)
    run(mariadb_database, "CREATE TABLE t (email text)")
    with mysql.connect(mariadb_database, ".") as source:
        with pytest.raises(UnreadableError) as caught:
            source._run(
                "SELECT count(*) FROM seq_1_to_100000 a, seq_1_to_100000 b WHERE rand() < 0"
            )
        assert caught.value.code == "too-slow"
    with session(mariadb_database) as other, other.cursor() as cursor:
        cursor.execute("LOCK TABLE t WRITE")
        (skip,) = scan(mariadb_database).skipped
    # whichever of the two time-outs strikes first
    assert "locked" in skip.why or "longer" in skip.why


def test_mysql_refusals_show_no_secret(scan: Any, mariadb_server: str) -> None:
    host = mariadb_server.rpartition("@")[2]
    password = mariadb_server.split(":")[2].partition("@")[0]
    for target, code in (
        (f"mysql://servanda:s3cr3t@{host}/x", "login-refused"),
        (f"mysql://servanda:{password}@{host}/nosuch", "missing"),
        (f"mysql://servanda:{password}@{host}/?ssl=required", "unreachable"),
        (f"mysql://servanda:{password}@{host}/?ssl_ca=s3cr3t", "bad-url"),
        (f"mysql://u:s3cr3t@127.0.0.1:{free_port()}/x", "unreachable"),
        ("mysql://u:s3cr3t@127.0.0.1:notaport/x", "bad-url"),
    ):
        with pytest.raises(UnreadableError) as caught:
            scan(target)
        error = caught.value
        assert error.code == code
        shown = str(error) + repr(error) + repr(error.__dict__)
        assert "s3cr3t" not in shown and password not in shown and "\n" not in str(error)


# --- object stores ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def store_address() -> Iterator[str]:
    reason = "left out: moto or s3fs is not installed, so no object store was tried"
    pytest.importorskip("s3fs", reason=reason)
    server = pytest.importorskip("moto.server", reason=reason)
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    try:
        yield "http://{}:{}".format(*running.get_host_and_port())
    finally:
        running.stop()


@pytest.fixture
def bucket(store_address: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name, value in {
        "AWS_ENDPOINT_URL": store_address,
        "AWS_ACCESS_KEY_ID": "AKtest",
        "AWS_SECRET_ACCESS_KEY": "s3cr3t",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": "*",
    }.items():
        monkeypatch.setenv(name, value)
    import boto3

    client = boto3.client("s3")
    name = f"lake-{secrets.token_hex(6)}"
    client.create_bucket(Bucket=name)

    def put(key: str, body: bytes) -> None:
        client.put_object(Bucket=name, Key=key, Body=body)

    put.name, put.client = name, client  # type: ignore[attr-defined]
    return put


def test_a_bucket_is_read_object_by_object(scan: Any, bucket: Any, tmp_path: Path) -> None:
    batch = batch_of(["email", "n"], [MAILS, list(range(50))])
    write_parquet(batch, str(tmp_path / "p"))
    write_ipc(batch, str(tmp_path / "i"))
    workbook(
        tmp_path / "a.xlsx", {"one": [["email"], *([m] for m in MAILS)], "two": [["a"], ["b"]]}
    )
    lines = "".join(json.dumps({"who": {"mail": mail}}) + "\n" for mail in MAILS).encode()
    for key, body in {
        "crm/a b.csv": ("email\n" + "\n".join(MAILS)).encode(),
        "crm/only-a-header.csv": b"date of birth\n",
        "crm/part-0.snappy.parquet": (tmp_path / "p").read_bytes(),
        "crm/x.arrow": (tmp_path / "i").read_bytes(),
        "crm/../odd/\u00e9.jsonl": lines,
        "crm/a.xlsx": (tmp_path / "a.xlsx").read_bytes(),
        "crm/cut.parquet": b"PAR1 cut off",
        "crm/cut.xlsx": b"PK cut off",
        "crm/movie.xyz": b"?",
        "other/b.csv": b"email\nb@example.com\n",
    }.items():
        bucket(key, body)
    discovery = scan(f"s3://{bucket.name}/crm")
    assert found(discovery) == {
        "a b.csv.email": "email",
        "only-a-header.csv.date of birth": "date-of-birth",
        "part-0.snappy.parquet.email": "email",
        "x.arrow.email": "email",
        "../odd/\u00e9.jsonl.who.mail": "email",
        "a.xlsx/one.email": "email",
    }
    assert {s.place for s in discovery.skipped} == {"cut.parquet", "cut.xlsx", "movie.xyz"}
    assert discovery.source == "object store" and not discovery.complete
    assert found(scan(f"s3://{bucket.name}/other/b.csv", None)) == {"b.csv.email": "email"}


def test_an_object_that_goes_in_mid_scan_is_skipped(
    scan: Any, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        bucket(f"{name}.csv", b"email\na@example.com\n")
    real = reading.observe_table

    def then_trouble(source: Any, table: Any, *rest: Any) -> Any:
        seen = real(source, table, *rest)
        bucket.client.delete_object(Bucket=bucket.name, Key="b.csv")
        return seen

    monkeypatch.setattr(reading, "observe_table", then_trouble)
    discovery = scan(f"s3://{bucket.name}")
    assert found(discovery) == {"a.csv.email": "email", "c.csv.email": "email"}
    (skip,) = discovery.skipped
    assert skip.place == "b.csv" and "removed" in skip.why


def test_nothing_of_a_bucket_stays_behind(bucket: Any, tmp_path: Path) -> None:
    for name in "ab":
        bucket(f"{name}.csv", b"email\na@example.com\n")
    with objects.connect(f"s3://{bucket.name}", ".") as source:
        private = source._private
        assert private.stat().st_mode & 0o077 == 0
        for table in source.tables():
            assert sum(batch.num_rows for batch in source.batches(table, None)) == 1
            assert source.count(table) is None or source.count(table) == 1
            assert len(list(private.iterdir())) == 1
    assert not private.exists()


def test_object_stores_that_refuse(scan: Any, bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def code(target: str) -> str:
        with pytest.raises(UnreadableError) as caught:
            scan(target)
        assert "s3cr3t" not in str(caught.value) + repr(caught.value.__dict__)
        return caught.value.code

    assert code("s3://no-such-bucket-here") in ("missing", "empty")
    assert code(f"s3://{bucket.name}/nothing") in ("missing", "empty")
    assert code(f"s3://AK:s3cr3t@{bucket.name}/a") == "bad-url"
    monkeypatch.setattr(objects, "_S3", {"connect_timeout": 1, "retries": {"max_attempts": 0}})
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    assert code(f"s3://{bucket.name}") == "unreachable"
    monkeypatch.setitem(sys.modules, "s3fs", None)
    assert code(f"s3://{bucket.name}") == "no-driver"


# --- a library that is not there --------------------------------------------------------------------


@pytest.mark.parametrize(("module", "extra"), [("duckdb", "duckdb"), ("openpyxl", "excel")])
def test_without_its_library(
    scan: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, extra: str
) -> None:
    path = tmp_path / f"a.{extra if extra != 'excel' else 'xlsx'}"
    path.write_bytes(b"01234567DUCK")
    if extra == "excel":
        with zipfile.ZipFile(path, "w") as parts:
            parts.writestr("a", "b")
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UnreadableError) as caught:
        scan(path)
    assert caught.value.code == "no-driver" and f"servanda[{extra}]" in caught.value.hint
