"""Swedish personal number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Swedish personal number",
    (
        "personnummer",
        "personnr",
        "pnr",
        "samordningsnummer",
        "personal number",
        "personnumret",
    ),
    r"(?:19|20)?\d{6}[-+]?\d{4}",
    Stdnum("se.personnummer"),
    samples=(
        "880320-7326",
        "197503120920",
    ),
    lookalikes=(
        "880320-7327",
        "880320-73",
        "2024-01-15",
    ),
    chance=0.01,
)
