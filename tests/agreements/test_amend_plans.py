"""What an amendment consists of: gaps, values, changes of law; and the paper of its own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from servanda import registry
from servanda.agreements.amending.changes import Insertion, Replacement
from servanda.agreements.amending.names import Names
from servanda.agreements.amending.paper import amendment_paper
from servanda.agreements.amending.planning import (
    for_change_of_law,
    for_gaps,
    for_settings,
    read_setting,
)
from servanda.agreements.drafting.word import write_docx as write_draft
from servanda.agreements.findings import Review
from servanda.agreements.review import review
from servanda.base.durations import BusinessDays, Hours
from servanda.base.errors import ServandaError
from servanda.documents.clauses import Document
from servanda.documents.reader import read, read_bytes
from servanda.law.provisions import Law
from servanda.law.reader import read_law
from servanda.testing.papers import BRIGHT_CLINIC, HARBOR_DENTAL, write_docx
from servanda_cli import exits
from servanda_cli.main import _run

ON = date(2026, 11, 24)


@pytest.fixture(scope="module")
def gdpr() -> Law:
    return read_law("eu/gdpr", registry.law_text("eu/gdpr"))


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "bright.docx"
    write_docx(BRIGHT_CLINIC, path)
    return path


@pytest.fixture
def judged(contract: Path, gdpr: Law) -> tuple[Review, Document]:
    document = read(contract)
    return review(document, [gdpr], on=ON), document


def test_each_gap_gets_a_clause_beside_its_own_topic(
    judged: tuple[Review, Document], gdpr: Law
) -> None:
    changes = {c.answers: c for c in for_gaps(*judged, [gdpr])}
    infringing = changes["eu/gdpr#infringing-instruction"]
    assert isinstance(infringing, Insertion)
    assert infringing.after.startswith("2")
    assert infringing.heading == "Infringing instructions"
    consultation = changes["eu/gdpr#assist-with-prior-consultation"]
    assert isinstance(consultation, Insertion)
    assert consultation.after.startswith("6")
    assert all("the Processor" not in c.text for c in changes.values() if isinstance(c, Insertion))
    satisfied = {f.id for f in judged[0].provisions if f.status == "satisfied"}
    assert not satisfied & set(changes)


def test_the_words_are_in_the_names_of_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "h.docx"
    write_docx(HARBOR_DENTAL, path)
    names = Names.of(read(path))
    assert names.applied("The Processor shall tell the Controller of the personal data.") == (
        "Business Associate shall tell Covered Entity of Protected Health Information."
    )
    assert names.applied("A personal data breach under the Regulation, on the Service Provider's part.") == (
        "A personal data breach under the GDPR, on Business Associate's part."
    )  # fmt: skip
    assert names.filled("Requests of {{ people }} to {{ processor }}") == (
        "Requests of data subjects to Business Associate"
    )


def test_a_value_is_replaced_in_its_clause(judged: tuple[Review, Document], gdpr: Law) -> None:
    asked = [read_setting("breach_notice=24h"), read_setting("encryption_at_rest=AES-512")]
    found = for_settings(asked, *judged, [gdpr], on=ON)
    assert [(c.clause, c.old, c.new) for c in found if isinstance(c, Replacement)] == [
        ("7.1", "48 hours", "24 hours"),
        ("4.1(a)", "AES-256", "AES-512"),
    ]


def test_a_value_that_is_already_there_changes_nothing(
    judged: tuple[Review, Document], gdpr: Law
) -> None:
    assert for_settings([read_setting("breach_notice=48h")], *judged, [gdpr], on=ON) == ()


def test_a_term_that_is_not_there_gets_a_clause(judged: tuple[Review, Document], gdpr: Law) -> None:
    (found,) = for_settings([read_setting("backup_retention=90d")], *judged, [gdpr], on=ON)
    assert isinstance(found, Insertion)
    assert "within 90 days" in found.text
    assert found.after.startswith("8")


def test_two_values_are_not_settled_by_a_guess(judged: tuple[Review, Document], gdpr: Law) -> None:
    found, document = judged
    (notice,) = [t for t in found.terms if t.kind == "breach_notice"]
    assert notice.clock is not None
    other = replace(notice, clock=replace(notice.clock, length=Hours(5)))
    with pytest.raises(ServandaError) as caught:
        for_settings(
            [read_setting("breach_notice=24h")],
            replace(found, terms=(*found.terms, other)),
            document,
            [gdpr],
            on=ON,
        )
    assert caught.value.code == "conflicting-terms"


def test_a_change_of_law_amends_only_what_changed(
    judged: tuple[Review, Document], gdpr: Law
) -> None:
    late = replace(
        gdpr,
        provisions=tuple(
            replace(
                p,
                requirements=tuple(
                    replace(r, since=date(2026, 6, 1)) if r.id == "infringing-instruction" else r
                    for r in p.requirements
                ),
            )
            for p in gdpr.provisions
        ),
    )
    found = for_change_of_law(*judged, [late], since=date(2026, 1, 1), on=ON)
    assert [c.answers for c in found] == ["eu/gdpr#infringing-instruction"]
    assert for_change_of_law(*judged, [gdpr], since=date(2026, 1, 1), on=ON) == ()


@pytest.mark.parametrize(
    ("text", "length"),
    [("breach_notice=48h", Hours(48)), ("audit-notice = 10 business days", BusinessDays(10))],
)
def test_settings_are_read(text: str, length: object) -> None:
    assert read_setting(text).length == length


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("breach_notice", "bad-setting"),
        ("breach_notice=soon", "bad-setting"),
        ("breach_notice=48 parsecs", "bad-setting"),
        ("nonsense=1", "unknown-term"),
        ("audit_frequency=often", "wrong-type"),
    ],
)
def test_settings_that_mean_nothing_are_refused(text: str, code: str) -> None:
    with pytest.raises(ServandaError) as caught:
        read_setting(text)
    assert caught.value.code == code


def test_the_paper_shows_old_and_new(judged: tuple[Review, Document]) -> None:
    changes = (
        Replacement(clause="7.1", old="48 hours", new="24 hours", near="within 48 hours after"),
        Insertion(text="Plants are watered.", heading="Plants", after="5.1"),
    )
    made = amendment_paper(judged[1], changes, parties=[("A GmbH", "controller")], on=ON)
    text = read_bytes(write_draft(made), "a.docx").text
    for words in ("Amendment to", "In clause 7.1", "“48 hours”", "“24 hours”", "clause 5.1", "Plants are watered."):  # fmt: skip
        assert words in text
    with pytest.raises(ServandaError) as caught:
        amendment_paper(judged[1], [Insertion(text="x", after="99")], parties=[], on=ON)
    assert caught.value.code == "clause-not-found"


# -- the command --------------------------------------------------------------------------------


def test_accepted_the_contract_has_no_gap_left(contract: Path, tmp_path: Path, gdpr: Law) -> None:
    out = tmp_path / "amended.docx"
    code = _run(
        ["amend", str(contract), "--law", "eu/gdpr", "--set", "breach_notice=24h", "--out", str(out), "--author", "Jo"]
    )  # fmt: skip
    assert code == exits.KEPT
    assert read(out).text == read(contract).text
    accepted = read(out, changes="accepted")
    found = review(accepted, [gdpr], on=ON)
    mandatory = {f"eu/gdpr#{r.id}" for r in gdpr.requirements if r.level == "mandatory"}
    assert [f.id for f in found.provisions if f.id in mandatory and f.status != "satisfied"] == []
    assert {t.clock.length for t in found.terms if t.kind == "breach_notice" and t.clock} == {
        Hours(24)
    }
    assert _run(["amend", str(out), "--set", "breach_notice=48h"]) == exits.NOTHING


def test_json(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["amend", str(contract), "--set", "breach_notice=24h", "--json"]) == exits.KEPT
    plain = json.loads(capsys.readouterr().out)
    assert plain["schema"] == "servanda/amend/1"
    assert plain["written"] is None
    assert [(c["change"], c["old"], c["new"]) for c in plain["changes"]] == [
        ("replacement", "48 hours", "24 hours")
    ]


def test_a_contract_that_is_no_docx_gets_a_paper_of_its_own(tmp_path: Path) -> None:
    path, out = tmp_path / "c.md", tmp_path / "amendment.docx"
    path.write_text(
        "# Data Processing Agreement\n\nbetween Moss Ltd (“Controller”) and Pebble Ltd (“Processor”).\n\n"
        "## 1. Breach\n\n1.1 Processor shall notify Controller of a personal data breach within 48 hours "
        "after becoming aware of it.\n"
    )
    code = _run(
        ["amend", str(path), "--set", "breach_notice=24h", "--out", str(out), "--author", "Jo"]
    )
    assert code == exits.KEPT
    text = read(out).text
    assert "In clause 1.1, the words" in text
    assert "“24 hours”" in text


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--out", "x.pdf", "--author", "Jo"], exits.USAGE),
        (["--out", "x.docx"], exits.USAGE),
        (["--set", "nonsense=1"], exits.FAILED),
        (["--law", "eu/none"], exits.FAILED),
    ],
)
def test_what_the_command_cannot_do_is_said(
    arguments: list[str], code: int, contract: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(["amend", str(contract), *arguments]) == code
    assert capsys.readouterr().err


def test_a_file_that_is_there_is_not_replaced_unasked(contract: Path) -> None:
    arguments = ["amend", str(contract), "--set", "breach_notice=24h", "--author", "Jo", "--out", str(contract)]  # fmt: skip
    assert _run(arguments) == exits.FAILED
    assert _run([*arguments, "--force"]) == exits.KEPT
