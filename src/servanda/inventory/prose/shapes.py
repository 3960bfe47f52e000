"""Lines of a log: read once for each shape, and told of every line of it.

Real logs have few shapes: lines that differ in nothing but their figures. What is found in a line depends
on its figures by little (how many digits, whether a day can be one, a check digit), so the figures are put
in classes that no rule of `figures` tells apart; of lines alike in shape and classes one is read, and the
places in all others are counted from the ends of their figures. What is not alike is read as ever.

An identifier of eight or more hexadecimal digits is opaque here: no name is looked for in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from servanda.inventory.prose.columns import OPAQUE, Columns, Figures, columns_of
from servanda.inventory.prose.figures import CARD, DATE, IBAN, IP, MAC, SSN
from servanda.inventory.prose.found import Found, joined
from servanda.inventory.prose.letters import codes
from servanda.inventory.prose.tokens import Ints

LEAST = 100_000
"""Characters of a text below which it is read as a whole."""
_SAMPLE, _OFTEN, _MOST = 256, 3, 32
_BLOCK = 4_000_000
"""Characters whose lines are compared at once."""
_ALIKE = 8
"""Lines of one shape in a block from which on the shape is learned."""
_LONGEST = 4_096
_ROUNDS = 3

_TWO = "[0-9][0-9]"
_DAY = rf"(?:1[89]|2[01]){_TWO}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_FIRST = r"(?:1(?:[0-9][0-9]?)?|2(?:[0-4][0-9]?|5[0-5]?|[6-9])?|[3-9][0-9]?)"
_OCTET = _FIRST.replace("1(", "0|1(", 1)
_UNIT = re.compile(
    rf"(?P<date>(?<![0-9]){_DAY}[T ]{_TWO}:{_TWO}(?::{_TWO}(?:[.,][0-9]{{1,9}})?Z?)?(?![0-9]))"
    rf"|(?P<net>(?<![0-9.]){_FIRST}(?:\.{_OCTET}){{3}}(?![0-9]))"
)
# a card's groups or an IBAN's head: their check digits are of each line
_CHECKED = re.compile(
    r"[0-9]{4}(?:[ -][0-9]+){2}|(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2} ?[A-Za-z0-9]{4}"
)
_KIND = {"date": DATE, "net": IP}
_OWN = frozenset({CARD, IBAN, SSN, MAC})

Read = Callable[[str], Found]
Spans = list[tuple[int, int, int, float]]
Entry = tuple[tuple[int, int, int, int, int, float], ...]
"""The spans of lines alike in all that counts: the figure from whose end the span's start is counted and by
how much, the same of its end, kind and confidence. Figure 0 is the beginning of the line.
"""


@dataclass(slots=True)
class _Shape:
    """Lines alike but for their figures: `units` are dates and addresses of the net, by their first figure
    how many they are and how far beyond the last one they reach; `known` what was read by the classes of the figures, as a number (-1: each line
    must be read by itself).
    """

    units: dict[int, tuple[str, int, int]]
    known: dict[int, int] = field(default_factory=dict)
    wrong: bool = False


@dataclass(slots=True)
class _Group:
    """The lines of one shape in a block, their beginnings, the first figure of each, and how many it has.

    `keys` are the classes of figures that occur, as one number, `which` of them each line has, `sample` a
    line of each.
    """

    shape: _Shape
    lines: Ints
    begin: Ints
    first: Ints
    count: int
    keys: list[int] = field(default_factory=list)
    which: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    sample: list[int] = field(default_factory=list)


def repeats(text: str) -> bool:
    """Whether most lines of a text have a shape that comes again and again with other figures.

    The same line again and again is prose that was copied: read as a whole it is read faster.
    """
    if len(text) < LEAST or "\x00" in text or "\x01" in text:
        return False
    lines: set[str] = set()
    for nth in range(_SAMPLE):
        start = text.find("\n", nth * len(text) // _SAMPLE) + 1
        end = text.find("\n", start)
        if start and 0 <= end - start <= _LONGEST:
            lines.add(text[start:end])
    if len(lines) * 2 < _SAMPLE:
        return False
    counts = np.unique(columns_of(codes("\n".join(lines))).key, return_counts=True)[1]
    often = np.sort(counts[counts >= _OFTEN])[-_MOST:]
    return int(often.sum()) * 2 >= _SAMPLE


def read_by_shape(text: str, whole: Read) -> Found:
    """The spans of a text whose lines repeat; `whole` reads what has not been met."""
    return _Book(text, whole).read()


class _Book:
    """The shapes that were met in one text."""

    def __init__(self, text: str, whole: Read) -> None:
        self.text, self.whole = text, whole
        self.shapes: dict[int, _Shape] = {}
        self.entries: dict[Entry, int] = {}
        self.parts: list[Found] = []

    def read(self) -> Found:
        """Block after block; lines that are like none before are put aside and read together."""
        text, here, rest = self.text, 0, 0
        while here < len(text):
            end = len(text)
            if end - here > _BLOCK:
                end = text.rfind("\n", here, here + _BLOCK) + 1 or text.find("\n", here) + 1 or end
            columns = columns_of(codes(text[here:end]), here)
            aside = self._block(columns)
            self._read_aside(columns.start[aside], columns.end[aside])
            rest += len(aside) - len(columns.start) // 2
            here = end
            if rest > 0:
                # no log after all
                self._read_aside(np.array([here]), np.array([len(text)]))
                break
        found = joined(self.parts)
        order = np.argsort(found.start, kind="stable")
        return Found(
            start=found.start[order],
            end=found.end[order],
            kind=found.kind[order],
            sure=found.sure[order],
        )

    def _block(self, columns: Columns) -> Ints:
        """Tell of the lines that have a known shape; the others are left."""
        order = np.argsort(columns.key, kind="stable")
        keys = columns.key[order]
        begins = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else order
        ends = np.append(begins[1:], len(keys))
        groups: list[_Group] = []
        left: list[Ints] = []
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            lines, key = order[begin:end], int(keys[begin])
            shape = self.shapes.get(key)
            if shape is None:
                if end - begin < _ALIKE or self._long(columns, lines[0]):
                    left.append(lines)
                    continue
                shape = self.shapes[key] = _Shape(self._units(columns, int(lines[0])))
            first = columns.first[lines]
            count = int(columns.first[lines[0] + 1] - first[0])
            groups.append(_Group(shape, lines, columns.start[lines], first, count))
        for _ in range(_ROUNDS):
            questions: list[tuple[_Group, int, int]] = []
            for group in groups:
                left.append(_sorted_out(group, columns.figures))
                known = group.shape.known
                some = zip(group.keys, group.sample, strict=True)
                questions += [(group, key, line) for key, line in some if key not in known]
            self._learn(columns, questions)
            again = [group for group in groups if group.shape.wrong]
            for group in groups:
                if not group.shape.wrong:
                    left.append(self._tell(group, columns.figures))
            for group in again:
                group.shape.wrong = False
            groups = again
        left += [group.lines for group in groups]
        return np.sort(np.concatenate([*left, np.zeros(0, np.int64)]))

    def _long(self, columns: Columns, line: int) -> bool:
        return bool(columns.end[line] - columns.start[line] > _LONGEST)

    def _units(self, columns: Columns, line: int) -> dict[int, tuple[str, int, int]]:
        """The dates and addresses of the net in a line, by their first figure."""
        base = int(columns.start[line])
        low, high = columns.first[line : line + 2].tolist()
        starts = (columns.figures.start[low:high] - base).tolist()
        units: dict[int, tuple[str, int, int]] = {}
        for match in _UNIT.finditer(self.text[base : int(columns.end[line])]):
            nth = bisect_left(starts, match.start())
            last = bisect_left(starts, match.end())
            further = match.end() + base - int(columns.figures.end[low + last - 1])
            units[nth] = (str(match.lastgroup), last - nth, further)
        return units

    def _learn(self, columns: Columns, questions: list[tuple[_Group, int, int]]) -> None:
        """What is found in one line is what will be found in all that are like it."""
        if not questions:
            return
        lines = [self.text[columns.start[line] : columns.end[line]] for _, _, line in questions]
        found = self.whole("\n".join(lines))
        starts, ends = found.start.tolist(), found.end.tolist()
        spans = list(zip(starts, ends, found.kind.tolist(), found.sure.tolist(), strict=True))
        begin = 0
        for (group, key, number), line in zip(questions, lines, strict=True):
            first, last = bisect_left(starts, begin), bisect_right(starts, begin + len(line))
            mine: Spans | None = None
            if not first or ends[first - 1] <= begin:
                mine = [
                    (a - begin, b - begin, kind, sure) for a, b, kind, sure in spans[first:last]
                ]
            base, low = int(columns.start[number]), int(columns.first[number])
            figures = columns.figures
            runs = [
                (a - base, b - base, kind)
                for a, b, kind in zip(
                    figures.start[low : low + group.count].tolist(),
                    figures.end[low : low + group.count].tolist(),
                    figures.kind[low : low + group.count].tolist(),
                    strict=True,
                )
            ]
            entry = None if mine is None else _entry(line, runs, group.shape, mine)
            if entry is None:
                group.shape.known[key] = -1
            else:
                group.shape.known[key] = self.entries.setdefault(entry, len(self.entries))
            begin += len(line) + 1
        for group, _, _ in questions:
            if group.shape.wrong:
                group.shape.known.clear()

    def _tell(self, group: _Group, figures: Figures) -> Ints:
        """The spans of the lines of a group; those that have to be read by themselves are left."""
        if not len(group.lines):
            return group.lines
        number = np.array([group.shape.known.get(key, -1) for key in group.keys], np.int64)
        numbers = number[group.which]
        entries = list(self.entries)
        for one in np.unique(number[number >= 0]).tolist():
            if not entries[one]:
                continue
            rows = np.flatnonzero(numbers == one)
            low = group.first[rows]
            begin = group.begin[rows]
            for nth_start, start, nth_end, end, kind, sure in entries[one]:
                self.parts.append(
                    Found(
                        start=_from(figures, begin, low, nth_start) + start,
                        end=_from(figures, begin, low, nth_end) + end,
                        kind=np.full(len(rows), kind, np.uint8),
                        sure=np.full(len(rows), sure, np.float32),
                    )
                )
        return group.lines[numbers < 0]

    def _read_aside(self, start: Ints, end: Ints) -> None:
        """Read lines by themselves, those that stand together as one."""
        if not len(start):
            return
        apart = np.append(True, start[1:] != end[:-1] + 1)
        first = start[apart]
        last = end[np.append(np.flatnonzero(apart)[1:] - 1, len(end) - 1)]
        stretch = "\n".join(
            self.text[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True)
        )
        found = self.whole(stretch)
        begins = np.append(0, np.cumsum(last - first + 1)[:-1])
        region = np.searchsorted(begins, found.start, side="right") - 1
        moved = first - begins
        begin, stop = found.start + moved[region], found.end + moved[region]
        # what reaches over from one stretch into the next stands in neither
        inside = stop <= last[region]
        self.parts.append(
            Found(
                start=begin[inside],
                end=stop[inside],
                kind=found.kind[inside],
                sure=found.sure[inside],
            )
        )


_ODD = np.random.default_rng(7).integers(1, 1 << 62, 4_096, np.int64) * 2 + 1


def _sorted_out(group: _Group, figures: Figures) -> Ints:
    """Sort the lines of a group by the classes of their figures; those whose dates are none are left."""
    columns = group.first[:, None] + np.arange(group.count)
    fine = np.ones(len(group.lines), bool)
    sorts = figures.sort[columns]
    for nth, (kind, count, _) in group.shape.units.items():
        unit = columns[:, nth : nth + count]
        fine &= (_a_date if kind == "date" else _an_address)(figures, unit)
        sorts[:, nth : nth + count] = 0
    left = group.lines[~fine]
    group.lines, group.begin, group.first = (
        group.lines[fine],
        group.begin[fine],
        group.first[fine],
    )
    keys, sample, group.which = np.unique(
        sorts[fine] @ _ODD[: group.count], return_index=True, return_inverse=True
    )
    group.keys, group.sample = keys.tolist(), group.lines[sample].tolist()
    if len(keys) * 2 > len(group.lines) and not group.shape.known:
        # as many kinds of lines as lines
        left = np.concatenate([left, group.lines])
        group.lines, group.keys, group.sample = group.lines[:0], [], []
    return left


def _a_date(figures: Figures, unit: Ints) -> npt.NDArray[np.bool_]:
    """Whether the figures of each line are those of a day and a time of day, as `_UNIT` has them."""
    long, value = figures.long[unit], figures.value[unit]
    year, month, day = value[:, 0], value[:, 1], value[:, 2]
    fine = (long[:, 0] == 4) & (year >= 1800) & (year < 2200)
    fine &= (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    fine &= (long[:, 1:6] == 2).all(axis=1)
    fine &= (long[:, 6:] <= 9).all(axis=1)
    found: npt.NDArray[np.bool_] = fine
    return found


def _an_address(figures: Figures, unit: Ints) -> npt.NDArray[np.bool_]:
    """Whether the figures of each line are those of an address of the net, as `_UNIT` has them."""
    long, value = figures.long[unit], figures.value[unit]
    fine = (long <= 3) & (value <= 255)
    # no zero leads
    fine &= value >= np.array([0, 10, 100, 0])[np.minimum(long, 4) - 1]
    found: npt.NDArray[np.bool_] = fine.all(axis=1) & (value[:, 0] > 0)
    return found


def _from(figures: Figures, begin: Ints, first: Ints, nth: int) -> Ints:
    """The end of the figure of that number in each line; of none the line's beginning."""
    return figures.end[first + nth - 1] if nth else begin


