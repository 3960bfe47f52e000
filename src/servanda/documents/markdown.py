"""Markdown (CommonMark with tables) to blocks: inline HTML dropped, lists with their true labels."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from servanda.base.errors import UnreadableError
from servanda.documents.blocks import Block
from servanda.documents.hypertext import Hypertext
from servanda.documents.limits import MAX_BRACKETS, too_large
from servanda.documents.numbering import parse, split
from servanda.documents.words import joined, tidy

_FRONT: Final = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MAX_NESTING: Final = 100
_TITLE: Final = re.compile(r"^title:(.+)$", re.MULTILINE)
_TAG: Final = re.compile(r"<!--(?:(?!-->|<!--).)*+-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_HEADER_CLASS: Final = re.compile(r"class\s*=\s*[\"'][^\"']*(?:head|title)", re.IGNORECASE)


def blocks(text: str, name: str) -> tuple[str, list[Block]]:
    """The title that front matter gives (empty for none), and the blocks in reading order."""
    text = re.sub(r"\r\n?", "\n", text)
    title = ""
    front = _FRONT.match(text)
    if front:
        found = _TITLE.search(front[1])
        title = found[1].strip().strip("\"'") if found else ""
        text = text[front.end() :]
    if text.count("[") > MAX_BRACKETS:
        raise too_large(name, f"this Markdown has more than {MAX_BRACKETS:,} opening brackets")
    try:
        parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
        tokens = parser.parse(text)
    except (RecursionError, ValueError, IndexError):
        raise _unparsed(name) from None
    if any(token.level >= _MAX_NESTING - 2 for token in tokens):
        raise _unparsed(name)  # the parser passes over what stands deeper
    return title, _Reader(tokens).blocks


def _unparsed(name: str) -> UnreadableError:
    return UnreadableError(
        "bad-markdown",
        "this Markdown cannot be parsed: it nests too deeply",
        hint="save it as plain text (.txt) and give that",
        where=name,
    )


class _Reader:
    def __init__(self, tokens: list[Token]) -> None:
        self.blocks: list[Block] = []
        self._lists: list[list[int | None]] = []  # next number of each open list, None for bullets
        self._marks: list[str] = []
        self._pending: tuple[str, int] | None = None  # label of the list item just opened
        self._rows: list[list[str]] | None = None
        self._level = 0
        self._weak_next = False
        self._html = Hypertext(self.blocks.append)
        for token in tokens:
            self._take(token)
        self._html.flush()

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind == "ordered_list_open":
            self._lists.append(
                [int(token.attrGet("start") or 1) if token.attrGet("start") is not None else 1]
            )
        elif kind == "bullet_list_open":
            self._lists.append([None])
        elif kind in ("ordered_list_close", "bullet_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            number = self._lists[-1][0]
            if number is None:
                self._pending = ("•", len(self._lists))
            else:
                self._lists[-1][0] = number + 1
                self._pending = (f"{number}{token.markup}", len(self._lists))
        elif kind == "list_item_close":
            if self._pending:
                self._emit("", ())
        elif kind == "heading_open":
            self._level = int(token.tag[1:])
        elif kind == "heading_close":
            self._level = 0
        elif kind == "table_open":
            self._rows = []
        elif kind == "tr_open" and self._rows is not None:
            self._rows.append([])
        elif kind == "table_close" and self._rows is not None:
            rows = tuple(tuple(row) for row in self._rows if any(row))
            self._rows = None
            if rows:
                self.blocks.append(Block(text="", kind="cell", rows=rows, nesting=len(self._lists)))
        elif kind == "inline":
            self._inline(token)
        elif kind == "html_block" or (kind == "code_block" and self._is_html(token.content)):
            self._html.take(token.content, len(self._lists))
        elif kind == "code_block":  # text that is only indented far, with its inline HTML
            for line in token.content.split("\n"):
                self._emit(tidy(html.unescape(_TAG.sub("", line))), ())
        elif kind == "fence":
            for line in token.content.split("\n"):
                self._emit(tidy(line), ())

    def _is_html(self, text: str) -> bool:
        """Indented HTML after a blank line is code to CommonMark, but goes on with the HTML above."""
        return self._html.open or _TAG.match(text.lstrip()) is not None

    def _inline(self, token: Token) -> None:
        if self._rows is not None:
            text = " ".join(line for line, _ in _lines(token))
            if self._rows:
                self._rows[-1].append(text)
            return
        lines = list(_lines(token))
        if self._level:
            text = " ".join(line for line, _ in lines)
            self._emit(text, ((0, len(text)),))
            return
        text, marks = "", tuple[tuple[int, int], ...]()
        for number, (line, spans) in enumerate(lines):
            if number and split(line):
                self._emit(text, marks)
                text, marks = line, spans
                self._weak_next = True
                continue
            shift = len(text) + 1 if text else 0
            marks = (*marks, *((a + shift, b + shift) for a, b in spans))
            text = f"{text} {line}" if text else line
        self._emit(text, marks)

    def _emit(self, text: str, marks: tuple[tuple[int, int], ...]) -> None:
        weak, self._weak_next = self._weak_next, False
        if not text and not self._pending:
            return
        block = Block(
            text=text,
            marks=marks,
            level=self._level,
            nesting=len(self._lists) + self._html.lists,
            weak=weak,
        )
        if self._pending:
            label, _ = self._pending
            self._pending = None
            if label == "•":
                block.kind = "item"
            else:
                block.label = parse(label)
                block.nesting = len(self._lists)
        self.blocks.append(block)


def _lines(token: Token) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """The lines of inline content as text, with the spans that are set in bold or as a header."""
    pieces: list[tuple[str, bool]] = []
    strong, spans = 0, []
    for child in token.children or ():
        kind = child.type
        if kind == "strong_open":
            strong += 1
        elif kind == "strong_close":
            strong -= 1
        elif kind == "html_inline":
            tag = child.content.lower()
            if re.match(r"<(b|strong|u)\b", tag):
                strong += 1
            elif re.match(r"</(b|strong|u)\b", tag):
                strong = max(0, strong - 1)
            elif tag.startswith("<span"):
                spans.append(bool(_HEADER_CLASS.search(tag)))
                strong += spans[-1]
            elif tag.startswith("</span") and spans:
                strong -= spans.pop()
            elif tag.startswith("<br"):
                pieces.append(("\n", False))
        elif kind in ("softbreak", "hardbreak"):
            pieces.append(("\n", strong > 0))
        elif kind == "image" or child.content:
            pieces.append((child.content, strong > 0))
    line: list[tuple[str, bool]] = []
    for text, marked in pieces:
        if text == "\n":
            yield joined(line)
            line = []
        else:
            line.append((text, marked))
    yield joined(line)
