"""Indian Aadhaar."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Indian Aadhaar",
    (
        "aadhaar",
        "aadhar",
        "aadhaar number",
        "aadhaar no",
        "uidai",
        "adhar",
        "adhaar",
    ),
    r"[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}",
    Stdnum("in_.aadhaar"),
    samples=(
        "2584 6639 1367",
        "752314206578",
    ),
    lookalikes=(
        "2584 6639 1368",
        "2584 6639 13",
        "2024-01-15",
    ),
    chance=0.1,
)