def _entry(
    line: str, runs: list[tuple[int, int, int]], shape: _Shape, spans: Spans
) -> Entry | None:
    """The spans by the figures before them; None where each line must be read by itself."""
    held = {(start, end): kind for start, end, kind, _ in spans}
    plain = list(line)
    # where figures begin and end, and which is the last one up to there
    begins, ends, numbers = [0], [0], [0]
    nth = 0
    while nth < len(runs):
        start, end, kind = runs[nth]
        unit, count, further = shape.units.get(nth, ("", 1, 0))
        end = runs[nth + count - 1][1] + further
        if unit and held.get((start, end)) != _KIND[unit]:
            # figures like all others
            del shape.units[nth]
            shape.wrong = True
            return None
        if kind == OPAQUE and any(a < end and start < b for a, b in held):
            return None
        if unit or kind == OPAQUE:
            plain[start:end] = "~" * (end - start)
        nth += count
        begins.append(start)
        ends.append(end)
        numbers.append(nth)
    if _CHECKED.search("".join(plain)):
        return None
    entry: list[tuple[int, int, int, int, int, float]] = []
    for start, end, kind, sure in spans:
        if kind in _OWN or end > len(line):
            return None
        anchors: list[int] = []
        for at in (start, end):
            one = bisect_right(ends, at) - 1
            if one + 1 < len(begins) and begins[one + 1] < at:
                return None  # inside a figure
            nth = numbers[one]
            anchors += [nth, at - (runs[nth - 1][1] if nth else 0)]
        entry.append((anchors[0], anchors[1], anchors[2], anchors[3], kind, sure))
    return tuple(entry)
