"""The HTML that stands in Markdown, as blocks: lists with the labels a browser shows, tables, headings."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

from servanda.documents.blocks import Block
from servanda.documents.numbering import parse, to_letters, to_roman
from servanda.documents.words import joined, tidy

_BREAKS: Final = frozenset(
    "p div center blockquote section article header footer dl dt dd pre hr body html main table".split()
)
_STRONG: Final = frozenset(("b", "strong", "u"))
_HIDDEN: Final = frozenset(("script", "style", "head", "title", "template"))
_MAX_LISTS: Final = 40


class Hypertext(HTMLParser):
    """Fed with the pieces of HTML in a page, in order; keeps open lists open between them.

    `emit` takes each block; `depth` is how many lists of the Markdown around it are open.
    """

    def __init__(self, emit: Callable[[Block], None]) -> None:
        super().__init__(convert_charrefs=True)
        self._emit = emit
        self._lists: list[tuple[str, int]] = []  # kind of label and next number of each open list
        self._pieces: list[tuple[str, bool]] = []
        self._label = ""
        self._strong = self._level = self._hidden = 0
        self._rows: list[list[str]] | None = None
        self.depth = 0

    @property
    def lists(self) -> int:
        """How many lists of its own are open."""
        return len(self._lists)

    @property
    def open(self) -> bool:
        """Whether a list or table is open, so that what comes next belongs to it."""
        return bool(self._lists) or self._rows is not None

    def take(self, text: str, depth: int) -> None:
        """One piece of HTML, complete or not."""
        self.depth = depth
        self.feed(text)
        if not self.rawdata.startswith("<"):
            self.flush()

    def flush(self) -> None:
        """Emit what has been gathered."""
        text, marks = joined(self._pieces)
        self._pieces = []
        if self._rows is not None:
            if text and self._rows and self._rows[-1]:
                cell = self._rows[-1][-1]
                self._rows[-1][-1] = f"{cell} {text}".strip()
            return
        if not text:
            return
        block = Block(
            text=text, marks=marks, level=self._level, nesting=self.depth + len(self._lists)
        )
        if self._level:
            block.marks = ((0, len(text)),)
        if self._label == "•":
            block.kind = "item"
        elif self._label:
            block.label = parse(self._label)
        self._label = ""
        self._emit(block)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens what the tag opens."""
        given = {key: value or "" for key, value in attrs}
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in ("ol", "ul") and len(self._lists) < _MAX_LISTS:
            self.flush()
            start = given.get("start", "")
            kind = _kind(given) if tag == "ol" else "bullet"
            self._lists.append((kind, int(start) if start.isdigit() and len(start) < 7 else 1))
        elif tag == "li":
            self.flush()
            self._label = self._next(given.get("value", ""))
        elif tag == "table":
            self.flush()
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self.flush()
            self._rows.append([])
        elif tag in ("td", "th") and self._rows is not None:
            self.flush()
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append("")
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self.flush()
            self._level = int(tag[1])
        elif tag in _BREAKS:
            self.flush()
        elif tag in _STRONG:
            self._strong += 1
        elif tag == "br":
            self._pieces.append((" ", False))

    def handle_endtag(self, tag: str) -> None:
        """Closes what the tag closes."""
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in ("ol", "ul"):
            self.flush()
            if self._lists:
                self._lists.pop()
        elif tag == "table":
            self._close_table()
        elif tag in ("li", "tr", "td", "th") or tag in _BREAKS:
            self.flush()
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self.flush()
            self._level = 0
        elif tag in _STRONG:
            self._strong = max(0, self._strong - 1)

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._hidden:
            self._pieces.append((data, self._strong > 0))

    def _close_table(self) -> None:
        self.flush()
        rows, self._rows = self._rows, None
        kept = tuple(tuple(tidy(cell) for cell in row) for row in rows or () if any(row))
        if kept:
            self._emit(
                Block(text="", kind="cell", rows=kept, nesting=self.depth + len(self._lists))
            )

    def _next(self, value: str) -> str:
        """The label of the next item of the innermost list."""
        if not self._lists:
            return "•"
        kind, number = self._lists[-1]
        if value.isdigit() and len(value) < 7:
            number = int(value)
        self._lists[-1] = (kind, number + 1)
        if kind == "bullet":
            return "•"
        shown = {
            "a": to_letters(number),
            "A": to_letters(number).upper(),
            "i": to_roman(number),
            "I": to_roman(number).upper(),
        }.get(kind, str(number))
        return f"{shown}."


def _kind(given: dict[str, str]) -> str:
    style = given.get("style", "").lower()
    for word, kind in (
        ("lower-alpha", "a"), ("lower-latin", "a"), ("upper-alpha", "A"), ("upper-latin", "A"),
        ("lower-roman", "i"), ("upper-roman", "I"), ("decimal", "1"),
    ):  # fmt: skip
        if word in style:
            return kind
    kind = given.get("type", "1")
    return kind if kind in ("1", "a", "A", "i", "I") else "1"
