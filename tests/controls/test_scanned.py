"""Controls that judge the scan: undeclared data, and data in clear."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from situations import crm, database, discovery, duty, finding, only, run, situation

from servanda.controls.catalog import clear_text, undeclared_data
from servanda.controls.control import Situation
from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.findings import Field, Inventory

DECLARED = Inventory(
    fields=(Field(system="crm", table="people", column="mail", data_class="email"),)
)
EMAIL = Detector(
    id="email",
    title="E-mail address",
    dpv="pd:EmailAddress",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="contact",
    laws={},
    headers=("email",),
    pattern=r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}\.[A-Za-z]{2,24}",
)


def scanned(*findings: object, kind: str = "declared_data", **more: object) -> Situation:
    skipped = more.pop("skipped", ())
    return situation(
        duty(kind, **more.pop("duty", {})),  # type: ignore[arg-type]
        systems=(crm(),),
        discoveries={"crm": discovery(*findings, skipped=skipped)},  # type: ignore[arg-type]
        **{"inventory": DECLARED, **more},
    )


def test_declared_data_is_kept() -> None:
    outcome = only(run(undeclared_data.CONTROL, scanned(finding("people", "mail"))))
    assert (outcome.status, outcome.subject, outcome.seen, outcome.population) == (
        "kept",
        "crm",
        1,
        1,
    )


def test_an_undeclared_column_is_broken_and_named() -> None:
    at = scanned(finding("people", "mail"), finding("notes", "body"))
    outcome = only(run(undeclared_data.CONTROL, at))
    assert outcome.status == "broken"
    assert "notes.body (email)" in outcome.why
    assert "people.mail" not in outcome.why
    assert outcome.remedy


def test_undeclared_stays_broken_where_the_scan_was_partial() -> None:
    at = scanned(finding("notes", "body"), skipped=("people",))
    outcome = only(run(undeclared_data.CONTROL, at))
    assert (outcome.status, outcome.seen, outcome.population) == ("broken", 1, 2)


def test_a_partial_scan_is_unknown() -> None:
    outcome = only(run(undeclared_data.CONTROL, scanned(skipped=("people",))))
    assert outcome.status == "unknown"
    assert "people of crm was not read: locked" in outcome.why


def test_an_unsure_finding_is_unknown() -> None:
    outcome = only(run(undeclared_data.CONTROL, scanned(finding("n", "b", confidence=0.3))))
    assert outcome.status == "unknown"


def test_a_system_that_was_not_scanned_is_unknown() -> None:
    at = replace(scanned(), discoveries={})
    outcome = only(run(undeclared_data.CONTROL, at))
    assert (outcome.status, outcome.why) == ("unknown", "crm was not scanned")


def test_declared_as_something_harmless_is_broken() -> None:
    health = finding("people", "mail", "icd10", sensitivity=Sensitivity.RESTRICTED)
    at = scanned(health, detectors=(EMAIL,))
    outcome = only(run(undeclared_data.CONTROL, at))
    assert outcome.status == "broken"
    assert "more sensitive" in outcome.why


def test_an_agreement_without_a_system_is_unknown() -> None:
    at = replace(scanned(), systems=(crm(agreements=("other",)),))
    assert only(run(undeclared_data.CONTROL, at)).status == "unknown"


def test_what_the_other_party_owes_does_not_apply() -> None:
    at = scanned(finding("notes", "body"), duty={"bearer": "controller"})
    assert only(run(undeclared_data.CONTROL, at)).status == "not-applicable"


def test_clear_columns_break_encryption_at_rest() -> None:
    at = scanned(finding("people", "mail"), kind="encryption_at_rest", duty={"value": "AES-256"})
    outcome = only(run(clear_text.CONTROL, at))
    assert outcome.status == "broken"
    assert "people.mail (email)" in outcome.why


def test_ciphertext_keeps_it_but_the_cipher_stays_unknown() -> None:
    secret = finding("people", "mail", in_clear=False)
    kept = only(
        run(clear_text.CONTROL, scanned(secret, kind="encryption_at_rest", duty={"value": True}))
    )
    assert kept.status == "kept"
    named = scanned(secret, kind="encryption_at_rest", duty={"value": "AES-256"})
    assert [o.status for o in run(clear_text.CONTROL, named)] == ["kept", "unknown"]


@pytest.mark.parametrize(("skipped", "status"), [((), "not-applicable"), (("t",), "unknown")])
def test_nothing_to_encrypt(skipped: tuple[str, ...], status: str) -> None:
    at = scanned(kind="encryption_at_rest", duty={"value": True}, skipped=skipped)
    assert only(run(clear_text.CONTROL, at)).status == status


def test_only_the_classes_that_were_promised_are_held_against_it() -> None:
    at = scanned(
        finding("people", "mail"),
        kind="encryption_at_rest",
        duty={"value": True, "data_classes": ("iban",)},
    )
    assert only(run(clear_text.CONTROL, at)).status == "not-applicable"


def encrypted_later(folder: Path, *, vacuum: bool) -> Situation:
    """A database whose e-mail column was overwritten with digests, with or without VACUUM."""
    import sqlite3
    from contextlib import closing

    people = [(n, f"person{n}@mail.example", "x" * 200) for n in range(400)]
    path = database(
        folder / "crm.db",
        "create table people (id integer primary key, mail text, filler text)",
        {"people": people},
    )
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("delete from people where id > 20")
        connection.execute("update people set mail = hex(randomblob(32))")
        connection.commit()
        if vacuum:
            connection.execute("VACUUM")
    return situation(
        duty("encryption_at_rest", value=True),
        folder=folder,
        systems=(crm(),),
        discoveries={"crm": discovery(finding("people", "mail", in_clear=False))},
        detectors=(EMAIL,),
    )


def test_old_values_in_free_pages_are_found(tmp_path: Path) -> None:
    outcome = only(run(clear_text.CONTROL, encrypted_later(tmp_path, vacuum=False)))
    assert outcome.status == "broken"
    assert "remain in clear in the file: email" in outcome.why
    assert "@mail.example" not in str(clear_text.collect(encrypted_later_again(tmp_path)))


def encrypted_later_again(folder: Path) -> Situation:
    (folder / "crm.db").unlink()
    return encrypted_later(folder, vacuum=False)


def test_after_vacuum_nothing_remains(tmp_path: Path) -> None:
    outcome = only(run(clear_text.CONTROL, encrypted_later(tmp_path, vacuum=True)))
    assert (outcome.status, outcome.seen, outcome.population) == ("kept", 2, 2)


def test_a_column_of_two_classes_is_one_column() -> None:
    at = scanned(finding("notes", "body"), finding("notes", "body", "phone"))
    outcome = only(run(undeclared_data.CONTROL, at))
    assert "1 column of crm" in outcome.why
    assert "notes.body (email, phone)" in outcome.why


@pytest.mark.parametrize(
    ("seen", "guarantee", "status"),
    [(900, 0.9999, "kept"), (900, 0.2, "unknown"), (900, 0.0, "unknown"), (10_000, 0.0, "kept")],
)
def test_a_sample_that_is_too_small_is_a_partial_scan(
    seen: int, guarantee: float, status: str
) -> None:
    scan = discovery(
        finding("people", "mail", in_clear=False),
        rows_seen=seen,
        rows_total=10_000,
        guarantee=guarantee,
    )
    for control, kind in (
        (undeclared_data.CONTROL, "declared_data"),
        (clear_text.CONTROL, "encryption_at_rest"),
    ):
        at = replace(scanned(kind=kind, duty={"value": True}), discoveries={"crm": scan})
        assert only(run(control, at)).status == status


@pytest.mark.parametrize(
    ("field", "status"),
    [
        ({}, "broken"),  # declared, and nobody says for whom
        ({"agreements": ("clinic",)}, "broken"),
        ({"agreements": ("dental",)}, "not-applicable"),
        ({"purpose": "staff log-in"}, "not-applicable"),  # the company's own
    ],
)
def test_a_column_counts_for_the_agreements_that_it_is_held_under(
    field: dict[str, object], status: str
) -> None:
    declared = Field(
        **{"system": "crm", "table": "people", "column": "mail", "data_class": "email", **field}
    )
    at = scanned(
        finding("people", "mail"),
        kind="encryption_at_rest",
        duty={"value": True},
        inventory=Inventory(fields=(declared,)),
    )
    assert only(run(clear_text.CONTROL, at)).status == status
