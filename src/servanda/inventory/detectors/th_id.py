"""Thai identity number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Thai identity number",
    (
        "thai id",
        "pid",
        "thai national id",
        "bat prachachon",
        "citizen identification number",
        "personal identity number",
    ),
    r"[1-8]-?\d{4}-?\d{5}-?\d{2}-?\d",
    Stdnum("th.pin"),
    samples=(
        "1-1668-16677-22-3",
        "3659397889523",
    ),
    lookalikes=(
        "1-1668-16677-22-4",
        "1-1668-16677-22",
        "2024-01-15",
    ),
    chance=0.1,
)
