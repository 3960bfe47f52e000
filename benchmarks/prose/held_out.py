"""`python -m benchmarks.prose.held_out [--missed]`: our own texts of kinds that nothing was tuned on.

Prints the character F2 of each kind (whatever the class) and the false alarms in 1,000 words.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass, field
from pathlib import Path

from servanda.inventory.spans import find

_MARK = re.compile(
    r"\[(title|person|place|firm|folk|date|age|phone|email|address|ip|card)\|([^]]+)\]"
)


@dataclass(slots=True)
class Held:
    """A text and the characters in it that are customer data, by (start, end, kind)."""

    kind: str
    text: str = ""
    spans: list[tuple[int, int, str]] = field(default_factory=list)


def held_out() -> list[Held]:
    """All texts in order."""
    found: list[Held] = []
    kind = ""
    for line in (Path(__file__).parent / "held_out.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            kind = line[3:]
        elif line and not line.startswith("#"):
            found.append(_parsed(kind, line.replace("\\n", "\n")))
    return found


def _parsed(kind: str, line: str) -> Held:
    held, at = Held(kind), 0
    for mark in _MARK.finditer(line):
        held.text += line[at : mark.start()]
        held.spans.append((len(held.text), len(held.text) + len(mark[2]), mark[1]))
        held.text += mark[2]
        at = mark.end()
    held.text += line[at:]
    return held


@dataclass(slots=True)
class Figures:
    """Characters both said and there, said, and there; words; spans that touch nothing that is there."""

    both: int = 0
    said: int = 0
    there: int = 0
    words: int = 0
    false: int = 0

    @property
    def f2(self) -> float:
        """The F-measure in which a miss weighs as four false alarms."""
        return 5 * self.both / (self.said + 4 * self.there) if self.said + self.there else 1.0


def measured(missed: bool = False) -> dict[str, Figures]:
    """The figures of each kind of text, and of all."""
    figures: dict[str, Figures] = {}
    for held in held_out():
        found = find(held.text)
        ours = {at for span in found for at in range(span.start, span.end)}
        true = {at for start, end, _ in held.spans for at in range(start, end)}
        # blanks inside a name are neither here nor there
        ours, true = ({at for at in some if not held.text[at].isspace()} for some in (ours, true))
        for name in (held.kind, "all"):
            one = figures.setdefault(name, Figures())
            one.both += len(ours & true)
            one.said += len(ours)
            one.there += len(true)
            one.words += len(held.text.split())
            one.false += sum(
                all(span.end <= start or end <= span.start for start, end, _ in held.spans)
                for span in found
            )
        if missed:
            lost = [(held.text[a:b], k) for a, b, k in held.spans if not set(range(a, b)) & ours]
            false = [
                (held.text[s.start : s.end], s.data_class)
                for s in found
                if all(s.end <= a or b <= s.start for a, b, _ in held.spans)
            ]
            if lost or false:
                print(held.kind, "missed", lost, "false", false)
    return figures


def main() -> None:
    """Print a line a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true")
    for name, one in measured(parser.parse_args().missed).items():
        print(
            f"{name:10} character F2 {one.f2:.3f}, {1000 * one.false / one.words:5.1f} false alarms in 1,000 words"
        )


if __name__ == "__main__":
    main()
