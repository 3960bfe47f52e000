"""Where the clauses of a document stand in the XML of its DOCX."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from servanda.documents.clauses import Clause, Document

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ASIDE: Final = frozenset(
    {f"{W}txbxContent", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)


@dataclass(slots=True)
class Spot:
    """A clause and its paragraphs: the one that carries its number or heading, then the others."""

    clause: Clause
    parent: Spot | None
    paragraphs: list[Any] = field(default_factory=list)
    children: list[Spot] = field(default_factory=list)

    @property
    def first(self) -> Any:
        """The paragraph that carries its number or heading; None where it was not found."""
        return self.paragraphs[0] if self.paragraphs else None

    @property
    def typed(self) -> bool:
        """Whether its number is typed text and not Word's own."""
        number = letters(self.clause.number)
        return (
            bool(number)
            and self.first is not None
            and letters(base_text(self.first)).startswith(number)
        )

    @property
    def run_in(self) -> bool:
        """Whether its heading and its words share a paragraph."""
        words = self.clause.paragraphs
        return (
            bool(words)
            and self.first is not None
            and letters(base_text(self.first)).endswith(letters(words[0].text))
        )

    def walk(self) -> Iterator[Spot]:
        """Itself and what is under it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Places:
    """Every clause of `document` with its paragraphs in `body`."""

    def __init__(self, body: Any, document: Document) -> None:
        self._paragraphs = [p for p in body.iter(f"{W}p") if not _aside(p)]
        self._places: dict[str, list[int]] = {}
        for at, paragraph in enumerate(self._paragraphs):
            self._places.setdefault(letters(base_text(paragraph)), []).append(at)
        self._wanted: list[tuple[Spot, list[int], int]] = []
        self.top = [self._spot(clause, None) for clause in document.clauses]
        for spot, at in _in_order(self._wanted):
            spot.paragraphs.append(self._paragraphs[at])
        self.by_path: dict[str, Spot] = {}
        for spot in self.walk():
            if spot.clause.path and spot.first is not None:
                self.by_path.setdefault(spot.clause.path, spot)

    def walk(self) -> Iterator[Spot]:
        """Every clause in reading order."""
        for spot in self.top:
            yield from spot.walk()

    def after(self, spot: Spot) -> Any:
        """The first paragraph that stands after a clause and all under it; None at the end."""
        inside = set(map(id, spot.walk()))
        passed = False
        for other in self.walk():
            if id(other) in inside:
                passed = True
            elif passed and other.first is not None:
                return other.first
        return None

    def _spot(self, clause: Clause, parent: Spot | None) -> Spot:
        spot = Spot(clause, parent)
        number, heading = letters(clause.number), letters(clause.heading)
        words = [letters(p.text) for p in clause.paragraphs if p.kind in ("text", "item")]
        if words and self._want(spot, heading + words[0], number):
            words = words[1:]
        elif heading or number:
            self._want(spot, heading, number)
        for one in words:
            self._want(spot, one)
        spot.children = [self._spot(child, spot) for child in clause.children]
        return spot

    def _want(self, spot: Spot, words: str, number: str = "") -> bool:
        """Ask for the paragraph of these words, with or without a typed number before them."""
        keys = {key for key in (words, number + words) if key}
        found = sorted(at for key in keys for at in self._places.get(key, ()))
        if found:
            self._wanted.append((spot, found, len(words) + len(number)))
        return bool(found)


def _in_order(wanted: list[tuple[Spot, list[int], int]]) -> list[tuple[Spot, int]]:
    """One place for as much of what is wanted as can stand in reading order, long words first.

    The heaviest increasing run: equal words (a heading that comes twice, a line of a table) can't
    draw what follows to the wrong end of the document.
    """
    size = max((places[-1] for _, places, _ in wanted), default=0) + 2
    # a Fenwick tree of the best run that ends at or before a place, and the step that it ends with
    best: list[tuple[int, int]] = [(0, -1)] * (size + 1)
    steps: list[tuple[Spot, int, int]] = []
    for spot, places, weight in wanted:
        fresh: list[tuple[int, int, int]] = []
        for place in places:
            total, before = 0, -1
            at = place
            while at > 0:
                total, before = max((total, before), best[at])
                at -= at & -at
            steps.append((spot, place, before))
            fresh.append((place, total + weight, len(steps) - 1))
        for place, total, step in fresh:
            at = place + 1
            while at <= size:
                best[at] = max(best[at], (total, step))
                at += at & -at
    total, step = 0, -1
    at = size
    while at > 0:
        total, step = max((total, step), best[at])
        at -= at & -at
    chosen: list[tuple[Spot, int]] = []
    while step >= 0:
        spot, place, step = steps[step]
        chosen.append((spot, place))
    return chosen[::-1]


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case: what no look and no space changes."""
    return "".join(c for c in text.lower() if c.isalnum())


def base_text(paragraph: Any) -> str:
    """The words of a paragraph as they were before any tracked change."""
    return "".join(text for _, text in pieces(paragraph))


def pieces(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """The text elements of a paragraph (`w:t`, `w:delText`, tabs, breaks) that nobody proposes to insert."""
    for node in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        if node.getparent().tag != f"{W}r" or _inserted(node, paragraph):
            continue
        if node.tag in (f"{W}t", f"{W}delText"):
            yield node, node.text or ""
        else:
            yield node, "-" if node.tag.endswith("Hyphen") else " "


def _inserted(node: Any, paragraph: Any) -> bool:
    above = node.getparent()
    while above is not None and above is not paragraph:
        if above.tag in (f"{W}ins", f"{W}moveTo", *_ASIDE):
            return True
        above = above.getparent()
    return False


def _aside(paragraph: Any) -> bool:
    return any(above.tag in _ASIDE for above in paragraph.iterancestors())
