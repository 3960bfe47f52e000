"""What a draft is made of: numbered clauses with their words, tables, and what each answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one look. `open` marks a blank to be completed, `to` the id of a clause referred to."""

    text: str
    bold: bool = False
    open: bool = False
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One paragraph."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The paragraph without its look."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table; `centred` are the columns set in the middle."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    centred: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClause:
    """A clause, a list item (no heading) or a schedule.

    `number` is the label that a reader sees (`6.`, `6.1`, `(a)`, `Schedule 2`), `cited` how others
    refer to it, `level` 1 to 4, `answers` the requirements (`law#id`) that its words meet, `kinds`
    the kinds of terms that it states.
    """

    id: str
    number: str
    heading: str = ""
    cited: str = ""
    level: int = 1
    blocks: tuple[Words | Grid, ...] = ()
    children: tuple[DraftClause, ...] = ()
    answers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def walk(self) -> Iterator[DraftClause]:
        """Itself, then its descendants in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The place where a party signs: whom for, and the lines to fill in."""

    who: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A drafted agreement, written for the laws as in force on the day `on`.

    `labels` are the words of its language around the text.
    """

    title: str
    on: date
    language: str
    laws: tuple[str, ...]
    opening: tuple[Words, ...]
    parties: tuple[Words, ...]
    clauses: tuple[DraftClause, ...]
    schedules: tuple[DraftClause, ...]
    signatures: tuple[Signature, ...]
    labels: dict[str, str]

    def walk(self) -> Iterator[DraftClause]:
        """Every clause, then every schedule, in reading order."""
        for clause in (*self.clauses, *self.schedules):
            yield from clause.walk()

    @property
    def answers(self) -> tuple[str, ...]:
        """The requirements (`law#id`) that the draft meets, in order, each once."""
        return tuple(dict.fromkeys(name for clause in self.walk() for name in clause.answers))

    @property
    def blanks(self) -> tuple[tuple[str, str], ...]:
        """What is still to be completed: the clause, and the words that stand there."""
        found = [
            ("", run.text)
            for words in (*self.opening, *self.parties)
            for run in words.runs
            if run.open
        ]
        for clause in self.walk():
            for run in _runs(clause):
                if run.open:
                    found.append((clause.cited or clause.number, run.text))
        return tuple(found)

    def to_plain(self) -> dict[str, Any]:
        """`servanda/draft/1`."""
        return {
            "schema": "servanda/draft/1",
            "title": self.title,
            "language": self.language,
            "laws": list(self.laws),
            "on": self.on.isoformat(),
            "opening": [words.text for words in (*self.opening, *self.parties)],
            "clauses": [_plain(clause) for clause in self.clauses],
            "schedules": [_plain(clause) for clause in self.schedules],
            "answers": list(self.answers),
            "to_be_completed": [{"clause": at or None, "words": text} for at, text in self.blanks],
        }


def _runs(clause: DraftClause) -> Iterator[Run]:
    for block in clause.blocks:
        if isinstance(block, Words):
            yield from block.runs
        else:
            for row in (block.head, *block.rows):
                for cell in row:
                    yield from cell.runs


def _plain(clause: DraftClause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "number": clause.number,
        "heading": clause.heading,
        "words": [block.text for block in clause.blocks if isinstance(block, Words)],
        "tables": [
            [[cell.text for cell in row] for row in (block.head, *block.rows)]
            for block in clause.blocks
            if isinstance(block, Grid)
        ],
        "answers": list(clause.answers),
        "terms": list(clause.kinds),
        "clauses": [_plain(child) for child in clause.children],
    }


def shares(grid: Grid) -> list[float]:
    """The share of the width that each column gets: by its longest word and how much it holds."""
    rows = (grid.head, *grid.rows)
    weights = []
    for column in range(len(grid.head)):
        cells = [row[column].text for row in rows]
        longest_word = max(len(word) for cell in cells for word in [*cell.split(), ""])
        longest = min(max(len(cell) for cell in cells), 120)
        weights.append(max(longest_word + 2, min(longest, 18), longest**0.75, 6))
    return [weight / sum(weights) for weight in weights]
