"""Hong Kong identity card."""

from __future__ import annotations

from servanda.inventory.detectors._checks import hk_id
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Hong Kong identity card",
    (
        "hkid",
        "hk id",
        "hkid number",
        "hong kong id",
        "hong kong identity card",
    ),
    r"[A-Z]{1,2}\d{6}\(?[0-9A]\)?",
    hk_id,
    samples=(
        "A083860(0)",
        "G6053474",
    ),
    lookalikes=(
        "A083860(1)",
        "A083860(",
        "2024-01-15",
    ),
    chance=0.1,
)
