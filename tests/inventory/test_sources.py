"""Places as they really fail: locked, missing, damaged, refused, hostile. One clear line, never a password."""

from __future__ import annotations

import os
import random
import sqlite3
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from arro3.io import write_parquet

from servanda import registry
from servanda.base.errors import UnreadableError
from servanda.inventory import reading
from servanda.inventory.batches import batch_of
from servanda.inventory.findings import Discovery
from servanda.inventory.scan import discover
from servanda.inventory.sources import delimited, parquet, postgresql, sqlite

MAILS = [f"user{n}@example.com" for n in range(50)]


def scan(target: Path | str, rows: int | None = 917) -> Discovery:
    return discover(
        str(target),
        system="s",
        detectors=registry.detectors(),
        sources=registry.sources(),
        rows=rows,
    )


def found(discovery: Discovery) -> dict[str, str]:
    return {f"{f.table}.{f.column}": f.data_class for f in discovery.findings}


def refusal(target: Path | str) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        scan(target)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.fixture
def crm(tmp_path: Path) -> Path:
    path = tmp_path / "crm.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT)")
    connection.executemany("INSERT INTO people (email) VALUES (?)", [(mail,) for mail in MAILS])
    connection.commit()
    connection.close()
    return path


# --- any place --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["none.db", "none.csv", "none.parquet", "none", "none.xyz"])
def test_missing(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name).code == "missing"


@pytest.mark.parametrize("name", ["a.db", "a.csv", "a.parquet"])
def test_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert refusal(tmp_path / name).code == "empty"


