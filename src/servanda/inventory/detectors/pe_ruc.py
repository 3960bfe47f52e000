"""Peruvian RUC."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Peruvian RUC",
    (
        "ruc",
        "registro unico de contribuyentes",
        "numero ruc",
    ),
    r"(?:1[0567]|20)\d{9}",
    Stdnum("pe.ruc"),
    samples=(
        "10723740181",
        "20456022104",
    ),
    lookalikes=(
        "10723740182",
        "107237401",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
    kind="tax",
)
