"""PDF to a document: lines to paragraphs, running headers and footers out, pages kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from servanda.documents.clauses import Document, Notice
from servanda.documents.legible import garbled
from servanda.documents.outline import Outline
from servanda.documents.pdf_lines import Line, Sheet, sheets
from servanda.documents.pdf_paragraphs import paragraphs
from servanda.documents.pdf_tables import Grid, framed, ruled
from servanda.documents.words import tidy

_PDF: Final = "application/pdf"
_MARGIN: Final = 0.12
_NUMBER: Final = re.compile(
    r"[-–—|\s]*+(?:page|seite|p\.|pagina|página)?\s*+(?:\d{1,4}|[ivxl]{1,6})\s*+(?:(?:of|von|/|sur|de|di|van)\s*+\d{1,4})?[-–—|\s]*+",
    re.IGNORECASE,
)


def document(
    data: bytes,
    name: str,
    digest: str,
    progress: Callable[[int, int | None, str], None] | None = None,
    ocr: bool = False,
) -> Document:
    """The document in a PDF; `readable` is False where it has no text layer or a garbled one.

    With `ocr` pages without readable text are read as pictures, where the program for it is there.

    Raises UnreadableError `password-protected`, `corrupt-pdf` or `too-large`.
    """
    pages = sheets(data, name, progress)
    found = Document(name=name, media_type=_PDF, digest=digest, pages=len(pages))
    text = "\n".join(line.text for page in pages for line in page.lines)
    notices: list[Notice] = []
    fault = _fault(text, len(pages))
    if fault is not None:
        notices.append(fault)
        for page in pages:
            page.lines, page.pictures = [], True
    else:
        notices += _faulty_pages(pages)
    unread = [page for page in pages if not page.lines and page.pictures]
    if unread and ocr:
        pages = _as_pictures(data, pages, unread, notices, progress)
    if fault is not None and not any(page.lines for page in pages):
        return replace(found, readable=False, notices=tuple(notices))
    grids = [ruled(page) for page in pages]
    headers, footers = _margins(pages, grids)
    blocks = paragraphs(pages, grids)
    outline = Outline(blocks)
    clauses = outline.clauses()
    title = next((b.text for b in blocks if b.level == 1), "") or next(
        (b.text for b in blocks[:1] if len(b.text) <= 150), ""
    )
    found = replace(
        found,
        title=title,
        clauses=clauses,
        tables=outline.tables(),
        headers=headers,
        footers=footers,
        notices=tuple(notices),
    )
    from servanda.documents.reader import with_language

    return with_language(found)


def _fault(text: str, pages: int) -> Notice | None:
    """Why the text layer as a whole cannot be read, if it cannot."""
    if sum(not c.isspace() for c in text) < 4 * pages:
        return Notice(
            code="no-text",
            message="this PDF has no text layer: its pages are pictures, as a scanner makes them",
        )
    if garbled(text):
        return Notice(
            code="garbled-text",
            message="the text layer of this PDF is garbled (a font without a usable mapping), so its words cannot be read",
        )
    return None


def _faulty_pages(pages: list[Sheet]) -> list[Notice]:
    """What is wrong with single pages; the garbled text of one is taken out."""
    notices = []
    for page in pages:
        words = "\n".join(line.text for line in page.lines)
        if not words.strip() and page.pictures:
            notices.append(
                Notice(
                    code="page-without-text",
                    message=f"page {page.number} is a picture and was not read",
                    page=page.number,
                )
            )
        elif garbled(words) and not _tabular(words):
            notices.append(
                Notice(
                    code="garbled-page",
                    message=f"the text of page {page.number} is garbled and was left out",
                    page=page.number,
                )
            )
            page.lines, page.pictures = [], True
    return notices


def _as_pictures(
    data: bytes,
    pages: list[Sheet],
    unread: list[Sheet],
    notices: list[Notice],
    progress: Callable[[int, int | None, str], None] | None,
) -> list[Sheet]:
    """The pages, those in `unread` as their pictures show them; says so in `notices`."""
    from servanda.documents import ocr

    if not ocr.available():
        notices.append(
            Notice(
                code="no-ocr",
                message="to have pictures read, install Tesseract (on Debian: apt-get install tesseract-ocr)",
            )
        )
        return pages
    read, sure = ocr.read_pages(data, unread, progress)
    seen = {number for number, page in read.items() if page.lines}
    notices[:] = [
        notice
        for notice in notices
        if notice.code != "page-without-text" or notice.page not in seen
    ]
    if seen:
        notices.append(
            Notice(
                code="read-by-ocr",
                message=f"{len(seen)} of {len(pages)} pages were read as pictures (Tesseract, {sure:.0f} % sure of the words on average): compare quotes with the original",
            )
        )
    return [read.get(page.number, page) for page in pages]


def _tabular(text: str) -> bool:
    """A page of figures is not garbled."""
    return sum(c.isdigit() for c in text) > 0.3 * len(text)


def _margins(
    pages: list[Sheet], grids: list[list[Grid]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take running headers, footers and page numbers out of the pages; return the words of each.

    A line near the top or bottom runs on when it stands, but for its figures, on at least two
    pages and two in five.
    """
    kinds: dict[tuple[bool, str], set[int]] = {}
    marginal: list[tuple[Sheet, Line, bool, str]] = []
    for page, crossing in zip(pages, grids, strict=True):
        in_table = framed(page, crossing, _MARGIN)
        for line in page.lines:
            top = line.base > page.height * (1 - _MARGIN)
            if (not top and line.base > page.height * _MARGIN) or in_table(line):
                continue
            shape = re.sub(r"\d+", "#", tidy(line.text)).lower()
            marginal.append((page, line, top, shape))
            kinds.setdefault((top, shape), set()).add(page.number)
    gone: set[int] = set()
    shown: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for _page, line, top, shape in marginal:
        runs = len(kinds[top, shape]) >= max(2, 0.4 * len(pages))
        bare = _NUMBER.fullmatch(line.text.strip()) is not None and len(pages) > 1
        if runs or (bare and any(c.isdigit() for c in line.text)):
            gone.add(id(line))
            if not bare:
                shown[0 if top else 1][tidy(line.text)] += 1
    for page in pages:
        page.lines = [line for line in page.lines if id(line) not in gone]
    return tuple(_distinct(shown[0])), tuple(_distinct(shown[1]))


def _distinct(shown: Counter[str]) -> list[str]:
    """Lines that differ in nothing but their figures count as one."""
    seen: dict[str, str] = {}
    for text in shown:
        seen.setdefault(re.sub(r"\d+", "#", text), text)
    return list(seen.values())
