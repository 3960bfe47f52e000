"""A drafted agreement, reviewed again: the same terms, and no gap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from laws_asked import FOUR, ON

from servanda.agreements.drafting.brief import Brief
from servanda.agreements.drafting.compose import draft
from servanda.agreements.drafting.markdown import write_markdown
from servanda.agreements.drafting.pages import write_pdf
from servanda.agreements.drafting.tree import Draft
from servanda.agreements.drafting.word import write_docx
from servanda.agreements.findings import Review
from servanda.agreements.review import review
from servanda.agreements.terms import Term
from servanda.documents.reader import read_bytes
from servanda.law.provisions import Law

SETS = [*((name,) for name in FOUR), FOUR]
KINDS = ["docx", "pdf", "md"]


def reviewed(made: Draft, laws: list[Law], kind: str) -> Review:
    data = {
        "docx": write_docx,
        "pdf": write_pdf,
        "md": lambda draft: write_markdown(draft).encode(),
    }[kind](made)
    return review(read_bytes(data, f"d.{kind}"), laws, on=ON)


def said(term: Term) -> tuple[Any, ...]:
    flat = term.flat()
    value = flat["value"]
    return (
        flat["kind"],
        tuple(sorted(value)) if isinstance(value, list) else value,
        flat["unit"],
        flat["qualifier"],
        flat["clock_starts"],
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ids", SETS, ids="+".join)
def test_no_mandatory_requirement_is_open(
    ids: tuple[str, ...], kind: str, brief: Brief, law: Callable[[str], Law]
) -> None:
    laws = [law(name) for name in ids]
    found = reviewed(draft(brief, laws, on=ON), laws, kind)
    mandatory = {
        f"{lw.id}#{r.id}" for lw in laws for r in lw.requirements if r.level == "mandatory"
    }
    judged = {f.id: f.status for f in found.provisions if f.id in mandatory}
    assert set(judged) == mandatory
    assert {name: status for name, status in judged.items() if status != "satisfied"} == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ids", SETS, ids="+".join)
def test_the_same_terms(
    ids: tuple[str, ...], kind: str, brief: Brief, law: Callable[[str], Law]
) -> None:
    laws = [law(name) for name in ids]
    found = reviewed(draft(brief, laws, on=ON), laws, kind)
    wanted = {said(term) for term in brief.terms if term.kind != "purposes"}
    if "pci/dss" in ids:  # its part promises compliance with that standard besides
        wanted -= {said(term) for term in brief.terms if term.kind == "certifications"}
        wanted |= {("certifications", ("ISO 27001", "PCI DSS", "SOC 2 Type II"), None, None, None)}
    # sub-processors stand in a table of the brief; purposes are read as the sentence that names them
    read = {said(term) for term in found.terms if term.kind not in ("purposes", "subprocessors")}
    assert read == wanted


@pytest.mark.parametrize("ids", SETS, ids="+".join)
def test_no_term_is_read_where_none_was_given(
    ids: tuple[str, ...], bare: Brief, law: Callable[[str], Law]
) -> None:
    laws = [law(name) for name in ids]
    found = reviewed(draft(bare, laws, on=ON), laws, "docx")
    numbers = {
        said(term)[:3]
        for term in found.terms
        if (term.clock is not None and term.clock.length is not None)
        or (isinstance(term.value, int | float) and term.value is not True)
    }
    # the one number that a law itself puts into the contract
    assert numbers <= ({("breach_notice", 60, "days")} if "us/hipaa" in ids else set())
