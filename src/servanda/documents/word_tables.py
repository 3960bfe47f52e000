"""Word's tables to blocks; rows that are inserted or deleted as a whole are changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, Literal

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant, parse_instant
from servanda.documents.blocks import Block
from servanda.documents.clauses import Change
from servanda.documents.package import Element
from servanda.documents.word_styles import W
from servanda.documents.words import tidy

SKIPPED: Final = frozenset(
    W + tag
    for tag in "pPr rPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr sectPr instrText delInstrText proofErr"
    " bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd annotationRef".split()
)


def table_blocks(
    table: Element, read_cell: Callable[[Element], list[Block]], accepted: bool
) -> list[Block]:
    """Rows of one cell, and tables that only lay out clauses, are text; others are a table."""
    blocks: list[Block] = []
    rows: list[list[list[Block]]] = []
    gone: list[Change] = []
    for row in _inside(table, W + "tr"):
        cells = [read_cell(cell) for cell in _inside(row, W + "tc")]
        state = _row_state(row.find(W + "trPr"), cells)
        if state is not None:
            marked = [change for cell in cells for block in cell for change in block.changes]
            gone.extend(marked or [state])
            if (state.kind == "insertion") is not accepted:
                continue
            for cell_blocks in cells:
                for block in cell_blocks:
                    block.changes = []
        rows.append(cells)
    if gone:
        blocks.append(Block(text="", changes=gone))
    framed = any(
        sum(block.label is not None for block in cell) >= 2 for cells in rows for cell in cells
    )
    run: list[list[list[Block]]] = []
    for cells in rows:
        if framed or len(cells) == 1:
            blocks.extend(_rows(run))
            run = []
            for cell in cells:
                blocks.extend(cell)
        else:
            run.append(cells)
    return [*blocks, *_rows(run)]


def _rows(rows: list[list[list[Block]]]) -> list[Block]:
    """Rows of several cells as one table."""
    shown = tuple(tuple(_words(cell) for cell in cells) for cells in rows)
    inner = [block for cells in rows for cell in cells for block in cell]
    changes = [change for block in inner for change in block.changes]
    found: list[Block] = []
    if changes or any(any(row) for row in shown):
        kept = tuple(row for row in shown if any(row))
        frame = inner[0].frame[1:] if inner else ()
        found.append(Block(text="", kind="cell", rows=kept, changes=changes, frame=frame))
    return found + [block for block in inner if block.kind == "note"]


def _words(blocks: list[Block]) -> str:
    found: list[str] = []
    for block in blocks:
        if block.kind == "note":
            continue
        if block.rows:
            found.extend(cell for row in block.rows for cell in row if cell)
        elif block.text:
            found.append(f"{block.label.number} {block.text}" if block.label else block.text)
    return " ".join(found)


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """Rows or cells, also those that content controls wrap."""
    for child in element:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in SKIPPED and child.tag != W + "tbl":
            yield from _inside(child, tag)


def _row_state(mark: Element | None, cells: list[list[Block]]) -> Change | None:
    """The change that inserts or deletes a row as a whole."""
    kinds: tuple[tuple[str, Literal["insertion", "deletion"]], ...] = (
        ("ins", "insertion"),
        ("del", "deletion"),
    )
    for tag, kind in kinds:
        element = mark.find(W + tag) if mark is not None else None
        if element is not None:
            return Change(
                kind=kind,
                text=" | ".join(_words(blocks) for blocks in cells),
                author=tidy(element.get(W + "author") or ""),
                at=instant(element.get(W + "date")),
            )
    return None


def instant(text: str | None) -> Instant | None:
    """Word's date of a change; it is local time that Word writes as UTC, so no surer than that."""
    try:
        when = datetime.fromisoformat((text or "").strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    try:
        return parse_instant(when.isoformat() if when.tzinfo else when.isoformat() + "+00:00")
    except (ServandaError, OverflowError):
        return None
