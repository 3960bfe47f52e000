"""What else a DOCX holds: headings, tables, notes, fields, boxes, headers, hidden text."""

from __future__ import annotations

import io

from docx import Document as Word
from word_files import NS, docx, paragraph, run

from servanda.documents.clauses import Clause, Document
from servanda.documents.reader import read_bytes


def of(body: str, **more: object) -> Document:
    return read_bytes(docx(body, **more), "a.docx")  # type: ignore[arg-type]


def only(document: Document) -> Clause:
    clauses = list(document.walk())
    assert len(clauses) == 1
    return clauses[0]


def test_a_document_as_python_docx_writes_it() -> None:
    word = Word()
    word.add_heading("Data Processing Agreement", 0)
    word.add_paragraph("Between the parties.")
    word.add_heading("Security", 1)
    word.add_paragraph("Processor encrypts the data.")
    word.add_heading("Keys", 2)
    word.add_paragraph("Keys are rotated.")
    table = word.add_table(rows=2, cols=2)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {at}"
    word.sections[0].header.paragraphs[0].text = "Confidential"
    word.sections[0].footer.paragraphs[0].text = "Version 3"
    out = io.BytesIO()
    word.save(out)
    document = read_bytes(out.getvalue(), "a.docx")
    assert document.title == "Data Processing Agreement"
    assert [(c.heading, c.level, c.path) for c in document.walk()] == [
        ("Data Processing Agreement", 1, "Data Processing Agreement"), ("Security", 1, "Security"), ("Keys", 2, "Keys"),
    ]  # fmt: skip
    assert document.tables[0].rows == (("cell 0", "cell 1"), ("cell 2", "cell 3"))
    assert document.tables[0].clause == "Keys"
    assert [p.text for p in list(document.walk())[2].paragraphs if p.kind == "cell"] == [
        "cell 0 | cell 1", "cell 2 | cell 3",
    ]  # fmt: skip
    assert (document.headers, document.footers) == (("Confidential",), ("Version 3",))
    assert document.media_type.endswith("wordprocessingml.document")
    assert document.pages == 0


def test_a_run_in_heading_that_is_underlined() -> None:
    body = paragraph(
        inner=run("6.1 ") + run("Notice", '<w:u w:val="single"/>') + run(". Processor tells.")
    )
    clause = only(of(body))
    assert (clause.number, clause.heading, clause.heading_mark, clause.text) == (
        "6.1", "Notice", ".", "Processor tells.",
    )  # fmt: skip
    assert of(body).text == "6.1 Notice.\nProcessor tells."


def test_white_space_and_invisible_marks() -> None:
    clause = only(of(paragraph("48\u00a0hours  after a\u00adware\u200bness")))
    assert clause.text == "48 hours after awareness"


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    body = paragraph(
        inner=run("see ")
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        + run("hidden in the instruction")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("Section 4")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert of(body).text == "see Section 4"


def test_content_controls_links_and_smart_tags_are_looked_into() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('controlled')}</w:sdtContent></w:sdt>"
        + paragraph(inner=f"<w:hyperlink>{run('linked')}</w:hyperlink>")
        + paragraph(
            inner=f"<w:smartTag><w:sdt><w:sdtContent>{run('tagged')}</w:sdtContent></w:sdt></w:smartTag>"
        )
    )
    assert of(body).text == "controlled\nlinked\ntagged"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('in a box')}</w:txbxContent>"
    inner = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert of(paragraph("words", inner=inner)).text == "words\nin a box"


def test_a_footnote_stands_as_a_note_after_its_paragraph() -> None:
    notes = f'<w:footnotes {NS}><w:footnote w:id="2">{paragraph("told below")}</w:footnote></w:footnotes>'
    body = paragraph("words", inner='<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(
        "more"
    )
    clause = only(of(body, parts={"footnotes": notes}))
    assert [(p.text, p.kind) for p in clause.paragraphs] == [
        ("words", "text"), ("told below", "note"), ("more", "text"),
    ]  # fmt: skip


def test_hidden_text_is_left_out_and_said() -> None:
    document = of(paragraph("seen", inner=run(" unseen", "<w:vanish/>")))
    assert document.text == "seen"
    assert [n.code for n in document.notices] == ["hidden-text"]


def test_a_frame_of_one_column_is_text_and_its_heading_ends_with_it() -> None:
    rows = "".join(f"<w:tr><w:tc>{cell}</w:tc></w:tr>" for cell in (
        paragraph("Annex II: Measures"), paragraph("Locks on doors."),
    ))  # fmt: skip
    document = of(f"<w:tbl>{rows}</w:tbl>" + paragraph("1. Scope") + paragraph("2. Term"))
    assert [c.path for c in document.walk()] == ["Annex II", "1", "2"]
    assert document.tables == ()


def test_a_table_in_a_cell_loses_no_words() -> None:
    inner = (
        f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    )
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('x')}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert of(outer).text == "x | a b"


def test_a_docx_of_pictures_only_is_said() -> None:
    document = of(paragraph(inner="<w:r><w:drawing/></w:r>"))
    assert not document.readable
    assert [n.code for n in document.notices] == ["no-text"]


def test_the_strict_form_of_the_format() -> None:
    import zipfile

    data = docx(paragraph("words", num="", style="") + paragraph("1. Scope"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name, part)
    assert read_bytes(out.getvalue(), "strict.docx").text == "words\n1 Scope"


def test_a_table_of_contents_is_text_and_opens_no_clause() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("1. Scope 3", style="TOC1") + paragraph("1. Scope") + paragraph("2. Term")
    document = of(body, styles=styles)
    assert [(c.number, c.path) for c in document.walk()] == [("", ""), ("1", "1"), ("2", "2")]
