"""Belgian national register number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Belgian national register number",
    (
        "rijksregisternummer",
        "numero de registre national",
        "registre national",
        "niss",
        "insz",
        "rrn",
        "nationaal nummer",
        "numero national",
    ),
    r"\d{2}\.?\d{2}\.?\d{2}-?\d{3}\.?\d{2}",
    Stdnum("be.nn"),
    samples=(
        "85.07.30-085.73",
        "93051829091",
    ),
    lookalikes=(
        "85.07.30-085.74",
        "85.07.30-085.",
        "2024-01-15",
    ),
    chance=0.01,
)
