"""Saudi identity or iqama number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import luhn
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Saudi identity or iqama number",
    (
        "iqama",
        "iqama number",
        "saudi id",
        "iqama no",
        "huwiyya",
    ),
    r"[12]\d{9}",
    luhn,
    samples=(
        "1798560403",
        "2636616613",
    ),
    lookalikes=(
        "1798560404",
        "17985604",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
)
