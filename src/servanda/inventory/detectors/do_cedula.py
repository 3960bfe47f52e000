"""Dominican identity card."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Dominican identity card",
    (
        "cedula",
        "cedula de identidad",
        "cedula electoral",
        "numero de cedula",
    ),
    r"\d{3}-?\d{7}-?\d",
    Stdnum("do.cedula"),
    samples=(
        "001-4789040-4",
        "40228827800",
    ),
    lookalikes=(
        "001-4789040-5",
        "001-4789040",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
)
