"""What a format yields, and what the outline makes of it before it is frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from servanda.documents.clauses import Change, Paragraph
from servanda.documents.numbering import Label


@dataclass(slots=True, kw_only=True)
class Block:
    """A paragraph, heading, list item or table as a format yields it.

    `label` is a label that the format itself numbers (never in `text`), `list_key` and
    `list_level` the list it belongs to, `nesting` how many lists enclose the block where the
    format knows that exactly. `level` is the heading level, 0 for none. `marks` are the
    spans of `text` set in bold or underlined. `weak` says that the block begins inside a
    paragraph and stands for itself only if its typed label does. `typed` is False where a label
    must not be looked for in the text. `guessed` says that `level` is read from how the block looks,
    `frame` names the tables around it. `pages` are those of each of `rows`, where a table runs over
    several.
    """

    text: str
    label: Label | None = None
    list_key: str = ""
    list_level: int = 0
    nesting: int | None = None
    level: int = 0
    guessed: bool = False
    frame: tuple[int, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    weak: bool = False
    typed: bool = True
    page: int = 0
    kind: Literal["text", "item", "cell", "note"] = "text"
    rows: tuple[tuple[str, ...], ...] = ()
    pages: tuple[int, ...] = ()
    changes: list[Change] = field(default_factory=list)


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """A clause while it is being built."""

    label: Label | None = None
    heading: str = ""
    mark: str = ""
    level: int = 0
    list_key: str = ""
    list_level: int = 0
    nesting: int = 0
    guessed: bool = False
    frame: tuple[int, ...] = ()
    minor: bool = False
    title: bool = False
    page: int = 0
    path: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    tables: list[tuple[tuple[tuple[str, ...], ...], int]] = field(default_factory=list)

    @property
    def annex(self) -> bool:
        """Whether it is an annex, schedule, exhibit or attachment."""
        return self.label is not None and self.label.annex

    @property
    def container(self) -> bool:
        """Whether clauses of a new series may stand in it."""
        return self.level > 0 or self.annex or (self.label is not None and self.label.word != "")


def style_of(label: Label) -> tuple[str, str, int]:
    """What labels of one series have in common."""
    return label.style, label.word, len(label.dotted)
