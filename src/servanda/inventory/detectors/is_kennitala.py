"""Icelandic kennitala."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Icelandic kennitala",
    (
        "kennitala",
        "kt",
        "kennitolur",
    ),
    r"\d{6}-?\d{4}",
    Stdnum("is_.kennitala"),
    samples=(
        "120174-6650",
        "0101906819",
    ),
    lookalikes=(
        "120174-6651",
        "120174-66",
        "2024-01-15",
    ),
    chance=0.01,
)
