"""Israeli identity number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Israeli identity number",
    (
        "teudat zehut",
        "mispar zehut",
        "tz",
        "israeli id",
        "zehut",
    ),
    r"\d{8}-?\d",
    Stdnum("il.idnr"),
    samples=(
        "03441650-3",
        "845170273",
    ),
    lookalikes=(
        "03441650-4",
        "03441650",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
)
