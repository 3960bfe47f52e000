"""From a flat run of blocks, as a format yields them, to the tree of clauses.

A format says of each block what it knows for sure: an automatic label, a heading level, which
words are marked (bold, underlined), how deep in lists it stands. The outline decides what that
leaves open: whether a typed `2.` begins a clause, whether `(i)` is a letter or a numeral, under
which clause a label belongs, which words are a run-in heading.
"""

from __future__ import annotations

import re
from typing import Final

from servanda.documents.blocks import Block, Node, style_of
from servanda.documents.clauses import Change, Clause, Paragraph, Table
from servanda.documents.headings import (
    is_title,
    marked_from,
    run_in,
    shown_heading,
)
from servanda.documents.numbering import Label, split
from servanda.documents.open_clauses import OpenClauses
from servanda.documents.paths import assign

LOOK_AHEAD: Final = 80
# “Controller” means ...: an entry of a list, though it has no number
_DEFINITION: Final = re.compile(
    '[“"„«][^“”"„«»]{1,90}[”"“»][^.]{0,80}?\\b(?:means?|is|are|has|have|bedeutet|bezeichnet|signifie|significa)\\b'
)


class Outline:
    """Takes blocks in reading order and builds the tree."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._ahead = [None if not b.typed else (b.label or _typed(b)) for b in blocks]
        self._open = OpenClauses()
        # the one heading of the highest level, if it comes first, names the document: clauses stand
        # beside it, not in it
        first = next((b for b in blocks if b.level), None)
        alone = first and all(b.level > first.level for b in blocks if b.level and b is not first)
        self._title = (
            first if alone and first and first.label is None and not split(first.text) else None
        )
        for position, block in enumerate(blocks):
            self._place(block, position)

    def clauses(self) -> tuple[Clause, ...]:
        """The clauses; words before the first one stand in a clause without number and heading."""
        top = self._open.root.children
        if self._open.root.paragraphs or self._open.root.changes:
            first = Node(
                paragraphs=self._open.root.paragraphs,
                tables=self._open.root.tables,
                changes=self._open.root.changes,
                page=self._open.root.paragraphs[0].page if self._open.root.paragraphs else 0,
            )
            top = [first, *top]
        self._top = top
        assign(top)
        return tuple(_frozen(node, 1) for node in top)

    def tables(self) -> tuple[Table, ...]:
        """Every table with the path of its clause; call after `clauses`."""
        return tuple(
            Table(rows=rows, clause=node.path, page=page)
            for node in _walk(self._top)
            for rows, page in node.tables
        )

    def changes(self) -> tuple[Change, ...]:
        """Every proposed change with the path of its clause; call after `clauses`."""
        return tuple(
            Change(kind=c.kind, text=c.text, author=c.author, at=c.at, clause=node.path)
            for node in _walk(self._top)
            for c in node.changes
        )

    # -- placing a block -------------------------------------------------------------------

    def _place(self, block: Block, position: int) -> None:
        self._leave_frames(block.frame)
        label, start = block.label, 0
        if label is None and block.typed and block.kind in ("text", "item"):
            found = split(block.text)
            if found and self._plausible(found[0], found[1], block, position):
                label, start = found
        if label is not None:
            label = self._decided(label, position)
            self._open_labelled(block, label, start)
        elif block.kind == "text" and block.text and self._opens_unlabelled(block):
            pass
        else:
            self._add(block)

    def _leave_frames(self, frame: tuple[int, ...]) -> None:
        """A heading in a table's frame ends with the table; a numbered clause may go on after it."""
        for at, node in enumerate(self._open.stack):
            outside = frame[: len(node.frame)] != node.frame
            if outside and (node.label is None or node.container):
                del self._open.stack[at:]
                return

    def _add(self, block: Block) -> None:
        top = self._open.top
        if block.nesting is not None and not block.weak:
            top = self._outdent(block.nesting)
        if block.weak and top.paragraphs and top.paragraphs[-1].kind in ("text", "item"):
            last = top.paragraphs[-1]
            top.paragraphs[-1] = Paragraph(
                text=f"{last.text} {block.text}".strip(), page=last.page, kind=last.kind
            )
        elif block.rows:
            top.tables.append((block.rows, block.page))
            top.paragraphs.extend(
                Paragraph(text=" | ".join(row), page=page, kind="cell")
                for row, page in zip(
                    block.rows, block.pages or (block.page,) * len(block.rows), strict=True
                )
                if any(row)
            )
        elif block.text:
            kind = "item" if block.kind == "text" and _DEFINITION.match(block.text) else block.kind
            top.paragraphs.append(Paragraph(text=block.text, page=block.page, kind=kind))
        top.changes.extend(block.changes)

    def _outdent(self, nesting: int) -> Node:
        """Close list clauses that stand deeper than `nesting`; words after them get a clause of
        their own without a number, so that reading order stays."""
        closed = False
        while self._open.top.nesting > nesting:
            self._open.stack.pop()
            closed = True
        top = self._open.top
        if closed and top.children:
            top = self._open.push(Node(nesting=nesting, minor=True))
        return top

    # -- labelled clauses ------------------------------------------------------------------

    def _open_labelled(self, block: Block, label: Label, start: int) -> None:
        parent = self._open.parent(block, label)
        self._open.pop_to(self._open.root if parent.title else parent)
        heading, mark, body = run_in(block, label, start)
        node = self._open.push(
            Node(
                label=label,
                heading=heading,
                mark=mark,
                level=block.level,
                list_key=block.list_key,
                list_level=block.list_level,
                nesting=block.nesting or 0,
                page=block.page,
                frame=block.frame,
            )
        )
        self._open.seen[style_of(label)] = label
        if body:
            node.paragraphs.append(Paragraph(text=body, page=block.page))
        node.changes.extend(block.changes)

    def _plausible(self, label: Label, start: int, block: Block, position: int) -> bool:
        """Whether a typed label begins a clause here, and is not the start of a sentence."""
        rest = block.text[start:]
        between = block.text[len(label.number) : start].strip()
        if label.word:
            if block.kind == "item" or block.weak or len(block.text) > 160:
                return block.level > 0
            if block.level or not rest:
                return block.level > 0 or not block.text.endswith(".") or shown_heading(block)
            shown = bool(between) or shown_heading(block) or marked_from(block, start)
            if not label.annex:
                titled = is_title(rest) and len(rest.split()) <= 10 and rest[-1] not in ".;,"
                shown = shown or titled
            return shown and not rest[:1].islower()
        if block.level or not rest:
            return bool(rest) or not block.weak
        if label.style == "_" and len(label.dotted) == 1:  # `1 Definitions`, without a full stop
            return (
                not block.weak
                and (shown_heading(block) or is_title(rest))
                and self._open.continues(label)
            )
        if len(label.dotted) > 1:
            if block.weak and not (self._open.has_parent(label) or self._open.goes_on(label)):
                return False
            return (
                self._open.continues(label)
                or label.dotted[-1] == 1
                or self._open.has_parent(label)
                or self._leads(label, position)
            )
        if block.weak and not self._stands_alone(label, rest):
            return False
        return label.first or self._open.continues(label) or self._leads(label, position)

    def _leads(self, label: Label, position: int) -> bool:
        """Whether the next label goes on from it: some series begin at `(g)`, or `9.` with `9.1`."""
        after = self._after(label, position)
        if after and after[0].follows(label):
            return True
        ahead = self._ahead[position + 1 : position + LOOK_AHEAD]
        inner = next((other.dotted for other in ahead if other and len(other.dotted) > 1), ())
        return bool(label.dotted) and inner[:-1] == label.dotted

    def _stands_alone(self, label: Label, rest: str) -> bool:
        """Whether a label at the start of a line, inside a paragraph, begins a clause there."""
        if rest[:1] in "&,;)":
            return False
        if self._open.goes_on(label):
            return True
        paragraphs = self._open.top.paragraphs
        before = paragraphs[-1].text if paragraphs else ":"
        return label.first and before[-1:] in ".:;"

    def _after(self, label: Label, position: int) -> list[Label]:
        """The next three labels of the same style."""
        return [
            other
            for other in self._ahead[position + 1 : position + LOOK_AHEAD]
            if other is not None and other.style == label.style and not other.word
        ][:3]

    def _decided(self, label: Label, position: int) -> Label:
        """One reading of a label that can be a letter or a Roman numeral, by what stands around."""
        if len(label.readings) < 2:
            return label
        after = self._after(label, position)
        best, score = label, -1.0
        for reading in label.readings:
            one = Label(label.number, label.style, (reading,), label.word, label.annex)
            points = 0.5 if reading.values[0] == 1 else 0.0
            if any(other.follows(one) for other in after[:1]):
                points += 2
            elif any(other.follows(one) for other in after):
                points += 1
            if any(n.label and one.follows(n.label) for n in self._open.stack[1:]):
                points += 1.5
            if points > score:
                best, score = one, points
        return best

    # -- clauses without a label -----------------------------------------------------------

    def _opens_unlabelled(self, block: Block) -> bool:
        top = self._open.top
        if (
            top.label is not None
            and top.label.word
            and not (top.heading or top.paragraphs or top.children)
            and (shown_heading(block) or is_title(block.text))
            and len(block.text) <= 160
            and (not block.level or block.level >= top.level)
        ):
            top.heading = block.text  # `Clause 5` on one line, its title on the next
            top.changes.extend(block.changes)
            return True
        if block.level:
            parent = self._open.above(block.level)
            self._open.pop_to(parent)
            heading, mark, body = run_in(block, None, 0)
            title = block is self._title
            node = self._open.push(
                Node(
                    heading=heading,
                    mark=mark,
                    level=0 if title else block.level,
                    title=title,
                    page=block.page,
                    guessed=block.guessed,
                    frame=block.frame,
                )
            )
            if body:
                node.paragraphs.append(Paragraph(text=body, page=block.page))
            node.changes.extend(block.changes)
            return True
        if block.weak or not block.marks:
            return False
        heading, mark, body = run_in(block, None, 0)
        if not heading or (body and not mark):
            return False
        while len(self._open.stack) > 1 and not self._holds_minor(self._open.top):
            self._open.stack.pop()
        node = self._open.push(
            Node(
                heading=heading,
                mark=mark,
                minor=True,
                page=block.page,
                frame=block.frame,
                nesting=block.nesting or 0,
            )
        )
        if body:
            node.paragraphs.append(Paragraph(text=body, page=block.page))
        node.changes.extend(block.changes)
        return True

    def _holds_minor(self, node: Node) -> bool:
        return not node.minor and (
            node.container
            or (bool(node.heading) and not node.paragraphs and node.label is not None)
        )


def _typed(block: Block) -> Label | None:
    found = split(block.text) if block.kind in ("text", "item") else None
    return found[0] if found else None


def _walk(nodes: list[Node]) -> list[Node]:
    found: list[Node] = []
    todo = list(reversed(nodes))
    while todo:
        node = todo.pop()
        found.append(node)
        todo.extend(reversed(node.children))
    return found


def _frozen(node: Node, level: int) -> Clause:
    return Clause(
        number=node.label.number if node.label else "",
        heading=node.heading,
        heading_mark=node.mark,
        path=node.path,
        level=level,
        page=node.page,
        paragraphs=tuple(node.paragraphs),
        children=tuple(_frozen(child, level + 1) for child in node.children),
    )
