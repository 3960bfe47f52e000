"""A draft as DOCX: real styles, Word's own multi-level numbering, references as fields.

Nothing that counts is typed: clause numbers come from the numbering definitions that the styles
carry, page numbers and references to clauses from fields, so that Word keeps them right.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

from servanda.agreements.drafting.tree import Draft, DraftClause, Grid, Run, Words, shares

_FONT = "Calibri"
_INK = "1F2A37"
_CLAUSES, _SCHEDULES = "71", "72"
# style, base style, list, level; the numbering of each is carried by its style
_NUMBERED = (
    ("Heading 1", None, _CLAUSES, 0),
    ("Heading 2", None, _CLAUSES, 1),
    ("Clause Item", "Body Text", _CLAUSES, 2),
    ("Clause Subitem", "Body Text", _CLAUSES, 3),
    ("Schedule", "Heading 1", _SCHEDULES, 0),
    ("Schedule Heading", "Heading 2", _SCHEDULES, 1),
    ("Schedule Item", "Body Text", _SCHEDULES, 2),
    ("Schedule Subitem", "Body Text", _SCHEDULES, 3),
)
# number format, text, left indent and hang, in twentieths of a point
_LEVELS = {
    _CLAUSES: (
        ("decimal", "%1.", 680, 680),
        ("decimal", "%1.%2", 680, 680),
        ("lowerLetter", "(%3)", 1134, 454),
        ("lowerRoman", "(%4)", 1588, 454),
    ),
    _SCHEDULES: (
        ("decimal", "Schedule %1", 1871, 1871),
        ("decimal", "%2.", 680, 680),
        ("lowerLetter", "(%3)", 1134, 454),
        ("lowerRoman", "(%4)", 1588, 454),
    ),
}


def write_docx(draft: Draft) -> bytes:
    """The draft as the bytes of a DOCX; the same draft gives the same text and styles."""
    from docx import Document

    document = Document()
    _properties(document, draft)
    _styles(document)
    _numbering(document, draft)
    _margins(document, draft)
    _Body(document, draft).write()
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def element(tag: str, /, **attributes: str) -> Any:
    """A WordprocessingML element, `element("w:ilvl", val="0")`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key.rstrip('_')}"), value)
    return made


def child(parent: Any, tag: str, /, **attributes: str) -> Any:
    """The same, appended to `parent`."""
    made = element(tag, **attributes)
    parent.append(made)
    return made


def _properties(document: Any, draft: Draft) -> None:
    core = document.core_properties
    core.title, core.author, core.comments = draft.title, "", ""
    core.language = draft.language
    core.created = core.modified = datetime.combine(draft.on, time(), UTC)


def _styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles = document.styles

    def look(style: Any, size: float, *, bold: bool = False, before: float, after: float) -> None:
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(_INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.line_spacing = 1.1

    look(styles["Normal"], 10.5, before=0, after=6)
    look(styles["Title"], 22, bold=True, before=0, after=14)
    look(styles["Heading 1"], 13, bold=True, before=16, after=5)
    look(styles["Heading 2"], 10.5, bold=True, before=7, after=2)
    look(styles["Heading 3"], 10.5, bold=True, before=6, after=2)
    look(styles["Body Text"], 10.5, before=0, after=5)
    look(styles["Header"], 8.5, before=0, after=0)
    look(styles["Footer"], 8.5, before=0, after=0)
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    for name, base, key, level in _NUMBERED:
        if base:
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles[base]
            style.quick_style = True
        style = styles[name]
        properties = style.element.get_or_add_pPr()
        numbered = properties.get_or_add_numPr()
        numbered.get_or_add_ilvl().val = level
        numbered.get_or_add_numId().val = int(key)
    clause = styles.add_style("Clause Text", WD_STYLE_TYPE.PARAGRAPH)
    clause.base_style = styles["Body Text"]
    clause.paragraph_format.left_indent = Pt(680 / 20)
    cell = styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = styles["Body Text"]
    cell.font.size = Pt(9.5)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)


def _numbering(document: Any, draft: Draft) -> None:
    numbering = document.part.numbering_part.element
    ids = {style.name: style.style_id for style in document.styles}
    schedule = draft.schedules[0].number.rpartition(" ")[0] if draft.schedules else ""
    made = []
    for key, levels in _LEVELS.items():
        abstract = element("w:abstractNum", abstractNumId=key)
        child(abstract, "w:multiLevelType", val="multilevel")
        for at, (form, text, left, hanging) in enumerate(levels):
            level = child(abstract, "w:lvl", ilvl=str(at))
            child(level, "w:start", val="1")
            child(level, "w:numFmt", val=form)
            name = next(n for n, _, k, lvl in _NUMBERED if (k, lvl) == (key, at))
            child(level, "w:pStyle", val=ids[name])
            if key == _SCHEDULES and at == 0:
                text = f"{schedule} %1"
            child(level, "w:lvlText", val=text)
            child(level, "w:lvlJc", val="left")
            properties = child(level, "w:pPr")
            child(properties, "w:ind", left=str(left), hanging=str(hanging))
        made.append(abstract)
    for at, abstract in enumerate(made):
        numbering.insert(at, abstract)  # the schema wants every abstractNum before the first num
    for key in _LEVELS:
        child(child(numbering, "w:num", numId=key), "w:abstractNumId", val=key)


def _margins(document: Any, draft: Draft) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    section.header.paragraphs[0].text = draft.title
    footer = section.footer.paragraphs[0]
    for paragraph in (section.header.paragraphs[0], footer):
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    before, _, rest = draft.labels["page"].partition("{page}")
    middle, _, after = rest.partition("{pages}")
    footer.add_run(f"\t{before}")
    _field(footer, "PAGE", "1")
    footer.add_run(middle)
    _field(footer, "NUMPAGES", "1")
    footer.add_run(after)


def _field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field with its last result, in the long form that every program reads."""
    for kind in ("begin", "instr", "separate", "result", "end"):
        run = paragraph.add_run()
        if kind == "instr":
            text = child(run._r, "w:instrText")
            text.text = f" {instruction} "
        elif kind == "result":
            run.text = shown
        else:
            child(run._r, "w:fldChar", fldCharType=kind)


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
            _field(paragraph, f"REF {self.bookmarks[run.to]} \\r \\h", run.text)
        elif run.text.endswith(f" {number}") and "," not in run.text:
            paragraph.add_run(run.text.removesuffix(number))
            _field(paragraph, f"REF {self.bookmarks[run.to]} \\r \\h", number)
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
