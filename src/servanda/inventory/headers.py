"""What a column's name says about its class, before a value is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from servanda.inventory.classes import Detector
from servanda.inventory.words import ASIDE, COMPANIES, PEOPLE, singular, words

Says = Literal["clear", "weak"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameEvidence:
    """`clear`: the name alone names the class. `weak`: only together with values that speak for it.

    `length` is how many words of the name said it.
    """

    says: Says
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    detector: str
    hint: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """The header words of all detectors, ready for look-up."""

    entries: dict[str, tuple[_Entry, ...]]
    detectors: dict[str, Detector]
    vocabulary: frozenset[str]
    speaks_against: dict[str, tuple[str, ...]]
    longest: int

    def split(self, name: str) -> tuple[str, ...]:
        """The words of a name, cut by the words that any detector knows."""
        return words(name, self.vocabulary)

    def about_people(self, name: str) -> bool:
        """Whether a table's or column's name holds a word for a person."""
        return any(word in PEOPLE or singular(word) in PEOPLE for word in self.split(name))

    def about_companies(self, name: str) -> bool:
        """Whether a table's name holds a word for a company, and none for a person."""
        return not self.about_people(name) and any(
            word in COMPANIES or singular(word) in COMPANIES for word in self.split(name)
        )

    def read(self, table: str, column: str) -> dict[str, NameEvidence]:
        """What the name of a column says, by detector."""
        parts = self.split(column)[:12]
        around = {*self.split(table)}
        around |= {singular(word) for word in around}
        spans = self._spans(parts)
        found: dict[str, tuple[NameEvidence, tuple[int, int]]] = {}
        for (start, end), entry in spans:
            detector = self.detectors[entry.detector]
            rest = {*parts[:start], *parts[end:]}
            if any(word in detector.unless or singular(word) in detector.unless for word in rest):
                continue
            says: Says = "clear"
            # a hint needs its table; words beside the class's own make the column one about it
            if entry.hint:
                known = around & ({*detector.tables} or PEOPLE)
                says = "clear" if known else "weak"
            if any(word in ASIDE for word in rest):
                says = "weak"
            evidence = NameEvidence(says=says, length=end - start)
            before = found.get(entry.detector)
            if before is None or (says == "clear", end - start) > (
                before[0].says == "clear",
                before[0].length,
            ):
                found[entry.detector] = (evidence, (start, end))
        return {
            name: evidence
            for name, (evidence, span) in found.items()
            if not any(_covers(other, span) for _, other in found.values())
        }

    def against(self, column: str) -> frozenset[str]:
        """The detectors that a word of the column's name speaks against (`language`: no nationality)."""
        parts = {*self.split(column)}
        parts |= {singular(word) for word in parts}
        return frozenset(name for word in parts for name in self.speaks_against.get(word, ()))

    def _spans(self, parts: tuple[str, ...]) -> list[tuple[tuple[int, int], _Entry]]:
        spans: list[tuple[tuple[int, int], _Entry]] = []
        for start in range(len(parts)):
            for end in range(start + 1, min(len(parts), start + self.longest) + 1):
                joined = "".join(parts[start:end])
                for key in {joined, "".join((*parts[start : end - 1], singular(parts[end - 1])))}:
                    spans.extend(((start, end), entry) for entry in self.entries.get(key, ()))
        return spans


def _covers(other: tuple[int, int], span: tuple[int, int]) -> bool:
    return other != span and other[0] <= span[0] and span[1] <= other[1]


def headers_of(detectors: tuple[Detector, ...]) -> Headers:
    """Prepare the header words of `detectors`."""
    entries: dict[str, list[_Entry]] = {}
    against: dict[str, list[str]] = {}
    vocabulary: set[str] = {*PEOPLE, *COMPANIES}
    longest = 1
    for detector in detectors:
        for hint, texts in ((False, detector.headers), (True, detector.hints)):
            for text in texts:
                parts = text.split()
                # letters of one word may arrive cut ("e_mail"), so leave room for one more
                longest = max(longest, len(parts) + 1)
                vocabulary.update(parts)
                entries.setdefault("".join(parts), []).append(
                    _Entry(detector=detector.id, hint=hint)
                )
        vocabulary.update(detector.unless, detector.tables)
        for word in detector.unless:
            against.setdefault(word, []).append(detector.id)
    return Headers(
        entries={key: tuple(found) for key, found in entries.items()},
        detectors={detector.id: detector for detector in detectors},
        vocabulary=frozenset(vocabulary),
        speaks_against={word: tuple(names) for word, names in against.items()},
        longest=longest,
    )