def test_a_kind_that_nothing_reads(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("hello")
    assert "PostgreSQL" in refusal(tmp_path / "a.xyz").hint
    error = refusal("oracle://scott:tiger@host/db")
    assert error.code == "unknown-kind" and "tiger" not in str(error)


def test_a_folder_is_read_file_by_file(tmp_path: Path, crm: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.csv").write_text("email\na@example.com\n")
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 cut off")
    (tmp_path / "notes.docx").write_bytes(b"PK")
    discovery = scan(tmp_path)
    assert found(discovery) == {"crm.db/people.email": "email", "sub/a.csv.email": "email"}
    assert {skip.place for skip in discovery.skipped} == {"bad.parquet", "notes.docx"}
    assert not discovery.complete and discovery.guarantee == 0.0


def test_an_empty_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "empty"


# --- SQLite -----------------------------------------------------------------------------------------


def test_sqlite_is_read_and_never_written(crm: Path) -> None:
    before = crm.read_bytes()
    discovery = scan(crm)
    assert found(discovery) == {"people.email": "email"}
    assert crm.read_bytes() == before and [p.name for p in crm.parent.iterdir()] == ["crm.db"]
    with sqlite.connect(str(crm), ".") as source, pytest.raises(UnreadableError):
        source._run("DELETE FROM people")
    assert crm.read_bytes() == before


@pytest.mark.parametrize(
    "junk", [b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 4000]
)
def test_not_a_database(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "a.db").write_bytes(junk)
    assert refusal(tmp_path / "a.db").code == "not-a-database"


def test_locked(crm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_WAIT", 0.1)
    writer = sqlite3.connect(crm, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    try:
        error = refusal(crm)
        assert error.code == "locked" and "another program" in error.message
    finally:
        writer.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="left out: root may read every file")
def test_no_permission(crm: Path) -> None:
    crm.chmod(0)
    assert refusal(crm).code == "no-permission"


def test_a_table_that_goes_in_mid_scan_is_skipped(
    crm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = sqlite3.connect(crm, isolation_level=None)
    connection.execute("CREATE TABLE zebras (phone TEXT)")
    connection.execute("CREATE TABLE aardvarks (x TEXT)")
    real = sqlite._Database.tables

    def tables_then_drop(self: Any) -> Any:
        tables = real(self)
        connection.execute("DROP TABLE aardvarks")
        return tables

    monkeypatch.setattr(sqlite._Database, "tables", tables_then_drop)
    discovery = scan(crm)
    connection.close()
    assert found(discovery) == {"people.email": "email", "zebras.phone": "phone"}
    assert [skip.place for skip in discovery.skipped] == ["aardvarks"]


def test_wrong_encodings_and_dynamic_types(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.execute('CREATE TABLE "odd ""name" ("e-mail" TEXT, "a;b" INTEGER)')
    connection.executemany(
        'INSERT INTO "odd ""name" VALUES (CAST(? AS TEXT), ?)',
        [(b"\xff\xfe@\xe9", "text"), (b"a@example.com", 2**62), (b"b@example.com", b"\x00\xff")],
    )
    connection.commit()
    connection.close()
    assert found(scan(tmp_path / "a.db")) == {'odd "name.e-mail': "email"}


@pytest.mark.parametrize("without", ["", "WITHOUT ROWID"])
def test_a_draw_of_rows_is_random_and_says_how_sure_it_is(tmp_path: Path, without: str) -> None:
    path = tmp_path / "big.db"
    connection = sqlite3.connect(path)
    connection.execute(f"CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT, rare TEXT) {without}")
    # the mails stand at the end, where reading from the top would miss them
    rows = ((n, f"m{n}@example.com" if n > 29_000 else "x y", "+49 30 901820" if n < 20 else None)
            for n in range(30_000))  # fmt: skip
    connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
    connection.commit()
    connection.close()
    discovery = scan(path)
    assert found(discovery)["t.c"] == "email"
    assert (discovery.rows_seen, discovery.rows_total) == (917, 30_000)
    assert 0.9999 <= discovery.guarantee < 1
    # a column that is mostly null is drawn by itself, until all of it was seen
    with sqlite.connect(str(path), ".") as source:
        (table,) = source.tables()
        assert source.column(table, "rare", 917).num_rows == 20


def test_random_rows_are_evenly_drawn(tmp_path: Path) -> None:
    path = tmp_path / "gaps.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, half INTEGER)")
    connection.executemany(
        "INSERT INTO t VALUES (?, ?)", [(3 * n, n >= 10_000) for n in range(20_000)]
    )
    connection.commit()
    connection.close()
    with sqlite.connect(str(path), ".") as source:
        (table,) = source.tables()
        halves = [
            v
            for _ in range(10)
            for b in source.batches(table, 300)
            for v in b.column(1).to_pylist()
        ]
    # 3,000 fair draws: 1,500 give or take; 5 standard deviations are 137
    assert len(halves) == 3000 and abs(sum(halves) - 1500) < 137


# --- CSV --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_dialects(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [["Straße", "E-Mail"]] + [[f"Höhenweg {n}", mail] for n, mail in enumerate(MAILS)]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert found(scan(tmp_path / "a.csv")) == {
        "a.csv.Straße": "street-address",
        "a.csv.E-Mail": "email",
    }


def csv_file(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "a.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_without_a_header_the_first_record_is_data(tmp_path: Path) -> None:
    discovery = scan(csv_file(tmp_path, "1,a@example.com\n2,b@example.com\n"))
    assert found(discovery) == {"a.csv.column 2": "email"} and discovery.rows_total == 2


def test_ragged_records_lose_nothing(tmp_path: Path) -> None:
    content = "id,note\n1\n2,x,hidden@example.com\n\n3,y\n"
    assert found(scan(csv_file(tmp_path, content))) == {"a.csv.note": "email"}


def test_quoted_line_breaks_and_nuls(tmp_path: Path) -> None:
    content = 'email,note\n"a@example.com","two\nlines"\nb\x00@example.com,"say ""hi"""\n'
    discovery = scan(csv_file(tmp_path, content))
    assert found(discovery) == {"a.csv.email": "email"} and discovery.rows_total == 2


def test_binary_with_the_name_of_a_csv(tmp_path: Path) -> None:
    junk = bytes(random.Random(1).choices(range(1, 32), k=5000))
    assert refusal(csv_file(tmp_path, junk)).code == "not-text"


@pytest.mark.slow
def test_a_hundred_thousand_columns(tmp_path: Path) -> None:
    names = ",".join(f"c{n}" for n in range(99_999)) + ",email\n"
    values = ",".join(["7"] * 99_999) + ",a@example.com\n"
    discovery = scan(csv_file(tmp_path, names + values * 2))
    assert discovery.columns == 100_000 and found(discovery) == {"a.csv.email": "email"}


def test_one_giant_line_keeps_memory_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w") as file:
        file.write("email,blob\na@example.com,")
        for _ in range(60):
            file.write("x" * 1_000_000)
        file.write("\nb@example.com,y\n")
    tracemalloc.start()
    try:
        discovery = scan(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found(discovery) == {"a.csv.email": "email"} and discovery.rows_seen == 2
    assert peak < 60_000_000
    # what was left out is said
    assert any("long" in skip.why for skip in discovery.skipped)


def test_a_draw_from_a_csv_is_random(tmp_path: Path) -> None:
    lines = [f"u{n}@example.com" if n > 9_500 else f"x {n}" for n in range(10_000)]
    discovery = scan(csv_file(tmp_path, "c\n" + "\n".join(lines)))
    assert found(discovery) == {"a.csv.c": "email"}
    assert (discovery.rows_seen, discovery.rows_total) == (917, 10_000)


# --- Parquet ----------------------------------------------------------------------------------------


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "a.parquet"
    mails = [f"u{n}@example.com" if n > 38_000 else f"x {n}" for n in range(40_000)]
    write_parquet(
        batch_of(["c", "n"], [mails, list(range(40_000))]), str(path), max_row_group_size=5_000
    )
    yield path


@pytest.mark.parametrize(("rows", "seen"), [(917, 917), (None, 40_000)])
def test_parquet(lake: Path, rows: int | None, seen: int) -> None:
    discovery = scan(lake, rows)
    assert found(discovery) == {"a.parquet.c": "email"}
    assert (discovery.rows_seen, discovery.rows_total) == (seen, 40_000)


def test_a_draw_from_parquet_is_even(lake: Path) -> None:
    with parquet.connect(str(lake), ".") as source:
        (table,) = source.tables()
        numbers = [n for b in source.batches(table, 2000) for n in b.column(1).to_pylist()]
    assert len(set(numbers)) == 2000
    # 5 standard deviations of the mean of 2,000 even draws from 40,000
    assert abs(sum(numbers) / 2000 - 20_000) < 5 * 40_000 / (12 * 2000) ** 0.5


@pytest.mark.parametrize("at", [0.2, 0.6, 0.97])
def test_damaged_parquet(lake: Path, at: float, capfd: pytest.CaptureFixture[str]) -> None:
    data = bytearray(lake.read_bytes())
    place = int(len(data) * at)
    data[place : place + 400] = b"\xff" * min(400, len(data) - 8 - place)
    lake.write_bytes(bytes(data[:-4]) + b"PAR1")
    try:
        discovery = scan(lake, None)
    except UnreadableError as error:
        assert error.code in ("unreadable", "not-parquet")
    else:
        # damage in the middle of data may still decode; then nothing was left out
        assert discovery.skipped or discovery.rows_seen == 40_000


def test_cut_off_parquet(lake: Path) -> None:
    lake.write_bytes(lake.read_bytes()[:1000])
    assert refusal(lake).code == "not-parquet"


# --- PostgreSQL -------------------------------------------------------------------------------------

pg = pytest.mark.postgres


def sql(url: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


@pg
def test_postgresql_types_schemas_and_names(postgres_database: str) -> None:
    sql(
        postgres_database,
        'CREATE SCHEMA "sales dept"',
        'CREATE TABLE "sales dept"."Odd ""Table" ("E-Mail" text, born date, ip inet, tags text[],'
        " doc jsonb, n numeric, blob bytea, mac macaddr, u uuid, t timestamptz)",
        'INSERT INTO "sales dept"."Odd ""Table" SELECT \'u\' || n || \'@example.com\', NULL,'
        " ('203.0.113.' || n)::inet, ARRAY['a'], jsonb_build_object('phone', '+49 30 90182' || n),"
        " n / 3.0, '\\x00ff', '08:00:2b:01:02:03', gen_random_uuid(), 'infinity' FROM generate_series(1, 99) n",
        "CREATE TABLE people (date_of_birth date)",
        "INSERT INTO people VALUES ('1980-02-29'), ('infinity'), ('0044-03-15 BC')",
    )
    for rows in (917, None):
        discovery = scan(postgres_database, rows)
        table = 'sales dept.Odd "Table'
        assert found(discovery) == {
            f"{table}.E-Mail": "email",
            f"{table}.born": "date-of-birth",
            f"{table}.ip": "ip-address",
            f"{table}.doc": "phone",
            f"{table}.mac": "mac-address",
            "people.date_of_birth": "date-of-birth",
        }
        assert discovery.complete


@pg
def test_postgresql_sessions_cannot_write(postgres_database: str) -> None:
    import psycopg

    sql(postgres_database, "CREATE TABLE t (a int)")
    with postgresql.connect(postgres_database, ".") as source:
        for attempt in ("INSERT INTO t VALUES (1)", "DROP TABLE t", "CREATE TEMP TABLE x (a int)"):
            with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                source._connection.execute(attempt)
            if attempt.startswith("CREATE TEMP"):
                break


@pg
def test_postgresql_big_tables_are_thinned(postgres_database: str) -> None:
    sql(
        postgres_database,
        "CREATE TABLE big AS SELECT n, CASE WHEN n > 190000 THEN 'u' || n || '@example.com' END AS c"
        " FROM generate_series(1, 200000) n",
        "ANALYZE big",
    )
    discovery = scan(postgres_database)
    assert found(discovery) == {"big.c": "email"}
    (finding,) = discovery.findings
    # one row in twenty has a value: the column was drawn again by itself
    assert (finding.seen, finding.rows, discovery.rows_seen) == (917, 200_000, 917)


@pg
def test_postgresql_tables_that_may_not_be_read_are_skipped(postgres_database: str) -> None:
    role = "reader_" + os.urandom(4).hex()
    sql(
        postgres_database,
        "CREATE TABLE open_ (email text)",
        "INSERT INTO open_ VALUES ('a@example.com')",
        "CREATE TABLE closed (email text)",
        f"CREATE ROLE {role} LOGIN PASSWORD 'pw'",
        f"GRANT SELECT ON open_ TO {role}",
    )
    host = postgres_database.partition("@")[2]
    discovery = scan(f"postgresql://{role}:pw@{host}")
    assert found(discovery) == {"open_.email": "email"}
    assert [(s.place, s.why) for s in discovery.skipped] == [
        ("closed", "this user may not read it")
    ]
    assert "pw@" not in repr(discovery) and role not in discovery.target
    sql(postgres_database, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


@pg
@pytest.mark.parametrize("how", ["DROP TABLE gone", "TERMINATE"])
def test_postgresql_trouble_in_mid_scan(
    postgres_database: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql(
        postgres_database,
        "CREATE TABLE a (email text)",
        "INSERT INTO a VALUES ('a@example.com')",
        "CREATE TABLE gone (email text)",
        "INSERT INTO gone VALUES ('b@example.com')",
    )
    real = reading.observe_table

    def then_trouble(source: Any, table: Any, *rest: Any) -> Any:
        seen = real(source, table, *rest)
        if table.name == "a":
            statement = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'servanda discover'"
            )
            sql(postgres_database, statement if how == "TERMINATE" else how)
        return seen

    monkeypatch.setattr(reading, "observe_table", then_trouble)
    discovery = scan(postgres_database)
    if how == "TERMINATE":  # the session is opened again, and the rest is read
        assert found(discovery) == {"a.email": "email", "gone.email": "email"}
        assert discovery.complete
        return
    assert found(discovery) == {"a.email": "email"}
    (skip,) = discovery.skipped
    assert skip.place == "gone" and "dropped" in skip.why


@pg
def test_postgresql_locked_tables(postgres_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg

    monkeypatch.setattr(postgresql, "_LOCK_MS", 100)
    sql(postgres_database, "CREATE TABLE t (email text)")
    with psycopg.connect(postgres_database) as other:
        other.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE")
        (skip,) = scan(postgres_database).skipped
    assert "locked" in skip.why


@pg
def test_postgresql_slow_and_cut(postgres_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "_STATEMENT_MS", 2_000)
    sql(
        postgres_database,
        "CREATE TABLE a AS SELECT n, repeat('x', 900) AS c FROM generate_series(1, 60000) n",
        "CREATE TABLE b AS SELECT 'b@example.com' AS email",
    )
    with postgresql.connect(postgres_database, ".") as source:
        with pytest.raises(UnreadableError) as caught:
            source._run("SELECT pg_sleep(30)")
        assert caught.value.code == "too-slow"
        first, second = source.tables()
        batches = source.batches(first, None)
        next(batches)
        ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'servanda discover'"
        sql(postgres_database, ends)
        with pytest.raises(UnreadableError) as caught:
            list(batches)
        assert caught.value.code == "unreachable"
        # the session is opened again for the next table, as restrained as before
        assert sum(batch.num_rows for batch in source.batches(second, None)) == 1
        with pytest.raises(UnreadableError):
            source._run("CREATE TABLE evil (a int)")
        for _ in range(10):
            sql(postgres_database, ends)
            try:
                source._run("SELECT 1")
            except UnreadableError as error:
                assert "again and again" in error.message
                break
        else:
            pytest.fail("it went on for ever")


@pg
def test_postgresql_refusals_show_no_secret(postgres_server: str, unused_port: int) -> None:
    host = postgres_server.partition("@")[2].partition("/")[0]
    for target, code in (
        (f"postgresql://servanda:s3cr3t@{host}/postgres", "login-refused"),
        (f"postgresql://nobody:s3cr3t@{host}/postgres?application_name=s3cr3t", "login-refused"),
        (f"postgresql://u:s3cr3t@127.0.0.1:{unused_port}/x", "unreachable"),
        ("postgresql://u:s3cr3t@127.0.0.1:notaport/x", "bad-url"),
        (postgres_server.rpartition("/")[0] + "/nosuch", "missing"),
    ):
        error = refusal(target)
        assert error.code == code
        secrets = ("s3cr3t", postgres_server.split(":")[2].partition("@")[0])
        shown = str(error) + repr(error) + repr(error.__dict__)
        assert not any(secret in shown for secret in secrets)


@pytest.fixture
def unused_port() -> int:
    from postgres import free_port

    return free_port()


def test_postgresql_without_its_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "psycopg", None)
    error = refusal("postgresql://u:s3cr3t@127.0.0.1/x")
    assert error.code == "no-driver" and "servanda[postgres]" in error.hint


def test_csv_names_do_not_shadow_the_standard_library() -> None:
    import csv

    assert hasattr(csv, "reader") and delimited.NAME == "CSV"
