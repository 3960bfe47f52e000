"""Bulgarian EGN."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Bulgarian EGN",
    (
        "egn",
        "uniform civil number",
        "edinen grazhdanski nomer",
    ),
    r"\d{10}",
    Stdnum("bg.egn"),
    samples=(
        "7504011935",
        "9212037289",
    ),
    lookalikes=(
        "7504011936",
        "75040119",
        "2024-01-15",
    ),
    chance=0.02,
)
