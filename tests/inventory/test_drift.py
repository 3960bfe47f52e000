"""Drift: what the scans find is compared with what is declared, and with the scan before."""

from __future__ import annotations

from dataclasses import replace

from servanda.inventory.classes import Sensitivity
from servanda.inventory.declared import propose
from servanda.inventory.drift import drift
from servanda.inventory.findings import (
    ColumnFinding,
    Dataset,
    Discovery,
    Field,
    Inventory,
    Skipped,
)


def finding(column: str, data_class: str, in_clear: bool = True) -> ColumnFinding:
    return ColumnFinding(
        system="crm", table="t", column=column, data_class=data_class, reason="",
        sensitivity=Sensitivity.CONFIDENTIAL, confidence=0.9, laws=(), seen=1, matched=1,
        in_clear=in_clear,
    )  # fmt: skip


def scan(*findings: ColumnFinding, met: str = "", skipped: tuple[Skipped, ...] = ()) -> Discovery:
    return Discovery(
        system="crm", target="crm.db", source="SQLite", tables=1, columns=1, rows_seen=1,
        rows_total=1, findings=findings, skipped=skipped,
        met=tuple(("t", column) for column in {*met.split(), *(f.column for f in findings)}),
    )  # fmt: skip


def field(column: str, data_class: str) -> Field:
    return Field(system="crm", table="t", column=column, data_class=data_class)


def told(*drifts) -> set[tuple[str, str, bool]]:
    return {(one.kind, one.column, one.sure) for one in drifts}


def test_what_is_as_declared_does_not_drift() -> None:
    one = scan(finding("a", "email"))
    assert drift(propose(Inventory(), [one]), one, one) == ()


def test_undeclared_other_class_gone_and_not_found() -> None:
    inventory = Inventory(fields=(field("b", "phone"), field("c", "email"), field("d", "email")))
    found = drift(inventory, scan(finding("a", "email"), finding("b", "email"), met="d"))
    assert told(*found) == {
        ("undeclared", "a", True),
        ("of-another-class", "b", True),
        ("gone", "c", True),
        ("not-found", "d", True),
    }


def test_an_incomplete_scan_is_not_sure_of_what_is_gone() -> None:
    one = scan(met="x", skipped=(Skipped(system="crm", place="t2", why="no permission"),))
    found = drift(Inventory(fields=(field("c", "email"),)), one)
    assert told(*found) == {("gone", "c", False), ("not-scanned", "", False)}


def test_in_clear_now_and_new_since() -> None:
    before = scan(finding("a", "email", in_clear=False), met="b")
    after = scan(finding("a", "email"), finding("b", "email"), finding("c", "email"))
    found = drift(propose(Inventory(), [after]), after, before)
    assert told(*found) == {
        ("in-clear-now", "a", True),
        ("new-since", "b", True),
        ("new-since", "c", True),
    }


def test_another_system_is_left_alone() -> None:
    other = replace(field("a", "email"), system="erp")
    assert drift(Inventory(fields=(other,)), scan(met="x")) == ()


def test_a_dataset_speaks_where_its_field_is_silent() -> None:
    one = replace(field("a", "email"), owner="Ada")
    inventory = Inventory(
        datasets=(Dataset(system="crm", table="t", owner="Bo", purpose="to ship", region="DE"),),
        fields=(one,),
    )
    filled = inventory.filled(one)
    assert (filled.owner, filled.purpose, filled.region) == ("Ada", "to ship", "DE")
    assert inventory.filled(field("a", "email")).owner == "Bo"
    assert inventory.filled(replace(one, table="u")) == replace(one, table="u")
