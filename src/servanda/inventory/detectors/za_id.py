"""South African identity number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "South African identity number",
    (
        "sa id",
        "id number",
        "south african id",
        "rsa id",
        "sa id number",
        "said",
    ),
    r"\d{6} ?\d{4} ?[012]\d{2}",
    Stdnum("za.idnr"),
    samples=(
        "7503305044089",
        "9002284000087",
    ),
    lookalikes=(
        "7503305044080",
        "75033050440",
        "2024-01-15",
    ),
    chance=0.01,
)
