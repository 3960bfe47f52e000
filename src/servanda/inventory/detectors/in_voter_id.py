"""Indian voter id (EPIC)."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Indian voter id (EPIC)",
    (
        "epic",
        "epic number",
        "epic no",
        "voter id",
        "voter id number",
        "election card",
    ),
    r"[A-Z]{3}\d{7}",
    Stdnum("in_.epic"),
    samples=(
        "WKH0646802",
        "MZT0897785",
    ),
    lookalikes=(
        "WKH0646803",
        "WKH06468",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
)
