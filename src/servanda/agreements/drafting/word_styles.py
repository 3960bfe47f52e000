"""The styles, the numbering, the head and the foot of a drafted DOCX."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from servanda.agreements.drafting.tree import Draft

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


def set_properties(document: Any, draft: Draft) -> None:
    """Title, language and dates; no author."""
    core = document.core_properties
    core.title, core.author, core.comments = draft.title, "", ""
    core.language = draft.language
    core.created = core.modified = datetime.combine(draft.on, time(), UTC)


def set_styles(document: Any) -> None:
    """Real styles for everything that a draft has."""
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


def set_numbering(document: Any, draft: Draft) -> None:
    """One multi-level list for clauses, one for schedules, carried by the styles."""
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


def set_margins(document: Any, draft: Draft) -> None:
    """A4, the title as running head, page numbers as fields."""
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
    field(footer, "PAGE", "1")
    footer.add_run(middle)
    field(footer, "NUMPAGES", "1")
    footer.add_run(after)


def field(paragraph: Any, instruction: str, shown: str) -> None:
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
