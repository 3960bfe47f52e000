"""Latvian personal code."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Latvian personal code",
    (
        "personas kods",
        "pk",
        "latvian personal code",
        "personaskods",
    ),
    r"[0-3]\d{5}-?\d{5}",
    Stdnum("lv.pvn"),
    samples=(
        "161175-17019",
        "32195513961",
    ),
    lookalikes=(
        "161175-17010",
        "161175-170",
        "2024-01-15",
    ),
    chance=0.05,
)
