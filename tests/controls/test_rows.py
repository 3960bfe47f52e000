"""Rows that are too old, or left after the end: counted in real databases, SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from situations import NOW, crm, database, discovery, duty, finding, only, run, situation

from servanda.agreements.agreement import Agreement
from servanda.base.clocks import Clock
from servanda.base.counting import due
from servanda.base.durations import BusinessDays, CalendarDays, Duration, Hours, Months, Years
from servanda.controls import databases, filetables
from servanda.controls.catalog import after_end, past_retention
from servanda.controls.control import Situation
from servanda.controls.dating import cutoff
from servanda.inventory.findings import Dataset, Inventory

SCHEMA = "create table people (id integer primary key, owner text, made)"
TWO_YEARS = Clock(starts="creation", length=Months(24))
PEOPLE = Dataset(
    system="crm",
    table="people",
    agreements=("clinic", "dental"),
    created="made",
    customer="owner",
    customers={"C": "clinic", "D": "dental"},
)
SCAN = {"crm": discovery(finding("people", "owner"))}


def at(
    folder: Path, *rows: tuple[object, ...], dataset: Dataset = PEOPLE, **more: object
) -> Situation:
    database(folder / "crm.db", SCHEMA, {"people": rows})
    duties = more.pop("duties", (duty("retention", clock=TWO_YEARS),))
    return situation(
        *duties,  # type: ignore[misc]
        folder=folder,
        **{
            "systems": (crm(),),
            "inventory": Inventory(datasets=(dataset,)),
            "discoveries": SCAN,
            **more,
        },
    )


@settings(deadline=None)  # two busy cores are no fault
@given(
    st.datetimes(datetime(2001, 1, 1), datetime(2090, 1, 1)),
    st.datetimes(datetime(1999, 1, 1), datetime(2090, 1, 1)),
    st.one_of(
        st.builds(Hours, st.integers(0, 9000)),
        st.builds(CalendarDays, st.integers(0, 3000)),
        st.builds(Months, st.integers(0, 90)),
        st.builds(Years, st.integers(0, 9)),
    ),
)
def test_the_cutoff_agrees_with_the_counting_rules(
    made: datetime, now: datetime, length: Duration
) -> None:
    made, now = made.replace(tzinfo=UTC), now.replace(tzinfo=UTC)
    if isinstance(length, Hours) and due(made, length) == now:
        return
    assert (made < cutoff(now, length)) == (due(made, length) <= now)


def test_old_rows_of_the_agreement_break_it(tmp_path: Path) -> None:
    outcome = only(
        run(
            past_retention.CONTROL,
            at(tmp_path, (1, "C", "2024-01-31"), (2, "C", "2025-06-01"), (3, "D", "2020-01-01")),
        )
    )
    assert outcome.status == "broken"
    assert (
        "1 row of 2 in crm: people are older than 24 months (made before 2024-03-02)" in outcome.why
    )


@pytest.mark.parametrize(
    ("made", "past"),
    [
        ("2024-03-01", True),
        ("2024-03-02", False),
        ("2024-03-01T23:59:59.999Z", True),
        ("2024-03-01 22:00:00", True),
        ("2024-03-02T01:00:00+02:00", True),
        (1709251200, True),  # 2024-03-01T00:00:00Z
        (1709337600, False),
        (1709251200000, True),
        (2460371.0, True),  # a Julian day, 2024-03-01 12:00
    ],
)
def test_times_as_sqlite_keeps_them(tmp_path: Path, made: object, past: bool) -> None:
    outcome = only(run(past_retention.CONTROL, at(tmp_path, (1, "C", made))))
    assert outcome.status == ("broken" if past else "kept"), outcome.why


@pytest.mark.parametrize(
    "made", [None, "", "yesterday", 2019, 20190101, "20190101", 0, b"2019-01-01"]
)
def test_a_row_that_cannot_be_dated_is_unknown(tmp_path: Path, made: object) -> None:
    outcome = only(run(past_retention.CONTROL, at(tmp_path, (1, "C", made))))
    assert outcome.status == "unknown"
    assert "cannot be dated" in outcome.why


def test_an_old_row_of_nobody_is_unknown_and_a_young_one_is_no_matter(tmp_path: Path) -> None:
    young = at(tmp_path, (1, "C", "2026-01-01"), (2, "X", "2026-01-01"))
    assert only(run(past_retention.CONTROL, young)).status == "kept"
    (tmp_path / "crm.db").unlink()
    old = at(tmp_path, (1, "C", "2026-01-01"), (2, None, "2019-01-01"))
    assert only(run(past_retention.CONTROL, old)).status == "unknown"


def test_a_shared_table_without_owners_is_kept_only_where_nothing_is_old(tmp_path: Path) -> None:
    shared = replace(PEOPLE, customer="", customers=None)
    assert (
        only(
            run(past_retention.CONTROL, at(tmp_path, (1, "C", "2026-01-01"), dataset=shared))
        ).status
        == "kept"
    )
    (tmp_path / "crm.db").unlink()
    outcome = only(
        run(past_retention.CONTROL, at(tmp_path, (1, "C", "2019-01-01"), dataset=shared))
    )
    assert outcome.status == "unknown"
    assert "no column says" in outcome.why


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"dataset": replace(PEOPLE, created="")}, "does not name the column that dates `people`"),
        ({"dataset": replace(PEOPLE, created="born")}, "has no column `born`"),
        ({"dataset": replace(PEOPLE, customer="who")}, "has no column `who`"),
        ({"dataset": replace(PEOPLE, table="folk")}, "there is no table `folk`"),
        ({"dataset": replace(PEOPLE, system="erp")}, "erp"),
        ({"systems": (crm("gone.db"),)}, "`crm` is not there"),
        ({"inventory": Inventory()}, "no dataset of inventory.toml"),
        ({"discoveries": {}}, "crm was not scanned"),
        ({"discoveries": {"crm": discovery(skipped=("t",))}}, "t of crm was not read"),
    ],
)
def test_what_cannot_be_counted_is_unknown(
    tmp_path: Path, more: dict[str, object], why: str
) -> None:
    outcome = only(run(past_retention.CONTROL, at(tmp_path, (1, "C", "2026-01-01"), **more)))  # type: ignore[arg-type]
    assert outcome.status == "unknown"
    assert why in outcome.why


@pytest.mark.parametrize(
    "promise",
    [
        duty("retention"),
        duty("retention", clock=Clock(words="as long as needed")),
        duty("retention", clock=TWO_YEARS, words="records are kept for at least 24 months"),
        duty("retention", clock=Clock(length=BusinessDays(5))),
    ],
)
def test_words_that_set_no_countable_limit_are_unknown(tmp_path: Path, promise: object) -> None:
    outcome = only(
        run(past_retention.CONTROL, at(tmp_path, (1, "C", "2001-01-01"), duties=(promise,)))
    )
    assert (outcome.status, outcome.seen) == ("unknown", 0)


def test_a_file_that_is_no_database_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"\x93" * 4096)
    outcome = only(
        run(past_retention.CONTROL, at(tmp_path, (1, "C", "2026-01-01"), systems=(crm("x.db"),)))
    )
    assert outcome.status == "unknown"
    (tmp_path / "x.db").write_bytes(b"SQLite format 3\x00" + b"\x93" * 4096)
    outcome = only(
        run(
            past_retention.CONTROL,
            situation(
                duty("retention", clock=TWO_YEARS),
                folder=tmp_path,
                systems=(crm("x.db"),),
                inventory=Inventory(datasets=(PEOPLE,)),
                discoveries=SCAN,
            ),
        )
    )
    assert outcome.status == "unknown"


def test_collection_writes_nothing(tmp_path: Path) -> None:
    here = at(tmp_path, (1, "C", "2026-01-01"))
    before = (tmp_path / "crm.db").read_bytes()
    run(past_retention.CONTROL, here)
    assert (tmp_path / "crm.db").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["crm.db"]


def ended(
    folder: Path,
    *rows: tuple[object, ...],
    ends: date | None = date(2026, 1, 15),
    days: int | None = 30,
    **more: object,
) -> Situation:
    clock = (
        Clock(starts="end-of-agreement", length=CalendarDays(days))
        if days is not None
        else Clock(words="promptly")
    )
    clinic = Agreement(id="clinic", title="DPA", kind="dpa", ends=ends)
    return at(
        folder,
        *rows,
        duties=(duty("deletion_after_end", clock=clock),),
        agreements=(clinic,),
        **more,
    )


def test_rows_that_are_left_after_the_end_break_it(tmp_path: Path) -> None:
    outcome = only(
        run(after_end.CONTROL, ended(tmp_path, (1, "C", None), (2, "C", None), (3, "D", None)))
    )
    assert outcome.status == "broken"
    assert "had to be gone by 2026-02-15" in outcome.why
    assert "2 rows in crm: people" in outcome.why


def test_no_row_left_keeps_it(tmp_path: Path) -> None:
    outcome = only(run(after_end.CONTROL, ended(tmp_path, (3, "D", None))))
    assert (outcome.status, outcome.seen, outcome.population) == ("kept", 1, 1)
    assert "backups were not looked at" in outcome.why


@pytest.mark.parametrize("ends", [None, NOW.date(), NOW.date() + timedelta(days=1)])
def test_an_agreement_that_runs_owes_nothing_yet(tmp_path: Path, ends: date | None) -> None:
    assert (
        only(run(after_end.CONTROL, ended(tmp_path, (1, "C", None), ends=ends))).status
        == "not-applicable"
    )


def test_within_the_time_for_deletion_nothing_is_broken(tmp_path: Path) -> None:
    outcome = only(run(after_end.CONTROL, ended(tmp_path, (1, "C", None), days=60)))
    assert outcome.status == "not-applicable"


def test_words_without_a_number_break_nothing_but_are_not_kept(tmp_path: Path) -> None:
    outcome = only(run(after_end.CONTROL, ended(tmp_path, (1, "C", None), days=None)))
    assert outcome.status == "unknown"
    assert "set no time" in outcome.why


def test_rows_of_nobody_are_unknown_after_the_end(tmp_path: Path) -> None:
    assert only(run(after_end.CONTROL, ended(tmp_path, (1, "Q", None)))).status == "unknown"


def test_a_system_that_no_longer_names_the_agreement_is_still_looked_at(tmp_path: Path) -> None:
    systems = (crm(agreements=("dental",)),)
    outcome = only(run(after_end.CONTROL, ended(tmp_path, (1, "C", None), systems=systems)))
    assert outcome.status == "broken"


def test_an_agreement_that_is_not_there_is_unknown(tmp_path: Path) -> None:
    here = replace(ended(tmp_path, (1, "C", None)), agreements=())
    assert only(run(after_end.CONTROL, here)).status == "unknown"


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("kind", "old", "young", "undated"),
    [
        ("date", "2024-03-01", "2024-03-02", None),
        ("timestamp", "2024-03-01 23:59:59", "2024-03-02", None),
        ("timestamptz", "2024-03-02 00:30:00+02", "2024-03-02 00:30:00+00", None),
        ("bigint", "1709251200", "1709337600000", "2019"),
        ("text", "2024-02-30", "2024-03-02T10:00:00Z", "yesterday"),
    ],
)
def test_times_as_postgres_keeps_them(
    postgres_database: str, kind: str, old: str, young: str, undated: str | None
) -> None:
    import psycopg

    with psycopg.connect(postgres_database) as connection:
        connection.execute(
            f'create schema "cl%inic"; create table "cl%inic"."peo""ple" (owner char(3), made {kind})'
        )
        for value, times in ((old, 2), (young, 3), (undated, 4)):
            for _ in range(times):
                connection.execute(
                    'insert into "cl%%inic"."peo""ple" values (%s, %s)', ["C", value]
                )
    table = 'cl%inic.peo"ple'
    here = situation(
        duty("retention", clock=TWO_YEARS),
        systems=(crm(postgres_database),),
        inventory=Inventory(datasets=(replace(PEOPLE, table=table),)),
        discoveries={"crm": discovery()},
    )
    (observation,) = past_retention.collect(here).observations
    assert not observation.failed
    facts = observation.facts
    assert (facts["rows"], facts["past"], facts["undated"], facts["unowned"]) == (9, 2, 4, 0)
    assert only(run(past_retention.CONTROL, here)).status == "broken"


@pytest.mark.postgres
def test_a_postgres_that_refuses_is_unknown_and_keeps_its_password(postgres_database: str) -> None:
    here = situation(
        duty("retention", clock=TWO_YEARS),
        systems=(crm(postgres_database.replace("servanda:", "servanda:S3CRET")),),
        inventory=Inventory(datasets=(PEOPLE,)),
        discoveries={"crm": discovery()},
    )
    (observation,) = past_retention.collect(here).observations
    assert observation.failed
    assert "S3CRET" not in repr(observation)


@pytest.mark.postgres
def test_postgres_is_asked_in_a_read_only_session(postgres_database: str) -> None:
    from servanda.base.errors import ServandaError
    from servanda.controls.databases import opened

    with (
        opened(crm(postgres_database), ".") as database_here,
        pytest.raises(ServandaError, match="ReadOnlySqlTransaction"),
    ):
        database_here.ask("create table t (a int)", [])


def file_at(folder: Path, name: str, kind: str, **more: object) -> Situation:
    dataset = replace(PEOPLE, table=name)
    return situation(
        duty(kind, clock=TWO_YEARS),
        folder=folder,
        systems=(crm(name),),
        inventory=Inventory(datasets=(dataset,)),
        discoveries={"crm": discovery(finding(name, "owner"), source="CSV")},
        **more,
    )


def test_a_csv_is_counted(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(
        "owner;made;x\nC;2024-01-31;a\nC;2025-06-01;b\nD;2019-01-01;c\n"
    )
    outcome = only(run(past_retention.CONTROL, file_at(tmp_path, "p.csv", "retention")))
    assert outcome.status == "broken"
    assert "1 row of 2 in crm: p.csv" in outcome.why


def test_a_parquet_is_counted(tmp_path: Path) -> None:
    from arro3.core import Array, DataType, RecordBatch, Table
    from arro3.io import write_parquet

    times = [datetime(2024, 1, 31, tzinfo=UTC), datetime(2025, 6, 1, tzinfo=UTC), None]
    micros = [time and int(time.timestamp() * 1_000_000) for time in times]
    made = Array(micros, type=DataType.int64()).cast(DataType.timestamp("us", tz="UTC"))
    owners = Array(["C", "C", "D"], type=DataType.string())
    batch = RecordBatch.from_pydict({"owner": owners, "made": made})
    write_parquet(Table.from_batches([batch]), str(tmp_path / "p.parquet"))
    outcome = only(run(past_retention.CONTROL, file_at(tmp_path, "p.parquet", "retention")))
    assert outcome.status == "broken", outcome.why
    assert "1 row of 2 in crm: p.parquet" in outcome.why


def test_a_file_that_is_too_long_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filetables, "MOST_ROWS", 2)
    (tmp_path / "p.csv").write_text("owner;made\n" + "C;2026-01-31\n" * 3)
    outcome = only(run(past_retention.CONTROL, file_at(tmp_path, "p.csv", "retention")))
    assert outcome.status == "unknown"
    assert "more than 2 rows" in outcome.why


def test_a_file_that_is_no_table_is_unknown(tmp_path: Path) -> None:
    for name, content in (("p.csv", b""), ("p.parquet", b"PAR1 no"), ("p.txt", b"hello")):
        (tmp_path / name).write_bytes(content)
        outcome = only(run(past_retention.CONTROL, file_at(tmp_path, name, "retention")))
        assert outcome.status == "unknown"


def test_a_locked_database_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3
    from contextlib import closing

    monkeypatch.setattr(databases, "WAIT", 0)
    here = at(tmp_path, (1, "C", "2026-01-01"))
    with closing(sqlite3.connect(tmp_path / "crm.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        outcome = only(run(past_retention.CONTROL, here))
    assert (outcome.status, outcome.why) == (
        "unknown",
        "`crm` could not be opened or asked: another program holds it locked",
    )


def test_a_csv_whose_columns_are_not_there_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("who;when\nC;2024-01-31\n")
    outcome = only(run(past_retention.CONTROL, file_at(tmp_path, "p.csv", "retention")))
    assert outcome.status == "unknown"
    assert "has no column `owner`" in outcome.why
