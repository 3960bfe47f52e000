"""Peruvian identity document."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Peruvian identity document",
    (
        "dni",
        "cui",
        "documento nacional de identidad",
        "numero de dni",
    ),
    r"\d{8}-?[0-9A-K]",
    Stdnum("pe.cui"),
    samples=(
        "20198717-8",
        "10616176-C",
    ),
    lookalikes=(
        "20198717-9",
        "20198717",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
)
