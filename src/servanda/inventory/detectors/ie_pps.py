"""Irish PPS number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Irish PPS number",
    (
        "pps",
        "ppsn",
        "pps number",
        "pps no",
        "personal public service number",
    ),
    r"\d{7}[A-Wa-w][A-IWa-iw]?",
    Stdnum("ie.pps"),
    samples=(
        "4290559O",
        "2846683EA",
    ),
    lookalikes=(
        "4290550O",
        "429055",
        "2024-01-15",
    ),
    chance=0.05,
)
