"""The body of a Word document to blocks: paragraphs, tables, tracked changes, fields, text boxes.

A tracked change is one of ISO/IEC 29500-1 section 17.13.5: inserted, deleted, moved runs,
and inserted or deleted paragraph marks and table rows. By default the text is the one before them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from servanda.documents.blocks import Block
from servanda.documents.clauses import Change
from servanda.documents.numbering import parse
from servanda.documents.package import Element
from servanda.documents.word_numbering import Numbering
from servanda.documents.word_styles import Styles, W, number, on, value
from servanda.documents.word_tables import SKIPPED, instant, table_blocks
from servanda.documents.words import joined, tidy

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_INSERTED: Final = (W + "ins", W + "moveTo")
_DELETED: Final = (W + "del", W + "moveFrom")
# Private-use code points of the symbol fonts that forms are made with
_SYMBOLS: Final = {
    0xF0A8: "☐",
    0xF06F: "☐",
    0xF0FE: "☒",
    0xF0FD: "☒",
    0xF078: "☒",
    0xF0FC: "✓",
    0xF052: "☑",
    0xF0A3: "☐",
}

Piece = tuple[str, bool]


class _Words:
    """The words of one paragraph while they are gathered."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.changes: list[Change] = []
        self.notes: list[str] = []
        self.boxes: list[Element] = []
        self.size: int | None = None


