"""No expression of any room can be driven to quadratic time, whatever text, page or file it reads.

As in `tests/inventory/test_no_slow_expression.py`: each is given strings made to hurt it, and is asked what
the source asks of it (`search`, or only `match`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from adversarial import slow
from expressions import Standing, distinct, standing

ROOMS = (
    "servanda.base",
    "servanda.law",
    "servanda.documents",
    "servanda.agreements",
    "servanda.obligations",
    "servanda.safeguards",
    "servanda.controls",
    "servanda.incidents",
    "servanda.reports",
    "servanda_app",
    "servanda_cli",
)


def _everywhere() -> Iterator[Standing]:
    for room in ROOMS:
        for name, pattern, anchored in standing(room):
            yield f"{room.removeprefix('servanda.')}.{name}", pattern, anchored


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
