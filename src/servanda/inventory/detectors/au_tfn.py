"""Australian tax file number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Australian tax file number",
    (
        "tfn",
        "tax file number",
        "tax file no",
    ),
    r"\d{3} ?\d{3} ?\d{2,3}",
    Stdnum("au.tfn"),
    samples=(
        "494 225 345",
        "773449566",
    ),
    lookalikes=(
        "494 225 346",
        "494 225 3",
        "2024-01-15",
    ),
    chance=0.09,
    needs_header=True,
    kind="tax",
)
