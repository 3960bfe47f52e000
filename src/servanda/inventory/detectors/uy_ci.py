"""Uruguayan identity card."""

from __future__ import annotations

from servanda.inventory.detectors._checks import uy_ci
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Uruguayan identity card",
    (
        "cedula",
        "cedula de identidad",
        "ci",
        "numero de cedula",
    ),
    r"\d\.?\d{3}\.?\d{3}-?\d",
    uy_ci,
    samples=(
        "0.465.052-8",
        "4562547-5",
    ),
    lookalikes=(
        "0.465.052-9",
        "0.465.052",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
)
