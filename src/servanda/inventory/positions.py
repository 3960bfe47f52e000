"""Where in a text the findings stand, so that a person can go and look; never what stands there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from servanda.inventory.evidence import Classes, ColumnEvidence, Recogniser
from servanda.inventory.findings import ColumnFinding, Position
from servanda.inventory.prose.telling import starts_in

MOST = 20
"""Positions that are kept of one class in one text."""

_AT_ONCE = 500
_AGAIN = 20_000

COLUMNS = ("text", "part", "page", "line", "offset")
"""The columns of a batch of prose: the text, then where it stands (see `findings.Position`)."""


@dataclass(slots=True)
class Positions:
    """The first places of each class in one text, found batch by batch."""

    classes: Classes
    found: dict[str, list[Position]]

    def add(self, records: Any, evidence: ColumnEvidence) -> None:
        """Look for the classes that a batch of prose showed, as far as places are still wanted."""
        wanted = [
            name
            for name, shown in evidence.classes.items()
            if (shown.inside or (shown.valid and name not in evidence.prose))
            and len(self.found.get(name, ())) < MOST
        ]
        read = [name for name in evidence.prose if name not in wanted]
        if not wanted and not read:
            return
        texts, parts, pages, lines, offsets = (column.to_pylist() for column in records.columns)
        self._read(read, texts, parts, pages, lines, offsets)
        for name in wanted:
            held = self.found.setdefault(name, [])
            recogniser = next(r for r in self.classes.recognisers if r.detector.id == name)
            for row, text in enumerate(texts):
                for start in _starts(recogniser, text):
                    held.append(
                        Position(
                            part=parts[row],
                            page=pages[row],
                            line=lines[row],
                            offset=offsets[row] + start,
                        )
                    )
                    if len(held) >= MOST:
                        break
                if len(held) >= MOST:
                    break

    def _read(self, names: list[str], texts: list[str | None], *places: list[Any]) -> None:
        """Read the first texts again for the places of what prose was found to hold."""
        left = {name for name in names if len(self.found.get(name, ())) < MOST}
        for first in range(0, min(len(texts), _AGAIN), _AT_ONCE):
            if not left:
                return
            some = [text or "" for text in texts[first : first + _AT_ONCE]]
            begins = list(accumulate((len(text) + 1 for text in some), initial=0))
            for name, start in starts_in("\n".join(some)):
                if name not in left:
                    continue
                row = bisect_right(begins, start) - 1
                part, page, line, offset = (column[first + row] for column in places)
                held = self.found.setdefault(name, [])
                held.append(
                    Position(part=part, page=page, line=line, offset=offset + start - begins[row])
                )
                if len(held) >= MOST:
                    left.discard(name)

    def told(self, findings: Collection[ColumnFinding]) -> tuple[ColumnFinding, ...]:
        """The findings with their places."""
        return tuple(
            replace(finding, at=tuple(_sorted(self.found.get(finding.data_class, ()))))
            for finding in findings
        )


def _sorted(places: Collection[Position]) -> list[Position]:
    return sorted(places, key=lambda at: (at.part, at.page, at.line, at.offset))


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
