"""Spanish NIE."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Spanish NIE",
    (
        "nie",
        "numero de identidad de extranjero",
        "nif nie",
        "dni nie",
    ),
    r"[XYZxyz]-?\d{7}-?[A-Za-z]",
    Stdnum("es.nie"),
    samples=(
        "X-2091635-S",
        "Y0214327G",
    ),
    lookalikes=(
        "X-2091636-S",
        "X-2091635",
        "2024-01-15",
    ),
    chance=0.05,
)
