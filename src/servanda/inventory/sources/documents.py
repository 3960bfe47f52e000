"""DOCX and PDF, read by the documents room: each paragraph with its page; scanned pages by OCR."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from servanda.base.errors import UnreadableError
from servanda.documents.clauses import Document
from servanda.documents.limits import MAX_BYTES
from servanda.inventory.places import unreadable
from servanda.inventory.sources._files import head_of, peek
from servanda.inventory.sources._lines import Row, Text

NAME = "document"

_SUFFIXES = (".docx", ".docm", ".dotx", ".pdf")


def accepts(target: str) -> bool:
    """By the suffix, or by the first bytes of a PDF."""
    return target.lower().endswith(_SUFFIXES) or b"%PDF-" in peek(target, 1_024)


@contextmanager
def connect(target: str, folder: str) -> Iterator[Text]:
    """Read the file; raises UnreadableError as `documents.read` does, and `no-words` for pictures."""
    path = Path(folder) / target
    head_of(path, target)
    if path.stat().st_size > MAX_BYTES:
        raise unreadable(
            "too-large", f"this document is larger than {MAX_BYTES // 1_000_000} MB", target
        )
    yield document_text(path.read_bytes(), path.name, target)


def document_text(data: bytes, name: str, target: str) -> Text:
    """The words of a document as a source; pages that are pictures are read by OCR (extra `[ocr]`)."""
    from servanda.documents.reader import read_bytes

    drawn = find_spec("PIL") is not None
    try:
        document = read_bytes(data, name, ocr=drawn)
    except UnreadableError as error:
        raise unreadable(error.code, error.message, target, error.hint or "") from None
    if not document.readable:
        raise unreadable(
            "no-words", "its pages are pictures without readable text", target, _needed(drawn)
        )
    return Text(name, target, lambda: _rows(document, target, drawn), every=True)


def _needed(drawn: bool) -> str:
    from servanda.documents import ocr

    if not drawn:
        return "pip install 'servanda[ocr]'"
    return "" if ocr.available() else "on Debian: apt-get install tesseract-ocr"


def _rows(document: Document, target: str, drawn: bool) -> Iterator[Row]:
    lines: dict[int, int] = {}

    def row(text: str, page: int, part: str = "") -> Iterator[Row]:
        if text.strip():
            lines[page] = lines.get(page, 0) + 1
            yield text, part, page, lines[page], 0

    for clause in document.walk():
        yield from row(f"{clause.number} {clause.heading}".strip(), clause.page)
        for paragraph in clause.paragraphs:
            yield from row(paragraph.text, paragraph.page)
    for part, texts in (("header", document.headers), ("footer", document.footers)):
        for text in texts:
            yield from row(text, 0, part)
    for change in document.changes:
        # what was proposed or struck out is still in the file
        yield from row(change.text, 0, f"tracked {change.kind}")
    said = [notice.code for notice in document.notices]
    unread = said.count("page-without-text")
    if "read-by-ocr" not in said:
        unread += said.count("garbled-page")
    if unread:
        raise unreadable(
            "no-words",
            f"{unread} of {document.pages} pages could not be read: pictures, or garbled",
            target,
            _needed(drawn),
        )
