"""Tracked changes: rejected they leave no trace, accepted they are the new text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Word
from libreoffice import ACCEPT, REJECT, LibreOffice

from servanda import registry
from servanda.agreements.amending.changes import Amendment, Insertion, Replacement
from servanda.agreements.amending.planning import for_gaps
from servanda.agreements.amending.tracked import amend
from servanda.agreements.review import review
from servanda.base.errors import ServandaError
from servanda.documents.clauses import Document
from servanda.documents.reader import read_bytes
from servanda.law.reader import read_law
from servanda.testing.papers import BRIGHT_CLINIC, HARBOR_DENTAL, Paper, write_docx

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ON = date(2026, 11, 24)
CLAUSE = "Processor shall water the plants of Controller."


def before(data: bytes) -> Document:
    return read_bytes(data, "c.docx")


def after(data: bytes) -> Document:
    return read_bytes(data, "c.docx", changes="accepted")


def paper(of: Paper, folder: Path) -> bytes:
    path = folder / "c.docx"
    write_docx(of, path)
    return path.read_bytes()


def built(fill: Callable[[Any], None]) -> bytes:
    document = Word()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def texts(document: Document) -> list[tuple[str, str, str]]:
    return [(clause.number, clause.heading, clause.text) for clause in document.walk()]


def body(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml").decode()


@pytest.fixture
def bright(tmp_path: Path) -> bytes:
    return paper(BRIGHT_CLINIC, tmp_path)


# -- insertions ---------------------------------------------------------------------------------


def test_a_clause_gets_the_number_after_its_neighbours(bright: bytes) -> None:
    change = Insertion(text=CLAUSE, heading="Plants", after="5.1")
    made = amend(bright, [change], author="Jo Lind", at=AT)
    assert texts(before(made)) == texts(before(bright))
    assert ("5.3", "Plants", CLAUSE) in texts(after(made))
    numbers = [n for n, _, _ in texts(after(made)) if n]
    assert numbers[numbers.index("5.3") - 1 :][:3] == ["5.2", "5.3", "6"]


def test_no_number_that_stands_is_shifted(bright: bytes) -> None:
    changes = [
        Insertion(text=CLAUSE, heading="One", after="2.1"),
        Insertion(text=CLAUSE, heading="Two", after="4.1(b)"),
        Insertion(text=CLAUSE, heading="Three", after="10.2"),
        Insertion(text=CLAUSE, heading="Four"),
    ]
    made = after(amend(bright, changes, author="Jo Lind", at=AT))
    old = {(n, h, t) for n, h, t in texts(before(bright)) if n}
    assert old <= set(texts(made))
    new = {h: n for n, h, _ in texts(made) if h in ("One", "Two", "Three", "Four")}
    assert new == {"One": "2.4", "Two": "4.3", "Three": "10.5", "Four": "11"}


def test_each_change_names_author_and_time_and_has_its_own_id(bright: bytes) -> None:
    changes = [
        Insertion(text=CLAUSE, heading="One", after="2.1"),
        Insertion(text=CLAUSE, heading="Two", after="2.1"),
        Replacement(clause="7.1", old="48 hours", new="24 hours"),
    ]
    xml = body(amend(bright, changes, author="Jo <Lind>", at=AT))
    marks = re.findall(r"<w:(?:ins|del) ([^>]*)>", xml)
    assert marks
    assert all('w:author="Jo &lt;Lind&gt;"' in mark for mark in marks)
    ids = [re.search(r'w:id="(\d+)"', mark)[1] for mark in marks]  # type: ignore[index]
    assert len(ids) == len(set(ids))
    dates = {re.search(r'w:date="([^"]+)"', mark)[1] for mark in marks}  # type: ignore[index]
    # one time a change, so that programs do not join neighbours; the last is the time given
    assert dates == {"2026-11-24T09:26:00Z", "2026-11-24T09:28:00Z", "2026-11-24T09:30:00Z"}


def test_the_reader_lists_what_is_proposed(bright: bytes) -> None:
    made = before(
        amend(bright, [Insertion(text=CLAUSE, heading="Plants", after="2.1")], author="Jo", at=AT)
    )
    assert "Plants. " + CLAUSE in "".join(change.text for change in made.changes)
    assert {change.author for change in made.changes} == {"Jo"}


def test_every_other_part_of_the_package_is_untouched(bright: bytes) -> None:
    made = amend(bright, [Insertion(text=CLAUSE, after="2.1")], author="Jo", at=AT)
    with zipfile.ZipFile(io.BytesIO(bright)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        assert old.namelist() == new.namelist()
        for name in old.namelist():
            if name != "word/document.xml":
                assert old.read(name) == new.read(name)


def test_typed_numbers_are_continued() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Agreement", 0)
        document.add_heading("1. Secrecy", 1)
        document.add_paragraph("1.1 The processor keeps the data secret.")
        document.add_paragraph("1.2 The processor trains its staff.")
        document.add_heading("2. Law", 1)
        document.add_paragraph("2.1 The law of Maine governs.")

    data = built(fill)
    changes = [Insertion(text=CLAUSE, after="1.1"), Insertion(text="And more.", after="1.1")]
    made = amend(data, changes, author="Jo", at=AT)
    assert texts(before(made)) == texts(before(data))
    numbers = [n for n, _, t in texts(after(made)) if n and t]
    assert numbers == ["1.1", "1.2", "1.3", "1.4", "2.1"]


def test_at_the_end_of_the_document_and_before_a_table() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Agreement", 0)
        document.add_heading("1. Secrecy", 1)
        document.add_paragraph("1.1 The processor keeps the data secret.")
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text = "a"
        document.add_heading("2. Law", 1)
        document.add_paragraph("2.1 The law of Maine governs.")

    data = built(fill)
    changes = [
        Insertion(text=CLAUSE, after="1.1"),
        Insertion(text=CLAUSE, heading="Plants"),
        Insertion(text=CLAUSE, after="2.1"),
    ]
    made = amend(data, changes, author="Jo", at=AT)
    assert texts(before(made)) == texts(before(data))
    assert after(made).text.count(CLAUSE) == 3


def test_a_clause_of_the_first_level_gets_another_paragraph(tmp_path: Path) -> None:
    data = paper(HARBOR_DENTAL, tmp_path)
    made = after(amend(data, [Insertion(text=CLAUSE, after="4")], author="Jo", at=AT))
    four = next(clause for clause in made.walk() if clause.number == "4")
    assert four.text.endswith(CLAUSE)


# -- replacements -------------------------------------------------------------------------------


def test_words_are_replaced_and_keep_their_look() -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("1. Notice within ")
        paragraph.add_run("forty-eight").bold = True
        paragraph.add_run(" (48) ").italic = True
        paragraph.add_run("hours after awareness.")

    data = built(fill)
    change = Replacement(clause="1", old="forty-eight (48) hours", new="24 hours")
    made = amend(data, [change], author="Jo", at=AT)
    assert before(made).text == before(data).text
    assert "Notice within 24 hours after awareness." in after(made).text
    xml = body(made)
    inserted = re.search(r"<w:ins [^>]*>(.*?)</w:ins>", xml)
    assert inserted is not None
    assert "<w:b/>" in inserted[1]
    assert len(re.findall("<w:del ", xml)) == 3


def test_words_that_stand_twice_are_told_apart_by_what_is_near() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("1. Notice within 30 days. Deletion within 30 days.")

    data = built(fill)
    with pytest.raises(ServandaError) as caught:
        amend(data, [Replacement(clause="1", old="30 days", new="5 days")], author="Jo", at=AT)
    assert caught.value.code == "words-twice"
    change = Replacement(clause="1", old="30 days", new="5 days", near="Deletion within 30 days.")
    made = after(amend(data, [change], author="Jo", at=AT))
    assert "Notice within 30 days" in made.text
    assert "Deletion within 5 days" in made.text


def test_two_replacements_in_one_paragraph() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("1. Notice within 48 hours, deletion within 30 days, no more.")

    data = built(fill)
    changes = [
        Replacement(clause="1", old="30 days", new="5 days"),
        Replacement(clause="1", old="48 hours", new="24 hours"),
    ]
    made = amend(data, changes, author="Jo", at=AT)
    assert before(made).text == before(data).text
    assert "within 24 hours, deletion within 5 days, no more." in after(made).text


def test_what_somebody_has_already_changed_is_left_alone() -> None:
    data = built(lambda document: document.add_paragraph("1. Notice within 48 hours."))
    change = Replacement(clause="1", old="48 hours", new="24 hours")
    once = amend(data, [change], author="Jo", at=AT)
    with pytest.raises(ServandaError) as caught:
        amend(once, [change], author="Mo", at=AT)
    assert caught.value.code == "already-changed"
    with pytest.raises(ServandaError) as missing:
        amend(once, [Replacement(clause="1", old="24 hours", new="12 hours")], author="Mo", at=AT)
    assert missing.value.code == "words-not-found"


def test_amendments_on_top_of_amendments(bright: bytes) -> None:
    once = amend(bright, [Insertion(text=CLAUSE, after="2.1")], author="Jo", at=AT)
    twice = amend(once, [Insertion(text="And more.", after="2.1")], author="Mo", at=AT)
    assert texts(before(twice)) == texts(before(bright))
    assert {CLAUSE, "And more."} <= {clause.text for clause in after(twice).walk()}


@pytest.mark.parametrize(
    ("change", "author", "code"),
    [
        (Insertion(text="x", after="99"), "Jo", "clause-not-found"),
        (Replacement(clause="99", old="x", new="y"), "Jo", "clause-not-found"),
        (Replacement(clause="7.1", old="never there", new="y"), "Jo", "words-not-found"),
        (Insertion(text="x"), "  ", "no-author"),
    ],
)
def test_what_cannot_be_done_is_said(
    change: Amendment, author: str, code: str, bright: bytes
) -> None:
    with pytest.raises(ServandaError) as caught:
        amend(bright, [change], author=author, at=AT)
    assert caught.value.code == code


def test_only_a_docx_is_amended() -> None:
    with pytest.raises(ServandaError) as caught:
        amend(b"# Agreement\n\nwords", [Insertion(text="x")], author="Jo", at=AT)
    assert caught.value.code == "not-docx"


def test_a_strict_docx_is_refused() -> None:
    data = built(lambda document: document.add_paragraph("1. Notice within 48 hours."))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            target.writestr(name, part)
    assert "48 hours" in before(out.getvalue()).text
    with pytest.raises(ServandaError) as caught:
        amend(out.getvalue(), [Insertion(text="x")], author="Jo", at=AT)
    assert caught.value.code == "strict-docx"


# -- real papers --------------------------------------------------------------------------------


@pytest.mark.shared
def test_real_agreements_rejected_are_what_they_were_and_accepted_have_the_clauses(
    shared: Path,
) -> None:
    laws = [read_law("eu/gdpr", registry.law_text("eu/gdpr"))]
    seen = 0
    for path in sorted((shared / "agreements" / "corpus").rglob("*.docx")):
        data = path.read_bytes()
        document = read_bytes(data, path.name)
        changes = for_gaps(review(document, laws, on=ON), document, laws)
        if not changes:
            continue
        made = amend(data, changes, author="Jo", at=AT)
        assert texts(before(made)) == texts(document), path.name
        words = " ".join(after(made).text.split())
        for change in changes:
            assert isinstance(change, Insertion)
            assert " ".join(change.text.split()) in words, (path.name, change.answers)
        seen += 1
    assert seen > 5


# -- LibreOffice --------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("which", [BRIGHT_CLINIC, HARBOR_DENTAL], ids=["dpa", "baa"])
def test_libreoffice_accepts_and_rejects(which: Paper, tmp_path: Path) -> None:
    office = LibreOffice(tmp_path)
    data = paper(which, tmp_path)
    document = before(data)
    laws = [read_law("eu/gdpr", registry.law_text("eu/gdpr"))]
    changes: list[Amendment] = list(for_gaps(review(document, laws, on=ON), document, laws))
    hours = "48 hours" if which is BRIGHT_CLINIC else "5 business days"
    where = "7.1" if which is BRIGHT_CLINIC else "3.1"
    changes.append(Replacement(clause=where, old=hours, new="24 hours"))
    made = amend(data, changes, author="Jo Lind", at=AT)
    assert office.text(made, REJECT) == office.text(data)
    accepted = office.text(made, ACCEPT)
    assert "24 hours" in accepted
    assert hours not in accepted
    flat = " ".join(accepted.split())
    for change in changes:
        if isinstance(change, Insertion):
            assert " ".join(change.text.split()) in flat
    clauses = [c for c in after(made).walk() if c.number[:1].isdigit() and c.heading]
    numbers = {f"{c.number} {c.heading}" for c in clauses}
    for line in numbers:
        assert re.sub(r"^(\d+) ", r"\1. ", line) in flat or line in flat


@pytest.mark.slow
def test_libreoffice_sees_each_change_by_itself(bright: bytes, tmp_path: Path) -> None:
    office = LibreOffice(tmp_path)
    changes = [
        Insertion(text=CLAUSE, heading="One", after="2.1"),
        Insertion(text=CLAUSE, heading="Two", after="2.1"),
        Insertion(text=CLAUSE, heading="Three", after="6.1"),
        Replacement(clause="7.1", old="48 hours", new="24 hours"),
    ]
    made = amend(bright, changes, author="Jo Lind", at=AT)
    with zipfile.ZipFile(io.BytesIO(office.convert(made, "odt"))) as package:
        content = package.read("content.xml").decode()
    assert len(re.findall("<text:insertion>", content)) == 4
    assert len(re.findall("<text:deletion>", content)) == 1
    assert "<dc:creator>Jo Lind</dc:creator>" in content
    assert office.convert(made, "pdf").startswith(b"%PDF-")
