"""`python -m benchmarks.prose.held_out [--set 1|2|3] [--missed]`: our own texts of kinds that nothing was tuned on.

Prints for each kind of text the F2 of strict spans (start, end and class), of characters (whatever the
class), and the false alarms in 1,000 words. The second set was labelled before anything was read with it.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass, field
from pathlib import Path

from servanda.inventory.spans import find

_MARK = re.compile(
    r"\[(title|person|place|firm|folk|date|age|phone|email|address|ip|card|zip|id|any)\|([^]]+)\]"
)

CLASSES = {
    "title": {"honorific"}, "person": {"full_name", "given_name", "family_name"}, "place": {"city", "region", "country"},
    "firm": {"organisation"}, "folk": {"nationality", "religion", "political_opinion"}, "date": {"date", "date_of_birth"},
    "age": {"age"}, "phone": {"phone"}, "email": {"email"}, "address": {"street_address"}, "ip": {"ip_address"},
    "card": {"payment_card"}, "zip": {"postcode"},
}  # fmt: skip
"""The classes that are right for each mark; `id` takes any class that is none of these, `any` anything."""

_NAMED = frozenset().union(*CLASSES.values())


@dataclass(slots=True)
class Held:
    """A text and the characters in it that are customer data, by (start, end, kind)."""

    kind: str
    text: str = ""
    spans: list[tuple[int, int, str]] = field(default_factory=list)


def held_out(name: str = "held_out") -> list[Held]:
    """All texts of a set in order."""
    found: list[Held] = []
    kind = ""
    for line in (Path(__file__).parent / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            kind = line[3:]
        elif line and not line.startswith("#"):
            found.append(_parsed(kind, line.replace("\\n", "\n").replace("\\t", "\t")))
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
    """Characters both said and there, said, and there; the same of whole spans; words; spans that touch nothing."""

    both: int = 0
    said: int = 0
    there: int = 0
    whole: int = 0
    spans: int = 0
    marks: int = 0
    words: int = 0
    false: int = 0

    @property
    def f2(self) -> float:
        """The F-measure of characters in which a miss weighs as four false alarms."""
        return 5 * self.both / (self.said + 4 * self.there) if self.said + self.there else 1.0

    @property
    def strict(self) -> float:
        """The same of spans that are right in start, end and class."""
        return 5 * self.whole / (self.spans + 4 * self.marks) if self.spans + self.marks else 1.0


def right(kind: str, data_class: str) -> bool:
    """Whether a class is what the mark asks for."""
    return data_class in CLASSES[kind] if kind in CLASSES else data_class not in _NAMED


def measured(missed: bool = False, name: str = "held_out") -> dict[str, Figures]:
    """The figures of each kind of text, and of all."""
    figures: dict[str, Figures] = {}
    for held in held_out(name):
        free = [(a, b) for a, b, kind in held.spans if kind == "any"]
        marks = [span for span in held.spans if span[2] != "any"]
        found = [
            span
            for span in find(held.text)
            if not any(span.start < b and a < span.end for a, b in free)
            or any(span.start < b and a < span.end for a, b, _ in marks)
        ]
        ours = {at for span in found for at in range(span.start, span.end)}
        true = {at for start, end, _ in marks for at in range(start, end)}
        # blanks inside a name are neither here nor there
        ours, true = ({at for at in some if not held.text[at].isspace()} for some in (ours, true))
        hits = {
            (a, b, kind)
            for a, b, kind in marks
            for span in found
            if (span.start, span.end) == (a, b) and right(kind, span.data_class)
        }
        false = [
            span for span in found if all(span.end <= a or b <= span.start for a, b, _ in marks)
        ]
        for group in (held.kind, "all"):
            one = figures.setdefault(group, Figures())
            one.both += len(ours & true)
            one.said += len(ours)
            one.there += len(true)
            one.whole += len(hits)
            one.spans += len(found)
            one.marks += len(marks)
            one.words += len(held.text.split())
            one.false += len(false)
        if missed and (len(hits) < len(marks) or len(hits) < len(found)):
            lost = [(held.text[a:b], kind) for a, b, kind in marks if (a, b, kind) not in hits]
            wrong = [
                (held.text[s.start : s.end], s.data_class)
                for s in found
                if not any((s.start, s.end) == (a, b) for a, b, _ in hits)
            ]
            print(held.kind, "missed", lost, "false", wrong)
    return figures


def main() -> None:
    """Print a line a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--set", choices=("1", "2", "3"), default="1")
    asked = parser.parse_args()
    name = "held_out" if asked.set == "1" else f"held_out_{asked.set}"
    for kind, one in measured(asked.missed, name).items():
        print(
            f"{kind:10} strict F2 {one.strict:.3f}, character F2 {one.f2:.3f}, {1000 * one.false / one.words:5.1f} false alarms"
            f" in 1,000 words"
        )


if __name__ == "__main__":
    main()
