"""A draft as PDF: contents, clause numbers, running head, page numbers, tables that break well."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from servanda.agreements.drafting.tree import Draft, DraftClause, Grid, Words, shares
from servanda.base.errors import ServandaError

_INK, _GREY, _OPEN = "#1F2A37", "#6B7280", "#FFF3A3"
_INDENT, _STEP = 34, 23
_WIDTH = 454.0  # of the text, in points: A4 less its margins


def write_pdf(draft: Draft) -> bytes:
    """The draft as the bytes of a PDF; the same draft gives the same bytes.

    Raises ServandaError `no-font` where a name needs letters that no font of this machine has.
    """
    from reportlab import rl_config
    from reportlab.platypus import CondPageBreak, PageBreak, Spacer
    from reportlab.platypus.tableofcontents import TableOfContents

    invariant, rl_config.invariant = rl_config.invariant, 1
    try:
        fonts = _fonts(draft)
        styles = _styles(fonts)
        out = BytesIO()
        template = _template(out, draft)
        contents = TableOfContents(dotsMinLevel=0, levelStyles=[styles["contents"]])
        story: list[Any] = [_text(draft.title, styles["title"])]
        story += [_words(words, styles["opening"]) for words in draft.opening]
        for at, words in enumerate(draft.parties, 1):
            mark = "," if at < len(draft.parties) else "."
            story.append(_text(_marked(words) + mark, styles["party"], ready=True))
        story += [Spacer(1, 14), _text(draft.labels["contents"], styles["schedule"]), contents]
        story.append(PageBreak())
        for clause in draft.clauses:
            story += _clause(clause, styles)
        story.append(_signatures(draft, styles))
        for at, schedule in enumerate(draft.schedules):
            # the first schedule begins a page, the others do where little of the page is left
            story += [CondPageBreak(220) if at else PageBreak(), *_clause(schedule, styles)]
        template.multiBuild(story, canvasmaker=_counted(draft, fonts))
        return out.getvalue()
    finally:
        rl_config.invariant = invariant


def _fonts(draft: Draft) -> tuple[str, str]:
    text = (
        draft.title
        + "".join(words.text for words in (*draft.opening, *draft.parties))
        + "".join(signature.who for signature in draft.signatures)
    )
    for clause in draft.walk():
        for block in clause.blocks:
            rows = ((block,),) if isinstance(block, Words) else (block.head, *block.rows)
            text += "".join(cell.text for row in rows for cell in row)
    return fonts_for(text)


def fonts_for(text: str) -> tuple[str, str]:
    """Regular and bold: Helvetica where it has all letters, else DejaVu Sans of this machine.

    Raises ServandaError `no-font`.
    """
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
        from reportlab.pdfbase.ttfonts import TTFError, TTFont

        try:
            registerFont(TTFont("DejaVuSans", "DejaVuSans.ttf"))
            registerFont(TTFont("DejaVuSans-Bold", "DejaVuSans-Bold.ttf"))
        except TTFError:
            raise ServandaError(
                "no-font",
                "a name in this text has letters that no font on this machine can show",
                hint="install the DejaVu fonts, or write a DOCX",
            ) from None
        registerFontFamily("DejaVuSans", normal="DejaVuSans", bold="DejaVuSans-Bold")
        return "DejaVuSans", "DejaVuSans-Bold"
    return "Helvetica", "Helvetica-Bold"


def _styles(fonts: tuple[str, str]) -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    regular, bold = fonts
    body = ParagraphStyle(
        "body", fontName=regular, fontSize=9.8, leading=13.6, textColor=_INK, spaceAfter=4
    )

    def style(name: str, **given: Any) -> Any:
        return ParagraphStyle(name, parent=body, **given)

    head = {"fontName": bold, "keepWithNext": 1}
    return {
        "title": style("title", fontName=bold, fontSize=21, leading=26, spaceAfter=14),
        "opening": style("opening", spaceAfter=6),
        "party": style("party", leftIndent=_INDENT, spaceAfter=3),
        "part": style(
            "part",
            **head,
            fontSize=12.5,
            leading=16,
            spaceBefore=13,
            spaceAfter=4,
            leftIndent=_INDENT,
            bulletIndent=0,
        ),
        "schedule": style(
            "schedule", **head, fontSize=12.5, leading=16, spaceBefore=13, spaceAfter=6
        ),
        "clause": style("clause", **head, spaceBefore=5, spaceAfter=1, leftIndent=_INDENT),
        "text": style("text", leftIndent=_INDENT),
        "item": style("item", leftIndent=_INDENT + _STEP, bulletIndent=_INDENT),
        "subitem": style("subitem", leftIndent=_INDENT + 2 * _STEP, bulletIndent=_INDENT + _STEP),
        "cell": style("cell", fontSize=8.8, leading=11.4, spaceAfter=0),
        "centred": style("centred", fontSize=8.8, leading=11.4, spaceAfter=0, alignment=1),
        "head": style("head", fontName=bold, fontSize=8.8, leading=11.4, spaceAfter=0),
        "contents": style("contents", fontSize=9.8, leading=15, spaceAfter=0),
    }


def _text(text: str, style: Any, label: str = "", *, ready: bool = False) -> Any:
    from reportlab.platypus import Paragraph

    return Paragraph(text if ready else escape(text), style, bulletText=label or None)


def _marked(words: Words) -> str:
    parts = []
    for run in words.runs:
        text = escape(run.text)
        if run.bold:
            text = f"<b>{text}</b>"
        if run.open:
            text = f'<font backColor="{_OPEN}">{text}</font>'
        parts.append(text)
    return "".join(parts)


def _words(words: Words, style: Any, label: str = "") -> Any:
    made = _text(_marked(words), style, label, ready=True)
    made.keepWithNext = words.text.endswith(":")  # a list does not begin on the next page
    return made


def _heading(clause: DraftClause, styles: dict[str, Any]) -> Any:
    """A heading that the contents take up (level 1), with its number set out to the left."""
    if clause.level > 1:
        return _text(clause.heading, _labelled(styles["clause"]), clause.number)
    name = "part" if clause.number.endswith(".") else "schedule"
    if name == "part":
        heading = _text(clause.heading, _labelled(styles["part"]), clause.number)
    else:
        heading = _text(f"{clause.number}   {clause.heading}", styles["schedule"])
    heading.contents = f"{clause.number} {clause.heading}"
    return heading


def _labelled(style: Any) -> Any:
    """The style with its number in the look of its words."""
    style.bulletFontName, style.bulletFontSize = style.fontName, style.fontSize
    style.bulletColor = style.textColor
    return style


def _clause(clause: DraftClause, styles: dict[str, Any]) -> list[Any]:
    story: list[Any] = []
    blocks = list(clause.blocks)
    if clause.heading:
        story.append(_heading(clause, styles))
    elif blocks and isinstance(blocks[0], Words):
        first = blocks.pop(0)
        assert isinstance(first, Words)  # noqa: S101 (the line above has looked)
        if clause.number:
            name = "item" if clause.level == 3 else "subitem"
            story.append(_words(first, _labelled(styles[name]), clause.number))
        else:
            story.append(_words(first, styles["text"]))
    for block in blocks:
        if isinstance(block, Words):
            story.append(_words(block, styles["text"]))
        else:
            story.append(_table(block, styles))
    for below in clause.children:
        story += _clause(below, styles)
    return story


def _table(grid: Grid, styles: dict[str, Any]) -> Any:
    from reportlab.platypus import Table

    def cell(words: Words, column: int, head: bool) -> Any:
        name = "head" if head else "centred" if column in grid.centred else "cell"
        return _words(words, styles[name])

    rows = [
        [cell(words, column, at == 0) for column, words in enumerate(row)]
        for at, row in enumerate((grid.head, *grid.rows))
    ]
    table = Table(
        rows,
        colWidths=[_WIDTH * share for share in shares(grid)],
        repeatRows=1,
        spaceBefore=4,
        spaceAfter=10,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.4, _GREY),
            ("BACKGROUND", (0, 0), (-1, 0), "#E8ECF1"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ],
    )
    return table


def _signatures(draft: Draft, styles: dict[str, Any]) -> Any:
    from reportlab.platypus import KeepTogether, Spacer, Table

    columns = [
        [
            _text(signature.who, styles["head"]),
            *(
                _text(
                    f"{line} {'_' * (34 - len(line))}" if line.endswith(":") else line,
                    styles["cell"],
                )
                for line in signature.lines
            ),
        ]
        for signature in draft.signatures
    ]
    rows = [list(row) for row in zip(*columns, strict=True)]
    table = Table(rows, colWidths=[_WIDTH / len(columns)] * len(columns), hAlign="LEFT", style=[
        ("TOPPADDING", (0, 1), (-1, -1), 9), ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ])  # fmt: skip
    title = _text(draft.labels["signatures"], styles["schedule"])
    return KeepTogether([Spacer(1, 16), title, table])


def _template(out: BytesIO, draft: Draft) -> Any:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    class Template(BaseDocTemplate):  # type: ignore[misc]
        """Tells the contents of each heading that it sets."""

        def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 (reportlab's name)
            text = getattr(flowable, "contents", None)
            if text is None or not hasattr(flowable, "getPlainText"):
                return
            key = f"h{self.canv.getPageNumber()}-{abs(hash(text)) % 10**8}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key, 0)
            self.notify("TOCEntry", (0, escape(text), self.page, key))

    template = Template(
        out,
        pagesize=A4,
        title=draft.title,
        author="",
        lang=draft.language,
        leftMargin=70,
        rightMargin=71,
        topMargin=72,
        bottomMargin=68,
    )
    frame = Frame(
        template.leftMargin, template.bottomMargin, template.width, template.height, 0, 0, 0, 0
    )
    template.addPageTemplates([PageTemplate(id="page", frames=[frame])])
    return template


def _counted(draft: Draft, fonts: tuple[str, str]) -> Any:
    """A canvas that knows how many pages there are when it sets the foot of each."""
    from reportlab.lib.colors import HexColor
    from reportlab.pdfgen.canvas import Canvas

    class Counted(Canvas):  # type: ignore[misc]
        """Holds pages back until the last one is there."""

        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self._held: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 (reportlab's name)
            self._held.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for state in self._held:
                self.__dict__.update(state)
                self.setFont(fonts[0], 8)
                self.setFillColor(HexColor(_GREY))
                self.drawString(70, 800, draft.title)
                foot = draft.labels["page"].format(page=self._pageNumber, pages=len(self._held))
                self.drawRightString(595 - 71, 40, foot)
                super().showPage()
            super().save()

    return Counted
