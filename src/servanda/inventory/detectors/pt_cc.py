"""Portuguese citizen card."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Portuguese citizen card",
    (
        "cartao de cidadao",
        "numero de cartao de cidadao",
        "cc number",
        "bilhete de identidade",
        "numero cc",
    ),
    r"\d{8} ?\d ?[A-Z0-9]{2}\d",
    Stdnum("pt.cc"),
    samples=(
        "27174776 4 ZZ0",
        "054923716ZY8",
    ),
    lookalikes=(
        "27174776 4 ZZ1",
        "27174776 4 Z",
        "2024-01-15",
    ),
    chance=0.1,
)
