"""Mauritian national identity number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Mauritian national identity number",
    (
        "nic",
        "national identity card number",
        "nid",
    ),
    r"[A-Z]\d{12}[0-9A-Z]",
    Stdnum("mu.nid"),
    samples=(
        "D0103863804037",
        "P2312904267970",
    ),
    lookalikes=(
        "D0103863804038",
        "D01038638040",
        "2024-01-15",
    ),
    chance=0.03,
)
