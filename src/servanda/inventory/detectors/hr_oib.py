"""Croatian OIB."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Croatian OIB",
    (
        "oib",
        "osobni identifikacijski broj",
        "oib broj",
    ),
    r"\d{11}",
    Stdnum("hr.oib"),
    samples=(
        "36972539960",
        "47939140459",
    ),
    lookalikes=(
        "36972539961",
        "369725399",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
)
