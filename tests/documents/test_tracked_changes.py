"""Tracked changes: kept, never silently accepted, and either reading can be had."""

from __future__ import annotations

from datetime import UTC, datetime

from word_files import NS, abstract, deleted, docx, inserted, instance, level, paragraph, run

from servanda.documents.clauses import Document
from servanda.documents.reader import read_bytes

LIST = abstract(0, level(0, "decimal", "%1.")) + instance(1, 0)
HOURS = paragraph(
    inner=run("Processor notifies within ") + deleted("48") + inserted(run("72")) + run(" hours.")
)


def both(body: str, numbering: str = "") -> tuple[Document, Document]:
    data = docx(body, numbering=numbering)
    return read_bytes(data, "a.docx"), read_bytes(data, "a.docx", changes="accepted")


def test_the_text_is_the_one_before_the_changes() -> None:
    before, after = both(HOURS)
    assert before.text == "Processor notifies within 48 hours."
    assert after.text == "Processor notifies within 72 hours."


def test_changes_are_listed_with_author_and_time_either_way() -> None:
    for document in both(HOURS):
        assert [(c.kind, c.text, c.author) for c in document.changes] == [
            ("deletion", "48", "A. Author"),
            ("insertion", "72", "A. Author"),
        ]
        assert document.changes[0].at == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_a_notice_says_how_many() -> None:
    before, after = both(HOURS)
    assert [n.code for n in before.notices] == ["tracked-changes"]
    assert before.notices[0].message.startswith("2 tracked changes are set aside")
    assert "accepted" in after.notices[0].message


def test_an_inserted_paragraph_takes_no_number_before_it_is_accepted() -> None:
    new = paragraph(num="1", inner=inserted(run("new")), mark='<w:ins w:id="3" w:author="B"/>')
    before, after = both(paragraph("one", num="1") + new + paragraph("two", num="1"), LIST)
    assert [(c.number, c.text) for c in before.walk()] == [("1", "one"), ("2", "two")]
    assert [(c.number, c.text) for c in after.walk()] == [("1", "one"), ("2", "new"), ("3", "two")]


def test_a_deleted_paragraph_stands_until_it_is_accepted() -> None:
    old = paragraph(num="1", inner=deleted("old"), mark='<w:del w:id="3" w:author="B"/>')
    before, after = both(paragraph("one", num="1") + old + paragraph("two", num="1"), LIST)
    assert [(c.number, c.text) for c in before.walk()] == [("1", "one"), ("2", "old"), ("3", "two")]
    assert [(c.number, c.text) for c in after.walk()] == [("1", "one"), ("2", "two")]


def test_moved_text_is_a_deletion_and_an_insertion() -> None:
    body = paragraph(
        inner=f'<w:moveFrom w:id="1" w:author="C">{run("here ")}</w:moveFrom>{run("stays")}'
        f'<w:moveTo w:id="2" w:author="C">{run(" there")}</w:moveTo>'
    )
    before, after = both(body)
    assert (before.text, after.text) == ("here stays", "stays there")
    assert [c.kind for c in before.changes] == ["deletion", "insertion"]


def test_an_inserted_row_is_set_aside() -> None:
    def row(text: str, mark: str = "") -> str:
        cells = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in text.split("|"))
        return f"<w:tr><w:trPr>{mark}</w:trPr>{cells}</w:tr>"

    mark = '<w:ins w:id="1" w:author="D"/>'
    table = f"<w:tbl>{row('a|b')}{row('c|d', mark)}</w:tbl>"
    before, after = both(table)
    assert before.tables[0].rows == (("a", "b"),)
    assert after.tables[0].rows == (("a", "b"), ("c", "d"))
    assert [(c.kind, c.text) for c in before.changes] == [("insertion", "c | d")]


def test_a_change_names_its_clause() -> None:
    before, _ = both(
        paragraph("one", num="1") + paragraph("two", num="1", inner=deleted(" x")), LIST
    )
    assert [c.clause for c in before.changes] == ["2"]


def test_numbering_before_a_change_of_numbering() -> None:
    changed = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        '<w:pPrChange w:id="1" w:author="E"><w:pPr/></w:pPrChange></w:pPr>'
        + run("words")
        + "</w:p>"
    )
    before, after = both(changed, LIST)
    assert [c.number for c in before.walk()] == [""]
    assert [c.number for c in after.walk()] == ["1"]


def test_an_impossible_date_is_no_date() -> None:
    body = paragraph(inner=inserted(run("x"), date="2026-13-45T99:00:00Z") + run("y"))
    assert both(body)[0].changes[0].at is None


def test_a_proposed_parting_of_a_paragraph_is_a_change_too() -> None:
    parted = paragraph("One half,", mark='<w:ins w:id="3" w:author="B"/>') + paragraph("the other.")
    before, after = both(parted)
    assert (before.text, after.text) == ("One half, the other.", "One half,\nthe other.")
    assert [(c.kind, c.text, c.author) for c in before.changes] == [("insertion", "¶", "B")]


def test_changes_in_notes_and_headers_are_kept() -> None:
    note = paragraph(inner=run("told ") + inserted(run("twice")))
    head = paragraph(inner=deleted("Draft") + run("Final"))
    parts = {
        "footnotes": f'<w:footnotes {NS}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>',
        "header1": f"<w:hdr {NS}>{head}</w:hdr>",
    }
    body = paragraph("words", inner='<w:r><w:footnoteReference w:id="2"/></w:r>')
    document = read_bytes(docx(body, parts=parts), "a.docx")
    assert document.text == "words\ntold"
    assert document.headers == ("DraftFinal",)
    assert [(c.kind, c.text) for c in document.changes] == [
        ("insertion", "twice"),
        ("deletion", "Draft"),
    ]
