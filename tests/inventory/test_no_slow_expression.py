"""No expression of the inventory can be driven to quadratic time, whatever it reads.

Every expression of every detector and every module is given strings made to hurt it; eight times as much
of them may take eight times as long, with room for noise, and never sixty-four times. What an expression
is asked in the source (`search`, or only `match`) is how it is tried here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from adversarial import attacks, slow
from expressions import Standing, distinct, standing
from servanda import registry
from servanda.inventory.checked import checked
from servanda.inventory.evidence import compile_classes


def _of_detectors() -> Iterator[tuple[str, re.Pattern[str]]]:
    for one in compile_classes(registry.detectors(), None).recognisers:
        for kind in ("full", "fits", "inside"):
            pattern = getattr(one, kind)
            if pattern is not None:
                yield f"{one.detector.id}.{kind}", pattern
    for cues in checked(registry.detectors()).cues.values():
        for _, found in cues:
            yield f"{found.detector.id}.after-a-word", found.inside


def _everywhere() -> Iterator[Standing]:
    for name, pattern in _of_detectors():
        yield name, pattern, not name.endswith((".inside", ".after-a-word"))
    yield from standing("servanda.inventory")


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        pytest.param(pattern, anchored, id=name)
        for name, pattern, anchored in distinct(_everywhere())
    ],
)
def test_it_is_linear(pattern: re.Pattern[Any], anchored: bool) -> None:
    # once more where it looks slow: another process may have had the core
    assert slow(pattern, anchored) == "" or slow(pattern, anchored) == ""


@pytest.mark.parametrize("expression", [r"\d+x", r"[a-z.]+@", r"(?:ab)+c", r"<[^\n]*>"])
def test_what_is_slow_is_seen(expression: str) -> None:
    assert slow(re.compile(expression), size=1000)


def test_the_strings_go_into_every_repeat() -> None:
    made = list(attacks(r"ab(?:c\d{0,50}x)?[._]{1,99}", 0, 300))
    assert any(text.startswith("abc11111") for text in made)
    assert any(text.startswith("ab......") for text in made)
    assert all(len(text) < 500 for text in made)
