"""Norwegian birth number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Norwegian birth number",
    (
        "fodselsnummer",
        "personnummer",
        "fnr",
        "fodselsnr",
        "d nummer",
    ),
    r"\d{6} ?\d{5}",
    Stdnum("no.fodselsnummer"),
    samples=(
        "151086 63674",
        "01017520551",
    ),
    lookalikes=(
        "151086 63675",
        "151086 636",
        "2024-01-15",
    ),
    chance=0.01,
)
