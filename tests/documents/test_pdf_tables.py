"""Tables of a PDF: ruled grids, rows under level lines, rows that a page's end cuts in two."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from servanda.documents.clauses import Document
from servanda.documents.reader import read_bytes

STYLE = getSampleStyleSheet()["BodyText"]
GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")
RULES = (
    ("LINEABOVE", (0, 0), (-1, -1), 0.5, "black"),
    ("LINEBELOW", (0, -1), (-1, -1), 0.5, "black"),
)
SERVICES = (
    ("Sub-processor", "Service", "Place"),
    ("Nordwind Hosting", "Servers and their copies, kept in two halls", "Iceland"),
    ("Kiebitz Mail", "Sending of letters", "Austria"),
)


def pdf(*flow: Flowable) -> Document:
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(list(flow))
    return read_bytes(out.getvalue(), "a.pdf")


def table(rows: tuple[tuple[str, ...], ...], *style: tuple[object, ...], width: int = 110) -> Table:
    cells = [[Paragraph(cell, STYLE) for cell in row] for row in rows]
    return Table(cells, colWidths=[width] * len(rows[0]), style=list(style))


def said(words: str) -> Paragraph:
    return Paragraph(words, STYLE)


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    document = pdf(
        said("The provider uses these firms."), table(SERVICES, GRID), said("They are bound.")
    )
    assert document.tables[0].rows == SERVICES
    assert document.text.splitlines() == [
        "The provider uses these firms.",
        *(" | ".join(row) for row in SERVICES),
        "They are bound.",
    ]


def test_level_lines_are_enough_where_blank_strips_part_the_columns() -> None:
    assert pdf(said("Firms:"), table(SERVICES, *RULES)).tables[0].rows == SERVICES


def test_a_cell_over_two_rows_stands_in_the_first() -> None:
    rows = (("Logs", "Servers", "30 days"), ("", "Doors", "90 days"), ("Mail", "All", "one year"))
    found = pdf(table(rows, GRID, ("SPAN", (0, 0), (0, 1))))
    assert found.tables[0].rows == rows


def test_words_half_a_line_apart_stay_in_their_cells() -> None:
    rows = (
        ("Copies", "kept in a second hall far from the first one, and only there"),
        ("Keys", "apart"),
    )
    middle = ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
    assert pdf(table(rows, GRID, middle)).tables[0].rows == rows


def test_a_table_goes_on_over_the_page() -> None:
    many = (SERVICES[0], *((f"Firm {n}", "Servers", "Iceland") for n in range(60)))
    cells = [[Paragraph(cell, STYLE) for cell in row] for row in many]
    document = pdf(Table(cells, colWidths=[110] * 3, style=[GRID], repeatRows=1))
    assert [found.rows for found in document.tables] == [many]
    assert {p.page for clause in document.walk() for p in clause.paragraphs} == set(
        range(1, document.pages + 1)
    )


def test_a_row_that_the_pages_end_cuts_is_one() -> None:
    long = "what stands here is long and runs on " * 8
    rows = (*(("Short", "words") for _ in range(33)), ("Last", long.strip()))
    cells = [[Paragraph(cell, STYLE) for cell in row] for row in rows]
    document = pdf(Table(cells, colWidths=[110, 110], style=[GRID], splitInRow=1))
    assert document.pages == 2
    assert document.tables[0].rows == rows


def test_rules_between_paragraphs_are_no_table() -> None:
    rule = HRFlowable(width="100%")
    parts = [
        said(f"{n}. The processor keeps record number {n} of all that it does.") for n in range(4)
    ]
    flow = [each for part in parts for each in (rule, Spacer(1, 6), part)]
    assert pdf(*flow, rule).tables == ()


def test_a_frame_around_clauses_is_no_table() -> None:
    clauses = "<br/>".join(f"{n}. The processor does what clause {n} says." for n in range(1, 5))
    assert pdf(table((("Clauses", "Notes"), (clauses, "none")), GRID, width=220)).tables == ()


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(*[st.from_regex(r"[A-Z][a-z]{2,9}( [a-z]{3,9}){0,6}", fullmatch=True)] * 3),
        min_size=2,
        max_size=6,
    )
)
def test_any_ruled_table_comes_back(rows: list[tuple[str, str, str]]) -> None:
    assert pdf(table(tuple(rows), GRID)).tables[0].rows == tuple(rows)


def test_a_page_of_many_lines_is_no_burden() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    for n in range(3_000):
        page.line(10 + n % 50 * 10, 20 + n % 700, 400, 20 + n % 700)
        page.line(10 + n % 500, 20, 10 + n % 500, 700)
    page.drawString(100, 400, "The provider keeps the data secret.")
    page.save()
    assert "keeps the data secret" in read_bytes(out.getvalue(), "a.pdf").text


def test_a_row_of_fewer_cells_at_a_pages_end_stays_one_of_its_own() -> None:
    rows = (("Short", "words"), ("Short", "words"), ("A row over all columns", ""))
    rest = (("", "on the next page"), ("Short", "words"))
    span = ("SPAN", (0, 2), (1, 2))
    found = pdf(table(rows, GRID, span), PageBreak(), table(rest, GRID))
    assert [one.rows for one in found.tables] == [(*rows[:2], rows[2][:1], *rest)]


def test_a_page_that_is_all_drawing_keeps_its_words() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    for n in range(60):
        path = page.beginPath()
        path.moveTo(10, 10 + n % 3)
        for step in range(390):
            path.lineTo(10 + step % 2 * 400, 10 + step // 2 * 4 + n % 3)
        page.drawPath(path)
    page.drawString(100, 400, "The provider keeps the data secret.")
    page.save()
    assert "keeps the data secret" in read_bytes(out.getvalue(), "a.pdf").text
