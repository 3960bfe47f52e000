"""Canadian social insurance number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Canadian social insurance number",
    (
        "sin",
        "social insurance number",
        "social insurance no",
        "numero d assurance sociale",
        "nas",
    ),
    r"[1-9]\d{2}[ -]?\d{3}[ -]?\d{3}",
    Stdnum("ca.sin"),
    samples=(
        "173-307-976",
        "425056801",
    ),
    lookalikes=(
        "173-307-977",
        "173-307-9",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
    unless=(
        "cos",
        "tan",
    ),
)
