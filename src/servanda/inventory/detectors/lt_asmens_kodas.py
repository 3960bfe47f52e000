"""Lithuanian personal code."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Lithuanian personal code",
    (
        "asmens kodas",
        "asmens kod",
        "lithuanian personal code",
        "ak",
    ),
    r"[1-6]\d{10}",
    Stdnum("lt.asmens"),
    samples=(
        "33302117009",
        "49001114377",
    ),
    lookalikes=(
        "33302117000",
        "333021170",
        "2024-01-15",
    ),
    chance=0.01,
)
