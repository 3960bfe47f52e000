"""Numbers of persons in running text: a word for one, and shortly after it a number that passes its check.

A ten-digit number alone proves nothing; `NHS number 943 476 5919` does. The words are those that name
columns (`Detector.headers`), the check is the class's own. A recogniser for `spans.find`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.inventory.classes import Detector
from servanda.inventory.spotted import Span
from servanda.inventory.words import plain

AFTER = 48
"""Characters after the word in which the number must begin."""

# a sentence ends; an abbreviation (`no.`) does not end one
_STOP = re.compile(r"[^\W\d_]{3}[.!?;]\s")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    detector: Detector
    inside: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The recogniser; `cues` are the words of all classes by their first word."""

    cues: dict[str, tuple[tuple[tuple[str, ...], _Kind], ...]]

    def __call__(self, text: str) -> Iterator[Span]:
        """The numbers that stand after a word for them and pass its check."""
        marked = [(word.start(), word.end(), plain(word[0]).casefold()) for word in _WORD.finditer(text)]  # fmt: skip
        for at, (_, end, word) in enumerate(marked):
            for rest, kind in self.cues.get(word, ()):
                following = marked[at + 1 : at + 1 + len(rest)]
                if tuple(word for _, _, word in following) == rest:
                    yield from _numbers(text, following[-1][1] if rest else end, kind)


def _numbers(text: str, begin: int, kind: _Kind) -> Iterator[Span]:
    window = text[begin : begin + AFTER + 40]
    stop = _STOP.search(window)
    last = min(stop.start() if stop else AFTER, AFTER)
    for match in kind.inside.finditer(window):
        if match.start() > last:
            return
        if kind.detector.valid is not None and kind.detector.valid(match[0]):
            yield Span(
                start=begin + match.start(),
                end=begin + match.end(),
                data_class=kind.detector.id.replace("-", "_"),
                confidence=0.98,
                reason="a word for such a number, and its check digit is right",
            )
            return


def checked(detectors: tuple[Detector, ...]) -> Checked:
    """The recogniser of all classes whose numbers have a check digit (or the like) and are not found bare."""
    cues: dict[str, list[tuple[tuple[str, ...], _Kind]]] = {}
    for detector in detectors:
        figures = detector.pattern and any(map(str.isdigit, "".join(detector.samples)))
        if not figures or detector.valid is None or detector.chance > 0.1 or detector.in_text:
            continue
        inside = re.compile(rf"(?<![\w.-])(?:{detector.pattern})(?![\w-]|\.\d)")
        kind = _Kind(detector=detector, inside=inside)
        for header in detector.headers:
            first, *rest = header.split()
            cues.setdefault(first, []).append((tuple(rest), kind))
    # longer words first: `tax id number` before `tax id`
    return Checked(
        cues={
            first: tuple(sorted(kinds, key=lambda cue: -len(cue[0])))
            for first, kinds in cues.items()
        }
    )
