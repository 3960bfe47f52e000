"""A draft as DOCX: real styles, Word's own multi-level numbering, references as fields.

Nothing that counts is typed: clause numbers come from the numbering definitions that the styles
carry, page numbers and references to clauses from fields, so that Word keeps them right.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from servanda.agreements.drafting.tree import Draft, DraftClause, Grid, Run, Words, shares
from servanda.agreements.drafting.word_styles import (
    child,
    field,
    set_margins,
    set_numbering,
    set_properties,
    set_styles,
)


def write_docx(draft: Draft) -> bytes:
    """The draft as the bytes of a DOCX; the same draft gives the same text and styles."""
    from docx import Document

    document = Document()
    set_properties(document, draft)
    set_styles(document)
    set_numbering(document, draft)
    set_margins(document, draft)
    _Body(document, draft).write()
    out = BytesIO()
    document.save(out)
    return out.getvalue()


class _Body:
    def __init__(self, document: Any, draft: Draft) -> None:
        self.document, self.draft = document, draft
        self.bookmarks = {
            clause.id: f"_Ref{7_000_000 + at}"
            for at, clause in enumerate(draft.walk())
            if clause.id
        }
        self.numbers = {clause.id: clause for clause in draft.walk() if clause.id}

    def write(self) -> None:
        """Everything, in order."""
        document = self.document
        document.add_paragraph(self.draft.title, style="Title")
        for words in self.draft.opening:
            self.runs(document.add_paragraph(style="Body Text"), words)
        for at, words in enumerate(self.draft.parties, 1):
            paragraph = document.add_paragraph(style="Clause Text")
            self.runs(paragraph, words)
            paragraph.add_run("," if at < len(self.draft.parties) else ".")
        for clause in self.draft.clauses:
            self.clause(clause, "Heading")
        self.signatures()
        for at, schedule in enumerate(self.draft.schedules):
            self.clause(schedule, "Schedule", break_before=at == 0)

    def clause(self, clause: DraftClause, series: str, *, break_before: bool = False) -> None:
        """A clause with all under it."""
        names = {
            "Heading": ("Heading 1", "Heading 2", "Clause Item", "Clause Subitem"),
            "Schedule": ("Schedule", "Schedule Heading", "Schedule Item", "Schedule Subitem"),
        }[series]
        blocks = list(clause.blocks)
        if clause.heading or clause.number:
            paragraph = self.document.add_paragraph(style=names[clause.level - 1])
            paragraph.paragraph_format.page_break_before = break_before or None
            if clause.heading:
                self.marked(paragraph, clause, clause.heading)
            elif blocks and isinstance(first := blocks[0], Words):
                self.runs(paragraph, first)
                blocks.pop(0)
        for block in blocks:
            if isinstance(block, Words):
                self.runs(self.document.add_paragraph(style="Clause Text"), block)
            else:
                self.grid(block)
        for below in clause.children:
            self.clause(below, series)

    def marked(self, paragraph: Any, clause: DraftClause, text: str) -> None:
        """A heading inside a bookmark, so that references find its number."""
        name = self.bookmarks.get(clause.id)
        if name:
            key = name.removeprefix("_Ref")
            child(paragraph._p, "w:bookmarkStart", id=key, name=name)
            paragraph.add_run(text)
            child(paragraph._p, "w:bookmarkEnd", id=key)
        else:
            paragraph.add_run(text)

    def runs(self, paragraph: Any, words: Words) -> None:
        """The words of a paragraph."""
        from docx.enum.text import WD_COLOR_INDEX

        if words.text.endswith(":"):
            paragraph.paragraph_format.keep_with_next = True
        for run in words.runs:
            if run.to:
                self.reference(paragraph, run)
                continue
            made = paragraph.add_run(run.text)
            made.bold = True if run.bold else None
            if run.open:
                made.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def reference(self, paragraph: Any, run: Run) -> None:
        """`Clause 6.1` with its number as a REF field; a place in a schedule as a link."""
        target = self.numbers[run.to]
        number = target.number.rstrip(".")
        if target.level == 1 and not target.number.endswith("."):
            field(paragraph, f"REF {self.bookmarks[run.to]} \\r \\h", run.text)
        elif run.text.endswith(f" {number}") and "," not in run.text:
            paragraph.add_run(run.text.removesuffix(number))
            field(paragraph, f"REF {self.bookmarks[run.to]} \\r \\h", number)
        else:
            link = child(paragraph._p, "w:hyperlink", anchor=self.bookmarks[run.to], history="1")
            made = paragraph.add_run(run.text)
            link.append(made._r)

    def grid(self, grid: Grid) -> None:
        """A table whose head repeats on each page and whose rows stay whole."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        table = self.document.add_table(rows=0, cols=len(grid.head), style="Table Grid")
        table.autofit = False
        widths = _widths(grid)
        for at, row in enumerate((grid.head, *grid.rows)):
            cells = table.add_row().cells
            properties = table.rows[at]._tr.get_or_add_trPr()
            child(properties, "w:cantSplit")
            if at == 0:
                child(properties, "w:tblHeader")
            for column, words in enumerate(row):
                cell = cells[column]
                cell.width = widths[column]
                paragraph = cell.paragraphs[0]
                paragraph.style = self.document.styles["Table Text"]
                self.runs(paragraph, words)
                if column in grid.centred:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                if at == 0:
                    for run in paragraph.runs:
                        run.bold = True
                    shade = cell._tc.get_or_add_tcPr()
                    child(shade, "w:shd", val="clear", color="auto", fill="E8ECF1")
        for column, width in enumerate(widths):
            table.columns[column].width = width
        self.document.add_paragraph(style="Body Text")

    def signatures(self) -> None:
        """The place to sign, kept on one page."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Cm, Pt

        heading = self.document.add_paragraph(self.draft.labels["signatures"], style="Heading 1")
        numbered = heading._p.get_or_add_pPr().get_or_add_numPr()
        numbered.get_or_add_numId().val = 0  # a heading without a number
        heading.paragraph_format.left_indent = heading.paragraph_format.first_line_indent = Pt(0)
        table = self.document.add_table(rows=1, cols=len(self.draft.signatures))
        for column, signature in enumerate(self.draft.signatures):
            cell = table.rows[0].cells[column]
            cell.width = Cm(8)
            first = cell.paragraphs[0]
            first.style = self.document.styles["Table Text"]
            first.add_run(signature.who).bold = True
            for line in signature.lines:
                paragraph = cell.add_paragraph(style="Table Text")
                paragraph.paragraph_format.space_before = Pt(10)
                paragraph.paragraph_format.tab_stops.add_tab_stop(
                    Cm(7), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES
                )
                paragraph.add_run(f"{line} \t" if line.endswith(":") else line)
        child(table.rows[0]._tr.get_or_add_trPr(), "w:cantSplit")


def _widths(grid: Grid) -> list[Any]:
    """Widths of columns by what stands in them, 16 cm in all."""
    from docx.shared import Cm

    return [Cm(16 * share) for share in shares(grid)]