class Body:
    """Reads block-level content into `blocks`; `hidden` counts characters of hidden text."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        accepted: bool,
        notes: dict[tuple[str, str], str],
    ) -> None:
        self.blocks: list[Block] = []
        self.hidden = 0
        self._styles = styles
        self._numbering = numbering
        self._accepted = accepted
        self._notes = notes
        self._fields: list[bool] = []  # of each open field, whether its result has begun
        self._tables = 0
        self._carried: _Words | None = None  # words of a paragraph whose mark is not there

    def read(self, container: Element) -> None:
        """Take every block of `container`, in order."""
        for element in container:
            self._block(element)
        if self._carried is not None:
            self._emit(None, self._carried)
            self._carried = None

    def _block(self, element: Element) -> None:
        tag = element.tag
        if tag == W + "p":
            self._paragraph(element)
        elif tag == W + "tbl":
            self._table(element)
        elif tag == _MC + "AlternateContent":
            chosen = element.find(_MC + "Choice")
            if chosen is None:
                chosen = element.find(_MC + "Fallback")
            if chosen is not None:
                for child in chosen:
                    self._block(child)
        elif isinstance(tag, str) and tag not in SKIPPED:
            # content controls, custom XML, and ins/del around whole paragraphs
            for child in element:
                self._block(child)

    # -- paragraphs ------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> None:
        words = self._carried or _Words()
        self._carried = None
        properties = element.find(W + "pPr")
        style = value(properties, "pStyle") or self._styles.default
        self._runs(element, words, None, style)
        mark = properties.find(W + "rPr") if properties is not None else None
        if mark is not None:
            inserted = next(
                (mark.find(tag) for tag in _INSERTED if mark.find(tag) is not None), None
            )
            deleted = next((mark.find(tag) for tag in _DELETED if mark.find(tag) is not None), None)
            self._mark_change(words, inserted, deleted)
            gone = deleted if self._accepted else inserted
            if gone is not None:
                # without its mark a paragraph runs on into the next one and takes its properties
                if words.pieces and words.pieces[-1][0] != " ":
                    words.pieces.append((" ", False))
                self._carried = words
                return
        if properties is not None and not self._accepted:
            old = properties.find(f"{W}pPrChange/{W}pPr")
            if old is not None:
                properties = old
        self._emit(properties, words, style=value(properties, "pStyle") or self._styles.default)

    @staticmethod
    def _mark_change(words: _Words, inserted: Element | None, deleted: Element | None) -> None:
        """A paragraph that is only parted from, or joined to, the next one."""
        for element, kind in ((inserted, "insertion"), (deleted, "deletion")):
            if element is None or any(change.kind == kind for change in words.changes):
                continue
            words.changes.append(
                Change(
                    kind="insertion" if kind == "insertion" else "deletion",
                    text="¶",
                    author=tidy(element.get(W + "author") or ""),
                    at=instant(element.get(W + "date")),
                )
            )

    def _emit(self, properties: Element | None, words: _Words, style: str = "") -> None:
        text, marks = joined(words.pieces)
        block = Block(text=text, marks=marks, changes=words.changes)
        chain = self._styles.chain(style)
        names = [s.name for _, s in chain]
        contents = any(name.startswith("toc ") for name in names[:1])
        block.typed = not contents
        outline = value(properties, "outlineLvl")
        level = (
            number(outline, 9)
            if outline is not None
            else next((s.outline for _, s in chain if s.outline is not None), 9)
        )
        if names[:1] == ["title"]:
            level = 0
        block.level = level + 1 if 0 <= level < 9 and not contents else 0
        numbering = properties.find(W + "numPr") if properties is not None else None
        place = self._numbering.place(value(numbering, "numId"), value(numbering, "ilvl"), style)
        if place is not None and (text or not self._is_dummy(properties)):
            rendered, level_rule = self._numbering.label(*place)
            if level_rule.bullet:
                block.kind = "item"
            elif level_rule.hidden or not rendered.strip():
                pass
            elif text:
                block.label = parse(rendered)
                block.list_key = self._numbering.family(place[0])
                block.list_level = place[1]
                if block.label is None:
                    block.kind = "item"
        if block.level and not text:
            block.level = 0
        if not block.level and block.label is None and text and not contents:
            self._seem(block, properties, words)
        if text or block.changes:
            self.blocks.append(block)
        for note in words.notes:
            self.blocks.append(Block(text=note, kind="note", typed=False))
        for box in words.boxes:
            inner = Body(self._styles, self._numbering, self._accepted, self._notes)
            inner.read(box)
            self.hidden += inner.hidden
            self.blocks.extend(inner.blocks)

    @staticmethod
    def _is_dummy(properties: Element | None) -> bool:
        """An empty paragraph that only carries a section break is not shown, so not counted."""
        return properties is not None and properties.find(W + "sectPr") is not None

    def _seem(self, block: Block, properties: Element | None, words: _Words) -> None:
        """A centred or capital line in bold is a heading of the first level, though no style says so."""
        whole = bool(block.marks) and block.marks[-1][1] - block.marks[0][0] >= len(block.text) - 1
        if not whole or len(block.text) > 100 or block.text[-1] in ".;,:":
            return
        letters = [c for c in block.text if c.isalpha()]
        capitals = len(letters) > 3 and all(c.isupper() for c in letters)
        centred = value(properties, "jc") == "center"
        if capitals or centred or (words.size or 0) >= 28:
            block.level = 1
            block.guessed = True

    # -- runs ------------------------------------------------------------------------------

    def _runs(self, parent: Element, words: _Words, change: Change | None, style: str) -> None:
        for element in parent:
            tag = element.tag
            if tag == W + "r":
                self._run(element, words, change, style)
            elif tag in _INSERTED or tag in _DELETED:
                inner = Change(
                    kind="insertion" if tag in _INSERTED else "deletion",
                    text="",
                    author=tidy(element.get(W + "author") or ""),
                    at=instant(element.get(W + "date")),
                )
                before = len(words.changes)
                self._runs(element, words, inner, style)
                self._merge(words, before)
            elif tag == _MC + "AlternateContent":
                chosen = element.find(_MC + "Choice")
                if chosen is None:
                    chosen = element.find(_MC + "Fallback")
                if chosen is not None:
                    self._runs(chosen, words, change, style)
            elif tag == W + "txbxContent":
                words.boxes.append(element)
            elif isinstance(tag, str) and tag not in SKIPPED:
                self._runs(element, words, change, style)

    @staticmethod
    def _merge(words: _Words, before: int) -> None:
        """The runs of one change are one change."""
        fresh = words.changes[before:]
        if len(fresh) > 1 and all(
            (c.kind, c.author, c.at) == (fresh[0].kind, fresh[0].author, fresh[0].at) for c in fresh
        ):
            first = fresh[0]
            words.changes[before:] = [
                Change(
                    kind=first.kind,
                    text="".join(c.text for c in fresh),
                    author=first.author,
                    at=first.at,
                )
            ]

    def _run(self, run: Element, words: _Words, change: Change | None, style: str) -> None:
        properties = run.find(W + "rPr")
        marked, hidden, size = self._look(properties, style)
        text = "".join(self._characters(run, words))
        if not text:
            return
        if hidden:
            self.hidden += len(text.strip())
            return
        if change is not None:
            words.changes.append(
                Change(kind=change.kind, text=text, author=change.author, at=change.at)
            )
            if (change.kind == "insertion") is not self._accepted:
                return
        if text.strip():
            words.size = max(words.size or 0, size or 0) or None
        words.pieces.append((text, marked))

    def _look(self, properties: Element | None, style: str) -> tuple[bool, bool, int | None]:
        """Whether a run is set apart (bold or underlined), whether it is hidden, and its size."""
        character = value(properties, "rStyle")
        chain = [
            s
            for _, s in (
                *(self._styles.chain(character) if character else ()),
                *self._styles.chain(style),
            )
        ]
        bold, hidden = on(properties, "b"), on(properties, "vanish")
        underline = value(properties, "u")
        if bold is None:
            bold = next((s.bold for s in chain if s.bold is not None), False)
        if hidden is None:
            hidden = next((s.hidden for s in chain if s.hidden is not None), False)
        lined = (
            underline != "none"
            if underline is not None
            else next((s.underline for s in chain if s.underline is not None), False)
        )
        own = value(properties, "sz")
        size = number(own, 0) if own else next((s.size for s in chain if s.size), None)
        return bool(bold or lined), bool(hidden), size

    def _characters(self, run: Element, words: _Words) -> Iterator[str]:
        for element in run:
            tag = element.tag
            if tag == W + "fldChar":
                self._field(element.get(W + "fldCharType"))
            elif tag in (W + "t", W + "delText"):
                if all(self._fields):
                    yield element.text or ""
            elif tag in (W + "tab", W + "ptab", W + "br", W + "cr"):
                if all(self._fields):
                    yield " "
            elif tag == W + "noBreakHyphen":
                yield "-"
            elif tag == W + "sym":
                code = _hex(element.get(W + "char"))
                yield _SYMBOLS.get(
                    code, chr(code) if 0x20 <= code < 0xE000 and not 0xD800 <= code < 0xE000 else ""
                )
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                key = tag[len(W) :].removesuffix("Reference"), element.get(W + "id") or ""
                if self._notes.get(key):
                    words.notes.append(self._notes[key])
            elif isinstance(tag, str) and tag not in SKIPPED:
                # pictures, shapes: only their text boxes have words
                inside: Element | None = element
                if tag == _MC + "AlternateContent":
                    chosen = element.find(_MC + "Choice")
                    inside = element.find(_MC + "Fallback") if chosen is None else chosen
                if inside is not None:
                    words.boxes.extend(_boxes(inside))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _table(self, table: Element) -> None:
        self._tables += 1

        def cell(element: Element) -> list[Block]:
            inner = Body(self._styles, self._numbering, self._accepted, self._notes)
            inner.read(element)
            self.hidden += inner.hidden
            for block in inner.blocks:
                block.frame = (self._tables, *block.frame)
            return inner.blocks

        self.blocks.extend(table_blocks(table, cell, self._accepted))


def _boxes(element: Element) -> Iterator[Element]:
    """Text boxes, each once though it stands there in a newer and an older form."""
    for box in element.iter(W + "txbxContent"):
        above = [a.tag for a in box.iterancestors()]
        if _MC + "Fallback" not in above and W + "txbxContent" not in above:
            yield box


def _hex(text: str | None) -> int:
    try:
        return int(text or "0", 16)
    except ValueError:
        return 0
