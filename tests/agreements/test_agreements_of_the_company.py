"""The two agreements of the invented company, read as a person reads them, in every format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from servanda import registry
from servanda.agreements.review import review
from servanda.agreements.signatories import agreement_of
from servanda.documents.reader import read
from servanda.law.reader import read_law
from servanda.testing.papers import BRIGHT_CLINIC, HARBOR_DENTAL, Paper, write_docx, write_pdf

WRITERS: dict[str, Callable[[Paper, Path], None]] = {"docx": write_docx, "pdf": write_pdf}

BRIGHT = {
    ("breach_notice", 48, "hours", "7.1"),
    ("subprocessor_notice", 30, "days", "5.1"),
    ("subprocessor_objection", 14, "days", "5.1"),
    ("data_subject_request_forward", 3, "business_days", "6.1"),
    ("retention", 24, "months", "8.1"),
    ("deletion_after_end", 30, "days", "8.2"),
    ("audit_frequency", 1, "per_year", "9.1"),
    ("audit_notice", 20, "business_days", "9.1"),
    ("penetration_test", 1, "per_year", "4.1(d)"),
}
HARBOR = {
    ("breach_notice", 5, "business_days", "3.1"),
    ("deletion_after_end", 30, "days", "7.2"),
}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    ("paper", "law", "numbers"),
    [(BRIGHT_CLINIC, "eu/gdpr", BRIGHT), (HARBOR_DENTAL, "us/hipaa", HARBOR)],
    ids=["bright-clinic", "harbor-dental"],
)
def test_every_number_is_read_and_none_is_invented(
    form: str, paper: Paper, law: str, numbers: set[Any], tmp_path: Path
) -> None:
    WRITERS[form](paper, tmp_path / f"paper.{form}")
    document = read(tmp_path / f"paper.{form}")
    found = review(document, [read_law(law, registry.law_text(law))], on=date(2026, 11, 1))
    flat = [term.flat() for term in found.terms]
    assert {
        (t["kind"], t["value"], t["unit"], t["clause"])
        for t in flat
        if isinstance(t["value"], int) and t["unit"]
    } == numbers


def test_the_gaps_are_those_that_were_left(tmp_path: Path) -> None:
    write_docx(BRIGHT_CLINIC, tmp_path / "paper.docx")
    law = read_law("eu/gdpr", registry.law_text("eu/gdpr"))
    found = review(read(tmp_path / "paper.docx"), [law], on=date(2026, 11, 1))
    gaps = {f.alias for f in found.provisions if f.status == "missing"}
    assert gaps == {"GDPR-28.3.f-32", "GDPR-28.3.f-36", "GDPR-28.3-infringe"}


@pytest.mark.parametrize(
    ("paper", "form", "names"),
    [
        (BRIGHT_CLINIC, "docx", ["Bright Clinic GmbH", "Larkfield Health Cloud Ltd"]),
        (HARBOR_DENTAL, "pdf", ["Harbor Dental Group, Inc.", "Larkfield Health Cloud Ltd"]),
    ],
)
def test_the_parties_are_named(paper: Paper, form: str, names: list[str], tmp_path: Path) -> None:
    WRITERS[form](paper, tmp_path / f"paper.{form}")
    document = read(tmp_path / f"paper.{form}")
    agreement = agreement_of(review(document, [], on=date(2026, 11, 1)), document, id="x")
    assert [party.name for party in agreement.parties] == names
