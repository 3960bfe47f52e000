"""Tables of a PDF: the words between ruled borders, cell by cell.

A PDF knows no tables, only lines and words with their places. Where level and upright lines cross to
a grid, the words in each of its rooms are a cell; rooms without a border between them are one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from servanda.documents.numbering import split
from servanda.documents.pdf_lines import Line, Sheet
from servanda.documents.pdf_rulings import CLOSE, Ruling

_LONGEST_CELL: Final = 2_500
_MOST_ROOMS: Final = 4_000
_THICK: Final = 1.0
_EDGE: Final = 0.15
_STRIP: Final = 7.0
_LABEL: Final = re.compile(r"\(?(?:[a-z]|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?")

Join = Callable[[list[Line]], str]


@dataclass(slots=True)
class Grid:
    """Crossing lines: the heights (top first) and the x places at which they stand."""

    heights: list[float]
    places: list[float]
    level: list[Ruling]
    upright: list[Ruling]

    def holds(self, line: Line) -> bool:
        """Whether a line of words stands within it."""
        middle = line.base + 0.3 * line.size
        return (
            self.heights[-1] < middle < self.heights[0]
            and self.places[0] - CLOSE < line.left
            and line.right < self.places[-1] + CLOSE
        )

    def room(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of a place."""
        row = bisect_right([-h for h in self.heights], -y) - 1
        column = bisect_right(self.places, x) - 1
        return (
            min(max(row, 0), len(self.heights) - 2),
            min(max(column, 0), len(self.places) - 2),
        )

    def cell(self, row: int, column: int) -> tuple[int, int]:
        """The first room, from the left and the top, of the cell that a room belongs to."""
        while row and not self._parted(self.level, self.heights[row], self._across(column)):
            row -= 1
        while column and not self._parted(self.upright, self.places[column], self._up(row)):
            column -= 1
        return row, column

    def _across(self, column: int) -> float:
        return (self.places[column] + self.places[column + 1]) / 2

    def _up(self, row: int) -> float:
        return (self.heights[row] + self.heights[row + 1]) / 2

    @staticmethod
    def _parted(borders: list[Ruling], at: float, middle: float) -> bool:
        return any(abs(b.at - at) <= CLOSE and b.covers(middle) for b in borders)


def with_tables(sheet: Sheet, grids: Sequence[Grid], text: Join) -> list[Line]:
    """The lines of a page, those of each table as one that holds its rows; `grids` are its `ruled` ones.

    A grid of one column, one that frames whole clauses, and one with nothing in it is no table.
    """
    lines = sheet.lines
    for grid in (*grids, *_striped(sheet)):
        inside = [at for at, line in enumerate(lines) if not line.rows and grid.holds(line)]
        top, foot = (1 - _EDGE) * sheet.height, _EDGE * sheet.height
        # one row alone, or the rest of one, is a table only where a page's end may have cut it
        least = 0 if grid.heights[0] > top else 1 if grid.heights[-1] < foot else 2
        rows = _rows(grid, [lines[at] for at in inside], text, least)
        if rows:
            gone = set(inside[1:])
            lines = [
                replace(line, rows=rows) if at == inside[0] else line
                for at, line in enumerate(lines)
                if at not in gone
            ]
    return lines


def framed(sheet: Sheet, grids: Sequence[Grid], margin: float) -> Callable[[Line], bool]:
    """Whether a line stands in a grid that reaches further into the page than its margins.

    The head row that a table repeats on each page is no running header.
    """
    low, high = margin * sheet.height, (1 - margin) * sheet.height
    inner = [grid for grid in grids if grid.heights[-1] < high and grid.heights[0] > low]
    return lambda line: any(grid.holds(line) for grid in inner)


def ruled(sheet: Sheet) -> list[Grid]:
    """Lines of a page that cross one another, two columns at least."""
    level = [r for r in sheet.rulings if not r.upright]
    upright = [r for r in sheet.rulings if r.upright]
    left = set(range(len(upright)))
    grids: list[Grid] = []
    while left:
        mine, mine_level, fresh = set[int](), set[int](), [left.pop()]
        while fresh:
            at = fresh.pop()
            mine.add(at)
            for row, line in enumerate(level):
                if row in mine_level or not _meet(upright[at], line):
                    continue
                mine_level.add(row)
                for other in [o for o in left if _meet(upright[o], line)]:
                    left.discard(other)
                    fresh.append(other)
        # at a page's end a table has no border, but its upright lines run there
        ends = (end for at in mine for end in (upright[at].start, upright[at].end))
        heights = _distinct((*(level[at].at for at in mine_level), *ends))[::-1]
        places = _distinct(upright[at].at for at in mine)
        if len(heights) >= 2 and len(places) >= 3 and len(heights) * len(places) <= _MOST_ROOMS:
            grids.append(
                Grid(heights, places, [level[a] for a in mine_level], [upright[a] for a in mine])
            )
    return grids


