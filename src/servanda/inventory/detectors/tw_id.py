"""Taiwanese identity number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import tw_id
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Taiwanese identity number",
    (
        "roc id",
        "taiwan id",
        "shenfenzheng zihao",
        "tw id",
        "national identification card",
    ),
    r"[A-Z][1289]\d{8}",
    tw_id,
    samples=(
        "A192858771",
        "F289007338",
    ),
    lookalikes=(
        "A192858772",
        "A1928587",
        "2024-01-15",
    ),
    chance=0.1,
)
