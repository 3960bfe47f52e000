"""Where in a text the findings stand, so that a person can go and look; never what stands there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from servanda.inventory.cells import LONGEST_CELL, one_line
from servanda.inventory.evidence import Classes, ColumnEvidence, Heard, Recogniser
from servanda.inventory.findings import ColumnFinding, Position
from servanda.inventory.prose.telling import FIRST as MOST
from servanda.inventory.prose.telling import starts_in

COLUMNS = ("text", "part", "page", "line", "offset")
"""The columns of a batch of prose: the text, then where it stands (see `findings.Position`)."""


@dataclass(slots=True)
class Positions:
    """The first places of each class in one text, found batch by batch."""

    classes: Classes
    found: dict[str, list[Position]]

    def add(
        self,
        texts: list[str | None],
        places: list[list[Any]],
        evidence: ColumnEvidence,
        heard: Heard,
    ) -> None:
        """Look for the classes that a batch of prose showed, as far as places are still wanted.

        `places` are part, page, line and offset of each text, `heard` is where its distinct values hold
        what they showed.
        """
        wanted = {
            name: heard.holds.get(name, set())
            for name, shown in evidence.classes.items()
            if (shown.inside or (shown.valid and name not in evidence.prose))
            and len(self.found.get(name, ())) < MOST
        }
        read = {
            name: _by_line(heard, name)
            for name in evidence.prose
            if name not in wanted and len(self.found.get(name, ())) < MOST
        }
        if not wanted and not read:
            return
        values = set().union(*wanted.values(), *read.values())
        looks = {name: r for r in self.classes.recognisers if (name := r.detector.id) in wanted}
        left = {name: self.found.setdefault(name, []) for name in (*wanted, *read)}
        # where a line holds no break its value is the line without blanks
        whole = "\n".join(filter(None, texts))
        broken = any(sign in whole for sign in "\v\f\r\x00\x1c\x1d\x1e\x85\u2028\u2029")
        for row, text in enumerate(texts):
            key = _key(text, values, broken) if text else None
            if text is None or key is None:
                continue
            for name in list(left):
                if name in wanted and key in wanted[name]:
                    starts = _starts(looks[name], text)
                elif name in read and key in read[name]:
                    starts = _moved(name, read[name][key], text, key)
                else:
                    continue
                part, page, line, offset = (column[row] for column in places)
                room = MOST - len(left[name])
                left[name] += [Position(part=part, page=page, line=line, offset=offset + start) for start in starts[:room]]  # fmt: skip
                if len(left[name]) >= MOST:
                    del left[name]
            if not left:
                return

    def told(self, findings: Collection[ColumnFinding]) -> tuple[ColumnFinding, ...]:
        """The findings with their places."""
        return tuple(
            replace(finding, at=tuple(_sorted(self.found.get(finding.data_class, ()))))
            for finding in findings
        )


def _sorted(places: Collection[Position]) -> list[Position]:
    return sorted(places, key=lambda at: (at.part, at.page, at.line, at.offset))


def _by_line(heard: Heard, name: str) -> dict[str, list[int]]:
    """How far from the beginning of each value the first ones of a class stand."""
    found: dict[str, list[int]] = {}
    for line, start in heard.places.get(name, ()):
        found.setdefault(heard.lines[line], []).append(start)
    return found


def _key(text: str, values: set[str], broken: bool) -> str | None:
    """Which of the values a text is (see `cells.texts_of`), if it is one."""
    key = text.strip()
    if key not in values:
        key = one_line(text[:LONGEST_CELL]) if broken else text[:LONGEST_CELL].strip(" \t\n")
    return key if key in values else None


def _moved(name: str, starts: list[int], text: str, key: str) -> list[int]:
    """Where in a text stands what is known of its value."""
    by = text.find(key)
    if by < 0:
        # breaks within it were taken out
        return [start for found, start in starts_in(text) if found == name]
    return [start + by for start in starts]


def _starts(recogniser: Recogniser, text: str | None) -> list[int]:
    if not text:
        return []
    detector = recogniser.detector
    if recogniser.inside is None:
        return [0] if detector.recognises(text) else []
    return [
        match.start()
        for match in recogniser.inside.finditer(text)
        if detector.valid is None or detector.valid(match[0])
    ]
