"""DOCX files made part by part, so that a test shows the very XML it is about."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>
<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>
<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>
</Types>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    parts: dict[str, str] | None = None,
    head: str = "",
) -> bytes:
    """A DOCX whose body, numbering and styles are the given XML."""
    given = dict(parts or {})
    if numbering:
        given["numbering"] = f"<w:numbering {NS}>{numbering}</w:numbering>"
    if styles:
        given["styles"] = f"<w:styles {NS}>{styles}</w:styles>"
    rels = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for at, name in enumerate(given)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{RELS}">{rels}</Relationships>'
        )
        file.writestr(
            "word/document.xml", f"{head}<w:document {NS}><w:body>{body}</w:body></w:document>"
        )
        for name, xml in given.items():
            file.writestr(f"word/{name}.xml", xml)
    return out.getvalue()


def run(text: str, look: str = "") -> str:
    """A run; `look` is the XML of its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(
    text: str = "",
    *,
    num: str = "",
    level: int = 0,
    style: str = "",
    inner: str = "",
    mark: str = "",
) -> str:
    """A paragraph: its text, list, level, style; `inner` is more XML, `mark` that of its mark."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    if mark:
        properties += f"<w:rPr>{mark}</w:rPr>"
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}{inner}</w:p>"


def level(at: int, kind: str, text: str, start: int = 1, more: str = "", after: str = "") -> str:
    """A level of a list; `more` stands before its text, `after` behind it."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/>{after}</w:lvl>'
    )


def abstract(key: int, *levels: str, more: str = "") -> str:
    """An abstract list definition."""
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def instance(key: int, of: int, *overrides: str) -> str:
    """A list made from a definition."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def inserted(inner: str, author: str = "A. Author", date: str = "2026-03-02T09:00:00Z") -> str:
    """A tracked insertion of runs."""
    return f'<w:ins w:id="1" w:author="{author}" w:date="{date}">{inner}</w:ins>'


def deleted(text: str, author: str = "A. Author", date: str = "2026-03-02T09:00:00Z") -> str:
    """A tracked deletion of text."""
    return (
        f'<w:del w:id="2" w:author="{author}" w:date="{date}"><w:r>'
        f'<w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'
    )
