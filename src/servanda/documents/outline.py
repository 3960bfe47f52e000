"""From a flat run of blocks, as a format yields them, to the tree of clauses.

A format says of each block what it knows for sure: an automatic label, a heading level, which
words are marked (bold, underlined), how deep in lists it stands. The outline decides what that
leaves open: whether a typed `2.` begins a clause, whether `(i)` is a letter or a numeral, under
which clause a label belongs, which words are a run-in heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from servanda.documents.clauses import Change, Clause, Paragraph, Table
from servanda.documents.headings import (
    is_title,
    looks_like_heading,
    marked_from,
    run_in,
    shown_heading,
)
from servanda.documents.numbering import Label, split
from servanda.documents.paths import assign

LOOK_AHEAD: Final = 80
DEEPEST: Final = 40  # what nests deeper stands on that level, in its order
# “Controller” means ...: an entry of a list, though it has no number
_DEFINITION: Final = re.compile(
    '[“"„«][^“”"„«»]{1,90}[”"“»][^.]{0,80}?\\b(?:means?|is|are|has|have|bedeutet|bezeichnet|signifie|significa)\\b'
)


@dataclass(slots=True, kw_only=True)
class Block:
    """A paragraph, heading, list item or table as a format yields it.

    `label` is a label that the format itself numbers (never in `text`), `list_key` and
    `list_level` the list it belongs to, `nesting` how many lists enclose the block where the
    format knows that exactly. `level` is the heading level, 0 for none. `marks` are the
    spans of `text` set in bold or underlined. `weak` says that the block begins inside a
    paragraph and stands for itself only if its typed label does. `typed` is False where a label
    must not be looked for in the text. `guessed` says that `level` is read from how the block looks,
    `frame` names the tables around it.
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


