"""Salvadoran NIT."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Salvadoran NIT",
    (
        "nit",
        "numero de identificacion tributaria",
    ),
    r"\d{4}-?\d{6}-?\d{3}-?\d",
    Stdnum("sv.nit"),
    samples=(
        "0614-317614-515-0",
        "12172882644260",
    ),
    lookalikes=(
        "0614-317614-515-1",
        "0614-317614-515",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
    kind="tax",
)
