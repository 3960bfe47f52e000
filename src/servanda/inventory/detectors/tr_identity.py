"""Turkish identity number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Turkish identity number",
    (
        "tc kimlik",
        "tckn",
        "tc kimlik no",
        "tckimlik",
        "kimlik no",
        "tc no",
        "kimlik numarasi",
        "turkish id",
    ),
    r"[1-9]\d{10}",
    Stdnum("tr.tckimlik"),
    samples=(
        "17728791080",
        "47120898964",
    ),
    lookalikes=(
        "17728791081",
        "177287910",
        "2024-01-15",
    ),
    chance=0.01,
)
