"""One agreement in two forms gives the same findings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from servanda import registry
from servanda.agreements.findings import Review
from servanda.agreements.review import laws_for, review
from servanda.documents.reader import read
from servanda.law.reader import read_law

PAIRS = ("bonterms-dpa", "bonterms-baa", "bonterms-cloud-terms")


def found(path: Path) -> Review:
    document, texts = read(path), registry.law_texts()
    laws = [read_law(law, texts[law]) for law in laws_for(document) or ("eu/gdpr",)]
    return review(document, laws, on=date(2026, 1, 1))


@pytest.mark.parametrize("pair", PAIRS)
def test_markdown_and_pdf_of_one_agreement(pair: str, shared: Path) -> None:
    corpus = shared / "agreements" / "corpus"
    mine, other = found(corpus / f"{pair}.md"), found(corpus / f"{pair}-pdf.pdf")
    assert mine.kind == other.kind
    assert [(f.alias, f.status) for f in mine.provisions] == [
        (f.alias, f.status) for f in other.provisions
    ]
    assert {(t.kind, str(t.value), t.unit) for t in mine.terms} == {
        (t.kind, str(t.value), t.unit) for t in other.terms
    }
