"""Numbers of persons in running text: a word for one, and shortly after it a number that passes its check.

A ten-digit number alone proves nothing; `NHS number 943 476 5919` does. The words are those that name
columns (`Detector.headers`), the check is the class's own. A recogniser for `spans.find`.

It costs little: the words are looked up by their hashes, all at once, and an expression runs only on the
few characters after a word that has a digit within reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from servanda.inventory.classes import Detector
from servanda.inventory.spotted import Span

AFTER = 48
"""Characters after the word in which the number must begin."""

# a sentence ends; an abbreviation (`no.`) does not end one
_STOP = re.compile(r"[^\W\d_]{3}[.!?;]\s")
_REASON = "a word for such a number, and its check digit is right"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    detector: Detector
    inside: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The recogniser; `cues` are the words of all classes by the hash of their first word, the longest first."""

    cues: dict[int, tuple[tuple[tuple[int, ...], _Kind], ...]]

    def __call__(self, text: str) -> Iterator[Span]:
        """The numbers that stand after a word for them and pass its check."""
        # numpy and the lists are loaded only where a text is read
        from servanda.inventory.prose.letters import codes
        from servanda.inventory.prose.reading import pieces
        from servanda.inventory.prose.tokens import tokens_of

        for start, piece in pieces(text):
            for span in self.among(tokens_of(codes(piece)), piece):
                yield span.moved(start)

    def among(self, tokens: Any, text: str) -> Iterator[Span]:
        """The same for a text whose tokens (`prose.tokens.Tokens`) are known."""
        import numpy as np

        if not len(tokens):
            return
        key = tokens.key
        heads = np.sort(np.array(list(self.cues), np.uint64))
        place = np.minimum(np.searchsorted(heads, key), len(heads) - 1)
        hit = np.flatnonzero(heads[place] == key)
        # letters and digits of a code may be parted; a number of digits there must be within reach
        digits = tokens.start[tokens.shape == _number()]
        if not len(hit) or not len(digits):
            return
        after = tokens.end[hit]
        nearest = np.searchsorted(digits, after)
        near = digits[np.minimum(nearest, len(digits) - 1)] - after
        hit = hit[(nearest < len(digits)) & (near <= 2 * AFTER)]
        done: set[tuple[int, str]] = set()
        for at in hit.tolist():
            for rest, kind in self.cues[int(key[at])]:
                if len(rest) and tuple(key[at + 1 : at + 1 + len(rest)].tolist()) != rest:
                    continue
                for span in _numbers(text, int(tokens.end[at + len(rest)]), kind):
                    if (span.start, span.data_class) not in done:
                        done.add((span.start, span.data_class))
                        yield span


def _number() -> int:
    from servanda.inventory.prose.tokens import NUMBER

    return NUMBER


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
                reason=_REASON,
            )
            return


def checked(detectors: tuple[Detector, ...]) -> Checked:
    """The recogniser of all classes whose numbers have a check digit (or the like) and are not found bare."""
    from servanda.inventory.prose.letters import codes, folded
    from servanda.inventory.prose.tokens import tokens_of

    cues: dict[int, list[tuple[tuple[int, ...], _Kind]]] = {}
    for detector in detectors:
        figures = detector.pattern and any(map(str.isdigit, "".join(detector.samples)))
        if not figures or detector.valid is None or detector.chance > 0.1 or detector.in_text:
            continue
        inside = re.compile(rf"(?<![\w.-])(?:{detector.pattern})(?![\w-]|\.\d)")
        kind = _Kind(detector=detector, inside=inside)
        for header in detector.headers:
            first, *rest = tokens_of(codes(folded(header))).key.tolist()
            cues.setdefault(first, []).append((tuple(rest), kind))
    # longer words first: `tax id number` before `tax id`
    return Checked(
        cues={
            first: tuple(sorted(kinds, key=lambda cue: -len(cue[0])))
            for first, kinds in cues.items()
        }
    )
