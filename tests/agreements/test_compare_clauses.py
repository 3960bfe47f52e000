"""Which clause is which, and what reads otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda import registry
from servanda.agreements.comparing.alignment import align, clause_changes, units
from servanda.agreements.comparing.compare import Version, compare, of_review
from servanda.agreements.review import review
from servanda.documents.clauses import Document
from servanda.documents.reader import read_bytes
from servanda.law.reader import read_law

OLD = """# Agreement

## 1. Confidentiality

1.1 **Secrecy.** The Processor shall keep everything secret that it learns about the data of the Controller.

1.2 **Return.** The Processor shall return all papers at the end of the services.

## 2. Breach

2.1 **Notice.** The Processor shall notify the Controller of a personal data breach within 48 hours after becoming aware of it.

2.2 **Same.** Costs are borne by whoever caused them.

## 3. Audit

3.1 **Audits.** The Controller may audit the Processor on two weeks' notice.
"""


def document(text: str) -> Document:
    return read_bytes(text.encode(), "a.md")


def seen(old: str, new: str) -> list[tuple[str, str, str]]:
    return [
        (c.direction, c.old_clause, c.new_clause)
        for c in clause_changes(document(old), document(new))
    ]


def test_the_same_text_has_no_changes() -> None:
    assert seen(OLD, OLD) == []


def test_a_reworded_clause_is_shown_with_both_texts() -> None:
    new = OLD.replace("48 hours", "72 hours")
    (change,) = clause_changes(document(OLD), document(new))
    assert (change.direction, change.old_clause, change.new_clause) == ("reworded", "2.1", "2.1")
    assert "48 hours" in change.old_text
    assert "72 hours" in change.new_text
    assert 0.9 < change.likeness < 1


def test_a_clause_that_came_shifts_the_numbers_of_the_others_and_nothing_else() -> None:
    new = OLD.replace(
        "## 2. Breach\n",
        "## 2. Encryption\n\n2.1 **Rest.** Data at rest is encrypted with a strong cipher throughout.\n\n## 3. Breach\n",
    )
    new = new.replace("2.1 **Notice", "3.1 **Notice").replace("2.2 **Same", "3.2 **Same")
    new = new.replace("## 3. Audit", "## 4. Audit").replace("3.1 **Audits", "4.1 **Audits")
    assert seen(OLD, new) == [("added", "", "2.1")]
    assert seen(new, OLD) == [("dropped", "2.1", "")]


def test_a_clause_that_moved_and_was_reworded_is_found() -> None:
    start = OLD.index("2.2 **Same"), OLD.index("## 3. Audit")
    new = OLD[: start[0]] + OLD[start[1] :]
    new += "\n3.2 **Same.** Costs are borne by whichever party caused them.\n"
    assert seen(OLD, new) == [("reworded", "2.2", "3.2")]


def test_unlike_clauses_are_not_paired_by_their_number_alone() -> None:
    new = OLD.replace(
        "The Controller may audit the Processor on two weeks' notice.",
        "Invoices fall due thirty days after they were received, without any discount.",
    ).replace("**Audits.**", "**Payment.**")
    assert seen(OLD, new) == [("dropped", "3.1", ""), ("added", "", "3.1")]


def test_lines_of_a_table_of_contents_are_no_wording() -> None:
    assert seen(OLD, OLD.replace("## 1.", "Confidentiality . . . . . . . . . . 2\n\n## 1.")) == []


words = st.lists(
    st.sampled_from("data breach audit notice hours shall keep return".split()),
    min_size=1,
    max_size=9,
)


@given(st.lists(words, max_size=8), st.lists(words, max_size=8))
def test_every_clause_is_used_at_most_once(old: list[list[str]], new: list[list[str]]) -> None:
    def made(texts: list[list[str]]) -> Document:
        return document(
            "# T\n\nx\n\n"
            + "\n\n".join(f"## {n}. H\n\n{' '.join(t)}" for n, t in enumerate(texts, 1))
        )

    before, after = units(made(old)), units(made(new))
    pairs = align(before, after)
    assert len(set(pairs.values())) == len(pairs)
    same = {unit.words for unit in before} & {unit.words for unit in after}
    for a, unit in enumerate(before):
        if unit.words in same and sum(u.words == unit.words for u in before) == 1:
            assert after[pairs[a]].words == unit.words


def test_provisions_whose_status_changed() -> None:
    law = read_law("eu/gdpr", registry.law_text("eu/gdpr"))
    on = date(2026, 11, 24)

    def version(text: str) -> Version:
        return of_review(review(document(text), [law], on=on), document(text))

    lost = OLD.replace(
        "The Processor shall notify the Controller of a personal data breach within 48 hours after becoming aware of it.",
        "Costs of a breach are shared.",
    )
    found = compare(version(OLD), version(lost))
    assert ("eu/gdpr#breach-notice", "dropped") in [
        (p.new.id, p.direction) for p in found.provisions
    ]
    assert [(t.kind, t.direction) for t in found.terms if t.kind == "breach_notice"] == [
        ("breach_notice", "dropped")
    ]
    plain = found.to_plain()
    assert plain["schema"] == "servanda/compare/1"
    assert plain["terms"][0]["old"]["quote"]


@pytest.mark.shared
def test_real_versions_of_one_agreement(shared: Path) -> None:
    from servanda.documents.reader import read

    folder = shared / "agreements" / "corpus"
    found = sorted(path for path in folder.rglob("*") if "basecamp-dpa" in path.name)
    documents = [read(path) for path in found if path.suffix == ".pdf"]
    if len(documents) < 2:
        pytest.skip("left out: the corpus holds no two versions of one agreement")
    changes = clause_changes(documents[0], documents[1])
    assert changes
    for change in changes:
        assert change.old_text in documents[0].text or not change.old_text
        assert change.new_text in documents[1].text or not change.new_text
