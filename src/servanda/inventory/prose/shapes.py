"""Lines of a log: read once for each shape, and told of every line of it.

Real logs have few shapes: lines that differ in nothing but their figures. What is found in a line depends
on its figures by little (how many digits, whether a day can be one, a check digit), so the figures are put
in classes that no rule of `figures` tells apart; of lines alike in shape and classes one is read, and an
expression made from it gives the places in all others. What is not alike is read as ever.

An identifier of eight or more hexadecimal digits is opaque here: no name is looked for in it.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from stdnum import luhn

from servanda.inventory.prose.figures import CARD, DATE, IBAN, IP, MAC, SSN
from servanda.inventory.prose.found import Found, joined

LEAST = 100_000
"""Characters of a text below which it is read as a whole."""
_SAMPLE, _OFTEN, _MANY = 256, 3, 8
_BATCH = 512
_LONGEST = 4_096
_MOST = 32
"""Shapes that are kept; what has another is read as ever."""

_TWO = "[0-9][0-9]"
_DAY = rf"(?:1[89]|2[01]){_TWO}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_FIRST = r"(?:1(?:[0-9][0-9]?+)?+|2(?:[0-4][0-9]?+|5[0-5]?+|[6-9])?+|[3-9][0-9]?+)"
_OCTET = _FIRST.replace("1(", "0|1(", 1)
_HEX = r"(?=[0-9]*+[a-f])(?=[a-f]*+[0-9])[0-9a-f]{8,64}+"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_UNIT = re.compile(
    r"(?=[0-9a-f])(?:"
    rf"(?P<date>(?<![0-9]){_DAY}[T ]{_TWO}:{_TWO}(?::{_TWO}(?:[.,][0-9]{{1,9}})?Z?)?(?![0-9]))"
    rf"|(?P<net>(?<![0-9.]){_FIRST}(?:\.{_OCTET}){{3}}(?![0-9]))"
    rf"|(?P<uuid>(?<![0-9A-Za-z]){_UUID}(?![0-9A-Za-z]))"
    rf"|(?P<hex>(?<![0-9A-Za-z]){_HEX}(?![0-9A-Za-z]))"
    r"|(?P<long>[0-9]{12,}+)|(?P<zeros>0[0-9]{4,}+)|(?P<number>[0-9]++))"
)
_FIGURES = {"long": "[0-9]{12,}+", "zeros": "0[0-9]{4,10}+", "number": "(?!0[0-9]{4})[0-9]{1,11}+"}
_PARTS = re.compile(r"^.{10}(.)..:..(?::..(?:([.,])[0-9]+)?(Z?))?$")
# a card's groups or an IBAN's head: their check digits are of each line
_CHECKED = re.compile(
    r"[0-9]{4}(?:[ -][0-9]+){2}|(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2} ?[A-Za-z0-9]{4}"
)
_KIND = {"date": DATE, "net": IP}
_OWN = frozenset({CARD, IBAN, SSN, MAC})

_ROUGH = re.compile("[0-9a-f]+")

Read = Callable[[str], Found]
Spans = list[tuple[int, int, int, float]]


@dataclass(slots=True)
class _Entry:
    """The spans of lines alike in all that counts; `anchors` are groups of the expression, two a span, from
    whose ends each span's start and end are `further` on; `places` the ends of the anchors in each line.
    """

    anchors: list[int]
    further: list[int]
    kinds: list[int]
    sures: list[float]
    places: list[int] = field(default_factory=list)

    def found(self) -> Found:
        """The spans of all its lines."""
        at = np.array(self.places, np.int64).reshape(-1, len(self.anchors)) + np.array(
            self.further, np.int64
        )
        return Found(
            start=at[:, ::2].ravel(),
            end=at[:, 1::2].ravel(),
            kind=np.tile(np.array(self.kinds, np.uint8), len(at)),
            sure=np.tile(np.array(self.sures, np.float32), len(at)),
        )


@dataclass(slots=True)
class _Shape:
    """The expression of lines of one shape, its groups of figures (`long` ones apart), and what was read by
    the classes of the figures: None where each line must be read by itself.
    """

    pattern: re.Pattern[str]
    figures: tuple[int, ...]
    long: tuple[int, ...]
    units: tuple[str, ...]
    known: dict[tuple[int, ...], _Entry | None] = field(default_factory=dict)

    def classes(self, match: re.Match[str]) -> tuple[int, ...]:
        """The classes of the figures of a line; a figure of five to eleven digits is its length."""
        figures = match.group(*self.figures)
        classes = tuple(map(_classes().get, figures, map(len, figures)))
        if self.long:
            classes += tuple(_checked(match[group]) for group in self.long)
        return classes


_BOUNDS = ((), (0,), (0, 9, 12, 31), (0, 99, 120, 255, 665, 666, 899), (0, 999, 1499, 1799, 1849, 2050, 2099, 2199))  # fmt: skip


@functools.cache
def _classes() -> dict[str, int]:
    """The class of every figure of up to four digits."""
    return {
        f"{value:0{long}d}": 64 + long * 16 + bisect_left(_BOUNDS[long], value)
        for long in range(1, 5)
        for value in range(10**long)
    }


def _checked(figure: str) -> int:
    """The class of a long figure: its length, what it begins with, and whether it passes as a card's."""
    long = len(figure)
    passes = long <= 19 and luhn.is_valid(figure)
    return long * 16 + (figure[0] == "0") * 4 + ("0" < figure[0] < "7") * 2 + passes


