"""French tax number (SPI)."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "French tax number (SPI)",
    (
        "spi",
        "numero fiscal",
        "numero spi",
        "numero fiscal de reference",
        "reference avis",
    ),
    r"[0-3]\d ?\d{2} ?\d{3} ?\d{3} ?\d{3}",
    Stdnum("fr.nif"),
    samples=(
        "30 23 217 600 053",
        "07 01 987 457 185",
    ),
    lookalikes=(
        "30 23 217 600 054",
        "30 23 217 600 0",
        "2024-01-15",
    ),
    chance=0.01,
    needs_header=True,
    kind="tax",
)
