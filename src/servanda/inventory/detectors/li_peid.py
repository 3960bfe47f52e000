"""Liechtenstein personal number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Liechtenstein personal number",
    (
        "peid",
        "personenidentifikationsnummer",
        "pe id",
    ),
    r"\d{7,12}",
    Stdnum("li.peid"),
    samples=(
        "00000531641",
        "07344157",
    ),
    lookalikes=("2024-01-15",),
    chance=1.0,
    needs_header=True,
)
