"""Guatemalan NIT."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Guatemalan NIT",
    (
        "nit",
        "numero de identificacion tributaria",
    ),
    r"\d{4,8}-?[\dK]",
    Stdnum("gt.nit"),
    samples=(
        "0357103-3",
        "64390683",
    ),
    lookalikes=(
        "0357103-4",
        "2024-01-15",
    ),
    chance=0.09,
    needs_header=True,
    kind="tax",
)
