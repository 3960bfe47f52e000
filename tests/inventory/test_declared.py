"""The inventory file is read strictly, written back whole, and changed by scans without losing a word."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.base.errors import ServandaError
from servanda.inventory.classes import Sensitivity
from servanda.inventory.declared import difference, propose, read_inventory, write_inventory
from servanda.inventory.findings import ColumnFinding, Dataset, Discovery, Field, Inventory, Skipped

GIVEN = """\
schema = "servanda/inventory/1"
reviewed = 2026-03-01

[[datasets]]
system = "crm"
table = "customers"
agreements = ["clinic"]
customers = { "1" = "clinic" }

[[fields]]
system = "crm"
table = "customers"
column = "email"
data_class = "email"
purpose = "support"

[[fields]]
system = "crm"
table = "customers"
column = "old"
data_class = "phone"
"""


def finding(column: str, data_class: str, sensitivity: Sensitivity = Sensitivity.CONFIDENTIAL):
    return ColumnFinding(
        system="crm", table="customers", column=column, data_class=data_class, reason="",
        sensitivity=sensitivity, confidence=0.9, laws=(), seen=1, matched=1,
    )  # fmt: skip


def discovery(*findings: ColumnFinding, met: tuple[str, ...], skipped: tuple[Skipped, ...] = ()):
    return Discovery(
        system="crm", target="crm.db", source="SQLite", tables=1, columns=len(met), rows_seen=1,
        rows_total=1, findings=findings, skipped=skipped,
        met=tuple(("customers", column) for column in met),
    )  # fmt: skip


def test_read_and_written_back() -> None:
    inventory = read_inventory(GIVEN.encode())
    assert inventory.reviewed == date(2026, 3, 1)
    assert inventory.datasets == (
        Dataset(system="crm", table="customers", agreements=("clinic",), customers={"1": "clinic"}),
    )
    declared = inventory.declared("crm", "customers", "email")
    assert declared is not None and declared.purpose == "support"
    assert read_inventory(write_inventory(inventory).encode()) == inventory


text = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


@given(st.lists(st.tuples(text, text, text), unique=True, max_size=5), text)
def test_every_inventory_survives_the_file(places: list[tuple[str, str, str]], note: str) -> None:
    inventory = Inventory(
        fields=tuple(
            Field(system=s, table=t, column=c, data_class="email", note=note, agreements=("a", s))
            for s, t, c in places
        )
    )
    assert read_inventory(write_inventory(inventory).encode()) == inventory


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda t: (GIVEN + t).encode()))
def test_any_bytes_give_an_inventory_or_a_clear_error(data: bytes) -> None:
    try:
        read_inventory(data)
    except ServandaError as error:
        assert error.where.startswith("inventory.toml")


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ('purpose = "support"', 'purpos = "support"', "unknown-key", 15),
        ('data_class = "email"', "", "missing-key", 10),
        ('column = "old"', "column = 3", "wrong-type", 20),
        ('column = "old"', 'column = "email"', "declared-twice", 17),
        ('"support"', '"support', "bad-toml", 15),
        ("[[datasets]]", "colour = 1\n[[datasets]]", "unknown-key", 4),
        ("inventory/1", "inventory/2", "newer-schema", 1),
        ("inventory/1", "demo/1", "unknown-schema", 1),
        ('schema = "servanda/inventory/1"', "", "missing-key", 1),
    ],
)
def test_faults_name_their_line(before: str, after: str, code: str, line: int) -> None:
    assert before in GIVEN
    with pytest.raises(ServandaError) as caught:
        read_inventory(GIVEN.replace(before, after).encode(), "inventory.toml")
    assert (caught.value.code, caught.value.where) == (code, f"inventory.toml:{line}")


def test_a_scan_adds_what_it_found_and_keeps_what_a_person_declared() -> None:
    before = read_inventory(GIVEN.encode())
    scan = discovery(
        finding("email", "username"),
        finding("notes", "email"),
        finding("notes", "us-ssn", Sensitivity.RESTRICTED),
        met=("email", "notes"),
    )
    after = propose(before, [scan])
    assert after.declared("crm", "customers", "email") == before.declared(
        "crm", "customers", "email"
    )
    assert difference(before, after) == (
        "+ crm customers.notes  us-ssn\n- crm customers.old  phone\n"
    )
    assert difference(after, propose(after, [scan])) == ""


def test_an_incomplete_scan_takes_nothing_out() -> None:
    before = read_inventory(GIVEN.encode())
    gap = Skipped(system="crm", place="customers", why="locked")
    after = propose(before, [discovery(met=("email",), skipped=(gap,))])
    assert after == before
    assert propose(before, []) == before
