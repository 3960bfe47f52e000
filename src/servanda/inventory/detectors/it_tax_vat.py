"""Italian VAT number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Italian VAT number",
    (
        "partita iva",
        "p iva",
        "piva",
        "p iva cliente",
    ),
    r"(?:IT)?\d{11}",
    Stdnum("it.iva"),
    samples=(
        "00037080512",
        "IT04609150455",
    ),
    lookalikes=(
        "00037080513",
        "000370805",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
    kind="tax",
)
