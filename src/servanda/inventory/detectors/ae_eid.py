"""Emirates ID."""

from __future__ import annotations

from servanda.inventory.detectors._checks import luhn
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Emirates ID",
    (
        "emirates id",
        "eid",
        "emirates id number",
        "eida",
    ),
    r"784-?(?:19|20)\d{2}-?\d{7}-?\d",
    luhn,
    samples=(
        "784-1988-2789305-2",
        "784199500271020",
    ),
    lookalikes=(
        "784-1988-2789305-3",
        "784-1988-2789305",
        "2024-01-15",
    ),
    chance=0.01,
)