class Outline:
    """Takes blocks in reading order and builds the tree."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._ahead = [None if not b.typed else (b.label or _typed(b)) for b in blocks]
        self._root = Node()
        self._stack: list[Node] = [self._root]
        self._seen: dict[tuple[str, str, int], Label] = {}
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
        top = self._root.children
        if self._root.paragraphs or self._root.changes:
            first = Node(
                paragraphs=self._root.paragraphs,
                tables=self._root.tables,
                changes=self._root.changes,
                page=self._root.paragraphs[0].page if self._root.paragraphs else 0,
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
        for at, node in enumerate(self._stack):
            outside = frame[: len(node.frame)] != node.frame
            if outside and (node.label is None or node.container):
                del self._stack[at:]
                return

    def _add(self, block: Block) -> None:
        top = self._stack[-1]
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
                Paragraph(text=" | ".join(row), page=block.page, kind="cell")
                for row in block.rows
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
        while self._stack[-1].nesting > nesting:
            self._stack.pop()
            closed = True
        top = self._stack[-1]
        if closed and top.children:
            top = self._push(Node(nesting=nesting, minor=True))
        return top

    def _push(self, node: Node) -> Node:
        del self._stack[DEEPEST:]
        self._stack[-1].children.append(node)
        self._stack.append(node)
        return node

    def _pop_to(self, node: Node) -> None:
        while self._stack[-1] is not node:
            self._stack.pop()

    def _container(self) -> Node:
        return next((n for n in reversed(self._stack) if n.container), self._root)

    # -- labelled clauses ------------------------------------------------------------------

    def _open_labelled(self, block: Block, label: Label, start: int) -> None:
        parent = self._parent(block, label)
        self._pop_to(self._root if parent.title else parent)
        heading, mark, body = run_in(block, label, start)
        node = self._push(
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
        self._seen[_style(label)] = label
        if body:
            node.paragraphs.append(Paragraph(text=body, page=block.page))
        node.changes.extend(block.changes)

    def _parent(self, block: Block, label: Label) -> Node:
        if label.annex:
            return self._root
        if block.list_key:
            return self._parent_in_list(block, label)
        if block.nesting is not None and block.label is not None:
            return self._parent_in_nest(block.nesting, label)
        if block.level:
            return self._parent_by_level(block, label)
        return self._parent_by_label(block, label)

    def _parent_in_nest(self, nesting: int, label: Label) -> Node:
        """By how deep in lists an item stands, unless its number goes on with another open clause."""
        stack = self._stack
        at = len(stack) - 1
        while at > 0 and stack[at].nesting >= nesting:
            at -= 1
        before = next((n.label for n in reversed(stack[at].children) if n.label), None)
        if not label.first and not (before and label.follows(before)):
            for other in range(len(stack) - 1, 0, -1):
                open_label = stack[other].label
                if open_label and label.follows(open_label):
                    return stack[other - 1]
        return stack[at]

    def _parent_by_level(self, block: Block, label: Label) -> Node:
        """By heading level, unless the number says otherwise: levels are often set by looks."""
        stack = self._stack
        dotted = label.dotted
        for at in range(len(stack) - 1, 0, -1):
            other = stack[at].label
            if other is None:
                continue
            if len(dotted) > 1 and other.dotted and not (other.annex or other.word):
                if other.dotted == dotted[:-1]:
                    return stack[at]
                if label.follows(other):
                    return stack[at - 1]
            elif stack[at].level == block.level and label.follows(other):
                return stack[at - 1]
        for at in range(len(stack) - 1, 0, -1):
            other = stack[at].label
            if other and stack[at].level and label.follows(other) and not label.word:
                return stack[at - 1]
        if label.first and self._heads_series(stack[-1], label):
            return stack[-1]
        return self._above(block.level, label)

    def _heads_series(self, node: Node, label: Label) -> bool:
        """Whether a series that begins right under a heading without number belongs to it: when
        the heading's level is only guessed, or when the numbers begin anew."""
        if node.label is not None or not node.level or node.children:
            return False
        return node.guessed or _style(label) in self._seen

    def _above(self, level: int, label: Label | None = None) -> Node:
        """The innermost open heading of a smaller level, an annex counting as the smallest."""
        for node in reversed(self._stack):
            if node is self._root or (node.annex and not (label and label.annex)):
                return node
            if 0 < node.level < level:
                return node
        return self._root

    def _parent_in_list(self, block: Block, label: Label) -> Node:
        for at in range(len(self._stack) - 1, 0, -1):
            node = self._stack[at]
            if node.list_key == block.list_key:
                if node.list_level == block.list_level:
                    return self._stack[at - 1]
                if node.list_level < block.list_level:
                    return node
        if label.first and self._heads_series(self._stack[-1], label):
            return self._stack[-1]
        if block.level:
            return self._above(block.level)
        return self._parent_by_label(block, label)

    def _parent_by_label(self, block: Block, label: Label) -> Node:
        stack = self._stack
        dotted = label.dotted
        if len(dotted) > 1:
            for node in reversed(stack[1:]):
                above = node.label.dotted if node.label else ()
                if above and len(above) < len(dotted) and above == dotted[: len(above)]:
                    return node
                if node.annex:
                    break
        for gap in (1, 4):
            for at in range(len(stack) - 1, 0, -1):
                other = stack[at].label
                if other and (
                    label.follows(other, gap)
                    or (gap > 1 and len(dotted) > 1 and label.alike(other))
                ):
                    return stack[at - 1]
        if len(dotted) > 1 or label.word:
            return next(
                (
                    n
                    for n in reversed(stack)
                    if n.container and not (n.label and n.label.word == label.word and label.word)
                ),
                self._root,
            )
        heading = bool(run_in(block, label, 0)[0]) if block.label else looks_like_heading(block)
        if label.first and heading:
            for at in range(len(stack) - 1, 0, -1):
                other = stack[at].label
                if other and label.alike(other):
                    return self._container()
        alike = [at for at in range(1, len(stack)) if (one := stack[at].label) and label.alike(one)]
        if len(alike) > 1:  # a series within a series of its own style, but not within two
            return stack[alike[-1] - 1]
        return stack[-1] if not stack[-1].minor or stack[-1].heading else stack[-2]

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
                and self._continues(label)
            )
        if len(label.dotted) > 1:
            if block.weak and not (self._has_parent(label) or self._open(label)):
                return False
            return (
                self._continues(label)
                or label.dotted[-1] == 1
                or self._has_parent(label)
                or self._leads(label, position)
            )
        if block.weak and not self._stands_alone(label, rest):
            return False
        return label.first or self._continues(label) or self._leads(label, position)

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
        if self._open(label):
            return True
        paragraphs = self._stack[-1].paragraphs
        before = paragraphs[-1].text if paragraphs else ":"
        return label.first and before[-1:] in ".:;"

    def _continues(self, label: Label) -> bool:
        if any(n.label and label.follows(n.label, 4) for n in self._stack[1:]):
            return True
        before = self._seen.get(_style(label))
        return label.first or (before is not None and label.follows(before, 4))

    def _open(self, label: Label) -> bool:
        return any(n.label and label.follows(n.label) for n in self._stack[1:])

    def _has_parent(self, label: Label) -> bool:
        return any(
            n.label and n.label.dotted == label.dotted[:-1] for n in self._stack[1:] if n.label
        )

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
            if any(n.label and one.follows(n.label) for n in self._stack[1:]):
                points += 1.5
            if points > score:
                best, score = one, points
        return best

    # -- clauses without a label -----------------------------------------------------------

    def _opens_unlabelled(self, block: Block) -> bool:
        top = self._stack[-1]
        if (
            top.label is not None
            and top.label.word
            and not (top.heading or top.paragraphs or top.children)
            and (shown_heading(block) or is_title(block.text))
            and len(block.text) <= 160
            and (not block.level or block.level >= top.level)
        ):
            top.heading = block.text  # `Clause 5` on one line, its title on the next
            return True
        if block.level:
            parent = self._above(block.level)
            self._pop_to(parent)
            heading, mark, body = run_in(block, None, 0)
            title = block is self._title
            node = self._push(
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
        while len(self._stack) > 1 and not self._holds_minor(self._stack[-1]):
            self._stack.pop()
        node = self._push(
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


def _style(label: Label) -> tuple[str, str, int]:
    return label.style, label.word, len(label.dotted)


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
