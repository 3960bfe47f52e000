"""Paraguayan RUC."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Paraguayan RUC",
    (
        "ruc",
        "registro unico de contribuyentes",
    ),
    r"\d{5,8}-?\d",
    Stdnum("py.ruc"),
    samples=(
        "9538704-8",
        "80658789-0",
    ),
    lookalikes=(
        "9538704-9",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
    kind="tax",
)
