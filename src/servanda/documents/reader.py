"""Reading a file: its kind by content, then by name, and the format's own reader for the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from servanda.base.errors import ServandaError, UnreadableError
from servanda.documents.clauses import Document
from servanda.documents.limits import MAX_BYTES, MAX_TEXT, locked, too_large

Progress = Callable[[int, int | None, str], None]
Changes = Literal["set-aside", "accepted"]

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF: Final = "application/pdf"
MARKDOWN: Final = "text/markdown"
PLAIN: Final = "text/plain"

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN: Final = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"%!PS", "a PostScript file"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
)  # fmt: skip
_HINT: Final = "give a DOCX, PDF, Markdown or plain text file"


def read(
    path: Path,
    *,
    changes: Changes = "set-aside",
    ocr: bool = False,
    progress: Progress | None = None,
) -> Document:
    """The document in a file; `Document.name` is the file's name without its folder.

    Raises UnreadableError `not-found`, `not-a-file`, `no-permission`, and whatever `read_bytes` raises.
    """
    name = path.name or str(path)
    try:
        if path.is_dir() or (path.exists() and not path.is_file()):
            raise UnreadableError(
                "not-a-file",
                "this is not a file",
                hint="give one agreement, not a folder",
                where=str(path),
            )
        if path.stat().st_size > MAX_BYTES:
            raise too_large(name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableError(
            "not-found", "there is no such file", hint="check its path", where=str(path)
        ) from None
    except PermissionError:
        raise UnreadableError(
            "no-permission",
            "this file may not be read",
            hint="check its permissions",
            where=str(path),
        ) from None
    except (OSError, ValueError) as error:
        raise UnreadableError(
            "not-readable",
            f"this file cannot be read: {getattr(error, 'strerror', '') or 'bad path'}",
            hint="check its path",
            where=str(path),
        ) from None
    return read_bytes(data, name, changes=changes, ocr=ocr, progress=progress)


def read_bytes(
    data: bytes,
    name: str,
    *,
    changes: Changes = "set-aside",
    ocr: bool = False,
    progress: Progress | None = None,
) -> Document:
    """The document in `data`; `name` decides the kind where the content does not.

    With `ocr` the pages of a PDF that have no readable text are read as pictures, by an external
    program where there is one; `Document.notices` says so.

    With `changes="set-aside"` the text is the one before the tracked changes, with `"accepted"`
    the one after; either way they are listed in `Document.changes`. Bytes that are no document
    raise UnreadableError: `empty`, `too-large`, `unknown-type`, `legacy-doc`,
    `password-protected`, `corrupt-docx`, `corrupt-pdf`, `zip-bomb`, `xml-bomb`, `binary`, ...
    PDFium, which reads PDF, is not thread safe: a process reads one PDF at a time under a lock.
    """
    if len(data) > MAX_BYTES:
        raise too_large(name)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise UnreadableError(
            "empty", "this file is empty", hint="give the whole document", where=name
        )
    digest = hashlib.sha256(data).hexdigest()
    kind = _kind(data, name)
    if kind == PDF:
        from servanda.documents import pdf

        return pdf.document(data, name, digest, progress, ocr)
    if kind == DOCX:
        from servanda.documents import docx

        return docx.document(data, name, digest, changes, progress)
    return _text(data, name, digest, kind)


def _kind(data: bytes, name: str) -> str:
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(_OLE):
        raise _ole(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return DOCX
    for magic, what in _KNOWN:
        if data.startswith(magic):
            raise UnreadableError("unknown-type", f"this is {what}", hint=_HINT, where=name)
    suffix = name.lower().rpartition(".")[2] if "." in name else ""
    if suffix == "pdf" or suffix in ("docx", "docm", "dotx"):
        label = "PDF" if suffix == "pdf" else "DOCX"
        raise UnreadableError(
            f"corrupt-{label.lower()}",
            f"this is no {label}, though its name says so",
            hint="ask for another copy",
            where=name,
        )
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x00" in data:
        raise UnreadableError(
            "binary", "this file has NUL bytes: it is not text", hint=_HINT, where=name
        )
    if data[:1024].lstrip()[:9].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise UnreadableError("unknown-type", "this is an HTML or XML file", hint=_HINT, where=name)
    return MARKDOWN if suffix in ("md", "markdown", "mdown", "mkd") else PLAIN


def _ole(data: bytes, name: str) -> UnreadableError:
    """A compound file: Word's old format, or the envelope around an encrypted DOCX."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return locked(name, "DOCX")
    if "WordDocument".encode("utf-16-le") in data:
        return UnreadableError(
            "legacy-doc",
            "this is Word's old format (.doc)",
            hint="save it as .docx and give that",
            where=name,
        )
    return UnreadableError("unknown-type", "this is an old Office file", hint=_HINT, where=name)


def _text(data: bytes, name: str, digest: str, kind: str) -> Document:
    from servanda.documents import plain
    from servanda.documents.blocks import Block
    from servanda.documents.outline import Outline

    text = plain.decode(data)
    controls = sum(c < " " and c not in "\t\n\r\f\v" for c in text[:100_000])
    if "\x00" in text or controls > 20 + len(text[:100_000]) // 100:
        raise UnreadableError("binary", "this file is not text", hint=_HINT, where=name)
    if len(text) > MAX_TEXT:
        raise too_large(
            name, f"this text is longer than {MAX_TEXT // 1_000_000} million characters"
        )
    title, found = "", list[Block]()
    if kind == MARKDOWN:
        from servanda.documents import markdown

        title, found = markdown.blocks(text, name)
    else:
        found = plain.blocks(text)
    outline = Outline(found)
    clauses = outline.clauses()
    if not title:
        title = next((b.text for b in found if b.level == 1), "") if kind == MARKDOWN else ""
    document = Document(
        name=name,
        media_type=kind,
        digest=digest,
        title=title or next((b.text for b in found[:1] if len(b.text) <= 120), ""),
        clauses=clauses,
        tables=outline.tables(),
    )
    if not document.text.strip():
        raise UnreadableError(
            "empty", "this file has no words", hint="give the whole document", where=name
        )
    return with_language(document)


def with_language(document: Document) -> Document:
    """The document with its language told from its text, and a notice where it is not English."""
    from dataclasses import replace

    from servanda.documents.clauses import Notice
    from servanda.documents.language import NAMES, language

    code = language(document.text)
    notices = document.notices
    if code and code != "en":
        notices = (*notices, Notice(code="language", message=f"this document is in {NAMES[code]}"))
    return replace(document, language=code, notices=notices)


__all__ = [
    "DOCX",
    "MARKDOWN",
    "PDF",
    "PLAIN",
    "Changes",
    "Progress",
    "ServandaError",
    "read",
    "read_bytes",
]