def _striped(sheet: Sheet) -> list[Grid]:
    """Level lines of one length, one below the other, between which blank strips part columns."""
    upright = [r for r in sheet.rulings if r.upright]
    free = [r for r in sheet.rulings if not r.upright and not any(_meet(u, r) for u in upright)]
    level = sorted(free, key=lambda r: -r.at)
    groups: list[list[Ruling]] = []
    for ruling in level:
        for group in groups:
            if max(abs(group[0].start - ruling.start), abs(group[0].end - ruling.end)) <= CLOSE:
                group.append(ruling)
                break
        else:
            groups.append([ruling])
    return [grid for group in groups for grid in _runs(sheet, group)]


def _runs(sheet: Sheet, group: list[Ruling]) -> list[Grid]:
    """Neighbouring bands between level lines as one table each, as far as the same strips part them.

    A band with words in one column only ends a table: a heading or a paragraph between two rules.
    """
    heights = _distinct(ruling.at for ruling in group)[::-1]
    edges = [group[0].start, group[0].end]
    runs: list[tuple[int, list[list[Line]]]] = []
    for at, bounds in enumerate(pairwise(heights)):
        band = Grid(list(bounds), edges, [], [])
        lines = [line for line in sheet.lines if band.holds(line)]
        if runs:
            first, bands = runs[-1]
            if first + len(bands) == at and _parted([*bands, lines]):
                bands.append(lines)
                continue
        if _parted([lines]):
            runs.append((at, [lines]))
    grids: list[Grid] = []
    for first, bands in runs:
        mine = heights[first : first + len(bands) + 1]
        places = [edges[0], *_strips(bands), edges[1]]
        upright = [Ruling(True, x, mine[-1], mine[0]) for x in places]
        grids.append(Grid(mine, places, group, upright))
    return grids


def _parted(bands: list[list[Line]]) -> bool:
    """Whether in each band words stand on both sides of a strip, and no item of a list does."""
    strips = _strips(bands)
    if not strips:
        return False
    for lines in bands:
        words = [word for line in lines for word in line.words]
        if len({bisect_right(strips, word.left) for word in words}) < 2:
            return False
        if any(_marker(line.words[0].text) for line in lines):
            return False
    return True


def _strips(bands: list[list[Line]]) -> list[float]:
    """The middle of each blank strip that runs from the first line to the last."""
    words = sorted(
        (word for lines in bands for line in lines for word in line.words), key=lambda w: w.left
    )
    found: list[float] = []
    right = words[0].right if words else 0.0
    for word in words:
        if word.left - right >= _STRIP:
            found.append((right + word.left) / 2)
        right = max(right, word.right)
    return found


def _marker(text: str) -> bool:
    """Whether a word only marks an item of a list, so that the strip after it parts no columns."""
    return not any(c.isalnum() for c in text) or _LABEL.fullmatch(text) is not None


def _meet(upright: Ruling, level: Ruling) -> bool:
    return upright.covers(level.at) and level.covers(upright.at)


def _distinct(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > CLOSE:
            found.append(place)
    return found


def _rows(grid: Grid, lines: list[Line], text: Join, least: int) -> tuple[tuple[str, ...], ...]:
    cells: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        for piece in _pieces(grid, line):
            middle = (piece.left + piece.right) / 2
            room = grid.cell(*grid.room(middle, piece.base + 0.3 * piece.size))
            cells.setdefault(room, []).append(piece)
    shown = {room: text(_in_order(pieces)) for room, pieces in cells.items()}
    if any(len(words) > _LONGEST_CELL for words in shown.values()) or any(
        sum(split(line.text) is not None for line in pieces) >= 3 for pieces in cells.values()
    ):
        return ()
    rows: list[tuple[str, ...]] = []
    for row in range(len(grid.heights) - 1):
        # what spans several rows stands in the first of them
        firsts = [c for c in range(len(grid.places) - 1) if grid.cell(row, c)[1] == c]
        words = tuple(shown.get((row, c), "") for c in firsts)
        if any(words):
            rows.append(words)
    full = sum(sum(map(bool, row)) >= 2 for row in rows)
    return tuple(rows) if full >= least and (not least or 2 * full >= len(rows)) else ()


def _pieces(grid: Grid, line: Line) -> list[Line]:
    """A line cut at the columns that it runs over."""
    found: list[Line] = []
    last = -1
    for word in line.words:
        middle = (word.left + word.right) / 2
        column = grid.cell(*grid.room(middle, line.base + 0.3 * line.size))[1]
        if column != last:
            found.append(Line(line.page, line.base, line.size, []))
            last = column
        found[-1].words.append(word)
    return found


def _in_order(pieces: list[Line]) -> list[Line]:
    """From the top, on one height from the left."""
    found = sorted(pieces, key=lambda p: -p.base)
    rows: list[list[Line]] = []
    for piece in found:
        if rows and abs(rows[-1][0].base - piece.base) < 0.35 * max(piece.size, _THICK):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [piece for row in rows for piece in sorted(row, key=lambda p: p.left)]