def repeats(text: str) -> bool:
    """Whether most lines of a text have a shape that comes again and again with other figures.

    The same line again and again is prose that was copied: read as a whole it is read faster.
    """
    if len(text) < LEAST:
        return False
    lines: list[str] = []
    for nth in range(_SAMPLE):
        start = text.find("\n", nth * len(text) // _SAMPLE) + 1
        end = text.find("\n", start)
        if start and 0 <= end - start <= _LONGEST:
            lines.append(text[start:end])
    # lines of one shape are alike in this as well, and it is found in a tenth of the time
    rough = Counter(_ROUGH.sub("0", line) for line in set(lines))
    if sum(count for count in rough.values() if count >= _OFTEN) * 2 < _SAMPLE:
        return False
    shapes: dict[str, set[str]] = {}
    for line in lines:
        shapes.setdefault(_shape(line), set()).add(line)
    counts = sorted(map(len, shapes.values()), reverse=True)
    often = sum(count for count in counts[:_MOST] if count >= _OFTEN)
    return often * 2 >= _SAMPLE


def _shape(line: str) -> str:
    return _UNIT.sub(_marked, line)


def _marked(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "date":
        said = _PARTS.match(match[0])
        return "\x00d" + ("".join(part or "-" for part in said.groups()) if said else "?")
    return "\x00" + str(kind)[0]


def read_by_shape(text: str, whole: Read) -> Found:
    """The spans of a text whose lines repeat; `whole` reads what has not been met."""
    return _Book(text, whole).read()


class _Book:
    """The shapes that were met in one text."""

    def __init__(self, text: str, whole: Read) -> None:
        self.text, self.whole = text, whole
        self.order: list[_Shape] = []
        self.aside: list[tuple[int, int]] = []
        self.parts: list[Found] = []

    def read(self) -> Found:
        """Line after line; those that are like none before are put aside and read together."""
        text, size, order, short = self.text, len(self.text), self.order, _classes().get
        waiting: list[int] = []
        asked: set[tuple[int, tuple[int, ...]]] = set()
        missed = lines = here = 0
        batch = _BATCH // 8
        while here < size:
            lines += 1
            match = None
            for shape in order:
                match = shape.pattern.match(text, here)
                if match is not None:
                    break
            if match is not None:
                if shape is not order[0]:
                    order.remove(shape)
                    order.insert(0, shape)
                if shape.long:
                    classes = shape.classes(match)
                else:
                    figures = match.group(*shape.figures)
                    classes = tuple(map(short, figures, map(len, figures)))
                entry = shape.known.get(classes)
                if entry is not None:
                    if entry.anchors:
                        entry.places.extend(map(match.end, entry.anchors))
                    here = match.end() + 1
                    continue
                if classes not in shape.known:
                    question = (id(shape), classes)
                    if question in asked:
                        # one like it is to be read already
                        waiting.append(here)
                        here = match.end() + 1
                        continue
                    asked.add(question)
            here = self._put_aside(here)
            missed += 1
            if missed >= batch:
                batch += _BATCH
                self._settle(learn=True)
                self._again(waiting)
                waiting = []
                if missed * 2 > lines and lines > 8 * _BATCH:
                    # no log after all
                    self.aside.append((here, size))
                    break
        self._settle(learn=True)
        self._again(waiting)
        self._settle(learn=False)
        return self._all()

    def _put_aside(self, here: int) -> int:
        """Keep a line for later, beside the one before it where that is kept too; where the next begins."""
        end = self.text.find("\n", here)
        end = len(self.text) if end < 0 else end
        if self.aside and self.aside[-1][1] == here - 1:
            self.aside[-1] = (self.aside[-1][0], end)
        else:
            self.aside.append((here, end))
        return end + 1

    def _again(self, waiting: list[int]) -> None:
        """Look once more at lines whose like has been read since."""
        for here in waiting:
            known = self._matched(self.text, here)
            entry = known[0].known.get(known[0].classes(known[1])) if known else None
            if entry is None or known is None:
                self._put_aside(here)
            else:
                entry.places.extend(map(known[1].end, entry.anchors))

    def _settle(self, *, learn: bool) -> None:
        """Read what was put aside, and learn from it."""
        aside, self.aside = self.aside, []
        if not aside:
            return
        stretch = "\n".join(self.text[start:end] for start, end in aside)
        found = self.whole(stretch)
        begins = np.cumsum([0, *(end - start + 1 for start, end in aside)])[:-1]
        region = np.searchsorted(begins, found.start, side="right") - 1
        moved = np.array([start for start, _ in aside], np.int64) - begins
        start, end = found.start + moved[region], found.end + moved[region]
        # what reaches over from one stretch into the next stands in neither
        inside = end <= np.array([stop for _, stop in aside], np.int64)[region]
        self.parts.append(
            Found(
                start=start[inside],
                end=end[inside],
                kind=found.kind[inside],
                sure=found.sure[inside],
            )
        )
        if learn and len(stretch) <= _LONGEST * _BATCH:
            self._learn(stretch, found)

    def _learn(self, stretch: str, found: Found) -> None:
        """What was found in each line is what will be found in all that are like it."""
        columns = (
            found.start.tolist(),
            found.end.tolist(),
            found.kind.tolist(),
            found.sure.tolist(),
        )
        spans = list(zip(*columns, strict=True))
        starts, ends = columns[:2]

        def within(begin: int, line: str) -> Spans | None:
            first, last = bisect_left(starts, begin), bisect_right(starts, begin + len(line))
            if first and ends[first - 1] > begin:
                return None
            return [(a - begin, b - begin, kind, sure) for a, b, kind, sure in spans[first:last]]

        lines: list[tuple[int, str]] = []
        begin = 0
        for line in stretch.split("\n"):
            if len(line) <= _LONGEST:
                lines.append((begin, line))
            begin += len(line) + 1
        new = [(_shape(line), begin, line) for begin, line in lines if not self._matched(line, 0)]
        often = Counter(name for name, _, _ in new)
        for name, begin, line in new:
            mine = within(begin, line)
            if mine is not None and often[name] >= _OFTEN and len(self.order) < _MOST:
                alike = [other for said, _, other in new if said == name]
                often[name] = 0
                self.order.append(_made(line, mine, _fixed(alike)))
        for begin, line in lines:
            known = self._matched(line, 0)
            if known is not None:
                shape, match = known
                classes = shape.classes(match)
                if classes not in shape.known:
                    mine = within(begin, line)
                    shape.known[classes] = (
                        None if mine is None else _entry(line, match, shape, mine)
                    )

    def _matched(self, text: str, here: int) -> tuple[_Shape, re.Match[str]] | None:
        for shape in self.order:
            match = shape.pattern.match(text, here)
            if match is not None:
                return shape, match
        return None

    def _all(self) -> Found:
        """Everything in the order of the text."""
        entries = (entry for shape in self.order for entry in shape.known.values())
        found = joined(
            [*self.parts, *(entry.found() for entry in entries if entry and entry.places)]
        )
        order = np.argsort(found.start, kind="stable")
        return Found(
            start=found.start[order],
            end=found.end[order],
            kind=found.kind[order],
            sure=found.sure[order],
        )


def _fixed(lines: list[str]) -> list[bool]:
    """Which figures are the same in all of many lines, as the version of a protocol is."""
    if len(lines) < _MANY:
        return []
    columns = zip(*([match[0] for match in _UNIT.finditer(line)] for line in lines), strict=True)
    return [len(set(column)) == 1 for column in columns]


def _made(line: str, spans: Spans, fixed: list[bool]) -> _Shape:
    """The expression of lines like this one."""
    held = {(start, end): kind for start, end, kind, _ in spans}
    source, units = ["()"], ["start"]
    groups: dict[str, list[int]] = {"long": [], "number": [], "zeros": []}
    at = 0

    def add(start: int, end: int, kind: str) -> None:
        nonlocal at
        source.append(re.escape(line[at:start]))
        source.append(f"({_FIGURES.get(kind) or _expression(kind, line[start:end])})")
        units.append(kind)
        if kind in groups:
            groups[kind].append(len(units))
        at = end

    for nth, match in enumerate(_UNIT.finditer(line)):
        kind = match.lastgroup or ""
        if fixed and fixed[nth]:
            continue
        if kind not in _KIND or held.get(match.span()) == _KIND[kind]:
            add(*match.span(), kind)
            continue
        # no date and no address here: figures like all others
        for one in re.finditer("[0-9]+", match[0]):
            zeros = len(one[0]) > 4 and one[0][0] == "0"
            place = match.start() + one.start()
            add(place, place + len(one[0]), "zeros" if zeros else "number")
    source.append(re.escape(line[at:]))
    figures = sorted(groups["number"] + groups["zeros"])
    # two of them at least, so that `match.group` gives a tuple
    figures += [1] * (2 - len(figures))
    pattern = re.compile("".join(source) + "$", re.MULTILINE)
    return _Shape(pattern, tuple(figures), tuple(groups["long"]), tuple(units))


def _expression(kind: str, said: str) -> str:
    if kind == "hex":
        return _HEX
    if kind == "uuid":
        return _UUID
    if kind == "net":
        return rf"{_FIRST}(?:\.{_OCTET}){{3}}"
    parts = _PARTS.match(said)
    between, point, zone = parts.groups() if parts else ("T", None, None)
    rest = "" if zone is None else f":{_TWO}" + (f"[{point}][0-9]{{1,9}}+" if point else "") + zone
    return f"{_DAY}{between}{_TWO}:{_TWO}{rest}"


def _entry(line: str, match: re.Match[str], shape: _Shape, spans: Spans) -> _Entry | None:
    """The spans by the groups of the expression; None where each line must be read by itself."""
    units = match.regs[1:]
    ends = [end for _, end in units]
    held = {(start, end): kind for start, end, kind, _ in spans}
    plain = list(line)
    for unit, (start, end) in zip(shape.units, units, strict=True):
        if unit in _KIND and held.get((start, end)) != _KIND[unit]:
            return None
        if unit in ("hex", "uuid") and any(a < end and start < b for a, b in held):
            return None
        if unit in _KIND or unit in ("hex", "uuid"):
            plain[start:end] = "~" * (end - start)
    if _CHECKED.search("".join(plain)):
        return None
    anchors: list[int] = []
    further: list[int] = []
    for start, end, kind, _ in spans:
        if kind in _OWN or end > len(line):
            return None
        for at in (start, end):
            nth = bisect_right(ends, at) - 1
            if nth + 1 < len(units) and units[nth + 1][0] < at:
                return None  # inside a figure
            anchors.append(nth + 1)
            further.append(at - ends[nth])
    return _Entry(anchors, further, [kind for _, _, kind, _ in spans], [sure for *_, sure in spans])
