"""Which clause of a new version is which of the old: by words, then heading, number, likeness.

Both documents are cut into clauses with words of their own. Clauses of equal words pair first, wherever they
stand; of the rest, the most alike pair, a shared heading or number counting for likeness.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from servanda.documents.clauses import Clause, Document

LIKE: Final = 0.5
"""Two clauses whose likeness is lower are different clauses."""

_MOST: Final = 2_000
"""Of a longer clause only so many words are compared."""


# a line of a table of contents is no wording: `Security . . . . . 4`
_CONTENTS: Final = re.compile(r"(?:\. ?){6}\s{0,40}\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A clause with words of its own: its path, its heading, its words."""

    path: str
    heading: str
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """A clause that came, went, or reads otherwise; both numbers and both texts."""

    direction: Literal["added", "dropped", "reworded"]
    old_clause: str = ""
    new_clause: str = ""
    heading: str = ""
    old_text: str = ""
    new_text: str = ""
    likeness: float = 0.0


def units(document: Document) -> tuple[Unit, ...]:
    """The clauses of a document that have words of their own, in reading order."""
    found: list[Unit] = []

    def walk(clause: Clause, above: str) -> None:
        heading = clause.heading or above
        text = clause.text.strip()
        if text and not _CONTENTS.search(text):
            found.append(
                Unit(
                    path=clause.path or clause.number,
                    heading=heading,
                    text=text,
                    words=_words(text),
                )
            )
        for child in clause.children:
            walk(child, heading)

    for clause in document.clauses:
        walk(clause, "")
    return tuple(found)


def clause_changes(old: Document, new: Document) -> tuple[ClauseChange, ...]:
    """What reads otherwise, in the order of the new document, dropped clauses where they stood."""
    before, after = units(old), units(new)
    pairs = align(before, after)
    changes: list[tuple[float, ClauseChange]] = []
    partner = {b: a for a, b in pairs.items()}
    at = -1.0
    for position, unit in enumerate(before):
        if position in pairs:
            at = float(pairs[position])
            continue
        change = ClauseChange(
            direction="dropped", old_clause=unit.path, heading=unit.heading, old_text=unit.text
        )
        changes.append((at + 0.5, change))
    for position, unit in enumerate(after):
        if position not in partner:
            change = ClauseChange(
                direction="added", new_clause=unit.path, heading=unit.heading, new_text=unit.text
            )
            changes.append((float(position), change))
            continue
        was = before[partner[position]]
        if was.words != unit.words:
            change = ClauseChange(
                direction="reworded",
                old_clause=was.path,
                new_clause=unit.path,
                heading=unit.heading,
                old_text=was.text,
                new_text=unit.text,
                likeness=round(_ratio(was.words, unit.words), 3),
            )
            changes.append((float(position), change))
    changes.sort(key=lambda pair: pair[0])
    return tuple(change for _, change in changes)


def align(before: tuple[Unit, ...], after: tuple[Unit, ...]) -> dict[int, int]:
    """Positions in `before` to positions in `after`, each used once."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, unit in enumerate(after):
        same[unit.words].append(position)
    for position, unit in enumerate(before):
        # of several equal clauses, the one that stands under the same heading or number
        free = [b for b in same[unit.words] if b not in taken]
        if free:
            best = max(free, key=lambda b: (_kinship(unit, after[b]), -abs(b - position)))
            pairs[position] = best
            taken.add(best)
    candidates: list[tuple[float, int, int]] = []
    rest = [b for b in range(len(after)) if b not in taken]
    bags = {b: set(after[b].words) for b in rest}
    for a, unit in enumerate(before):
        if a in pairs:
            continue
        bag = set(unit.words)
        for b in rest:
            kin = _kinship(unit, after[b])
            shared = len(bag & bags[b]) / max(1, len(bag | bags[b]))
            if shared + kin < 0.3:
                continue
            like = _ratio(unit.words, after[b].words) + kin
            if like >= LIKE:
                candidates.append((-like, a, b))
    for _, a, b in sorted(candidates):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return pairs


def _kinship(one: Unit, other: Unit) -> float:
    """What a shared heading and a shared number add to likeness."""
    heading = one.heading.lower() == other.heading.lower() != ""
    # `8 [2].1` is the second 8.1 of its document
    number = re.sub(r" \[\d+\]", "", one.path) == re.sub(r" \[\d+\]", "", other.path) != ""
    return 0.15 * heading + 0.1 * number


def _ratio(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    matcher = SequenceMatcher(None, one[:_MOST], other[:_MOST], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKE - 0.25 else 0.0


def _words(text: str) -> tuple[str, ...]:
    runs = re.findall(r"[\w'.-]+", text.lower().replace("’", "'"))
    return tuple(word for run in runs if (word := run.rstrip("'.-")))
