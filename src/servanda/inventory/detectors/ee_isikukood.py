"""Estonian personal code."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Estonian personal code",
    (
        "isikukood",
        "estonian personal code",
        "ik",
    ),
    r"[1-8]\d{10}",
    Stdnum("ee.ik"),
    samples=(
        "36805022050",
        "49202252961",
    ),
    lookalikes=(
        "36805022051",
        "368050220",
        "2024-01-15",
    ),
    chance=0.01,
)
