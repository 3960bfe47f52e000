"""The clauses that stand open while a document is read, and where the next one belongs."""

from __future__ import annotations

from typing import Final

from servanda.documents.blocks import Block, Node, style_of
from servanda.documents.headings import looks_like_heading, run_in
from servanda.documents.numbering import Label

DEEPEST: Final = 40  # what nests deeper stands on that level, in its order


class OpenClauses:
    """A stack from the root to the clause being read; `seen` has the last label of each style."""

    def __init__(self) -> None:
        self.root = Node()
        self.stack: list[Node] = [self.root]
        self.seen: dict[tuple[str, str, int], Label] = {}

    @property
    def top(self) -> Node:
        """The clause that words belong to now."""
        return self.stack[-1]

    def push(self, node: Node) -> Node:
        """Open a clause in the one being read."""
        del self.stack[DEEPEST:]
        self.stack[-1].children.append(node)
        self.stack.append(node)
        return node

    def pop_to(self, node: Node) -> None:
        """Close every clause inside `node`."""
        while self.stack[-1] is not node:
            self.stack.pop()

    def parent(self, block: Block, label: Label) -> Node:
        """Where a labelled block belongs."""
        if label.annex:
            return self.root
        if block.list_key:
            return self._parent_in_list(block, label)
        if block.nesting is not None and block.label is not None:
            return self._parent_in_nest(block.nesting, label)
        if block.level:
            return self._parent_by_level(block, label)
        return self._parent_by_label(block, label)

    def above(self, level: int, label: Label | None = None) -> Node:
        """The innermost open heading of a smaller level, an annex counting as the smallest."""
        for node in reversed(self.stack):
            if node is self.root or (node.annex and not (label and label.annex)):
                return node
            if 0 < node.level < level:
                return node
        return self.root

    def continues(self, label: Label) -> bool:
        """Whether a label can go on with a series that is, or was, open."""
        if any(n.label and label.follows(n.label, 4) for n in self.stack[1:]):
            return True
        before = self.seen.get(style_of(label))
        return label.first or (before is not None and label.follows(before, 4))

    def goes_on(self, label: Label) -> bool:
        """Whether a label is the very next one of an open clause."""
        return any(n.label and label.follows(n.label) for n in self.stack[1:])

    def has_parent(self, label: Label) -> bool:
        """Whether the clause above a dotted number is open: `6` for `6.1`."""
        return any(
            n.label and n.label.dotted == label.dotted[:-1] for n in self.stack[1:] if n.label
        )

    def _container(self) -> Node:
        return next((n for n in reversed(self.stack) if n.container), self.root)

    def _parent_in_nest(self, nesting: int, label: Label) -> Node:
        """By how deep in lists an item stands, unless its number goes on with another open clause."""
        stack = self.stack
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
        stack = self.stack
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
        return self.above(block.level, label)

    def _heads_series(self, node: Node, label: Label) -> bool:
        """Whether a series that begins right under a heading without number belongs to it: when
        the heading's level is only guessed, or when the numbers begin anew."""
        if node.label is not None or not node.level or node.children:
            return False
        return node.guessed or style_of(label) in self.seen

    def _parent_in_list(self, block: Block, label: Label) -> Node:
        for at in range(len(self.stack) - 1, 0, -1):
            node = self.stack[at]
            if node.list_key == block.list_key:
                if node.list_level == block.list_level:
                    return self.stack[at - 1]
                if node.list_level < block.list_level:
                    return node
        if label.first and self._heads_series(self.stack[-1], label):
            return self.stack[-1]
        if block.level:
            return self.above(block.level)
        return self._parent_by_label(block, label)

    def _parent_by_label(self, block: Block, label: Label) -> Node:
        stack = self.stack
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
                self.root,
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
