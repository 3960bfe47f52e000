"""The tree that every kind of document becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from servanda.base.instants import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A run of text; `page` counts from 1 and is 0 where the format has no pages."""

    text: str
    page: int = 0
    kind: Literal["text", "item", "cell", "note"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A numbered or headed part of a document.

    `number` is the label that a reader sees (`6.1`, `(a)`, `Article 4`, empty for none), `path` the
    reference by which one cites it (`6.1(a)`); `paragraphs` are its own words, without `children`.
    `heading_mark` is the full stop or colon that closes the heading where it stands (`6.1 Breach.`).
    """

    number: str
    heading: str
    path: str
    level: int
    page: int = 0
    paragraphs: tuple[Paragraph, ...] = ()
    children: tuple[Clause, ...] = ()
    heading_mark: str = ""

    @property
    def text(self) -> str:
        """Its own words, paragraphs parted by a line break; neither heading nor children."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def walk(self) -> Iterator[Clause]:
        """Itself, then its descendants in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table's cells row by row; `clause` is the path of the clause in which it stands.

    Its cells are also paragraphs of that clause (kind `cell`), one per row, cells parted by ` | `.
    """

    rows: tuple[tuple[str, ...], ...]
    clause: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A tracked insertion or deletion: proposed, not agreed, so not part of the text."""

    kind: Literal["insertion", "deletion"]
    text: str
    author: str = ""
    at: Instant | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something a reader of the result must know: `code` is stable, `message` one sentence."""

    code: str
    message: str
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as read. `readable` is False where its words could not be had (scanned, garbled).

    `digest` is the SHA-256 of the file, `pages` is 0 where the format has none, `language` an ISO
    639-1 code or empty where too little text decides.
    """

    name: str
    media_type: str
    digest: str
    title: str = ""
    language: str = ""
    pages: int = 0
    readable: bool = True
    clauses: tuple[Clause, ...] = ()
    tables: tuple[Table, ...] = ()
    headers: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    notices: tuple[Notice, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """Every clause in reading order."""
        for clause in self.clauses:
            yield from clause.walk()

    @property
    def text(self) -> str:
        """All words in reading order: headings with their numbers, and paragraphs, one a line."""
        lines: list[str] = []
        for clause in self.walk():
            title = f"{clause.number} {clause.heading}{clause.heading_mark}".strip()
            if title:
                lines.append(title)
            lines.extend(paragraph.text for paragraph in clause.paragraphs)
        return "\n".join(lines)
