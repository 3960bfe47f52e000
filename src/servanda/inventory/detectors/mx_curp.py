"""Mexican CURP."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Mexican CURP",
    (
        "curp",
        "clave unica de registro de poblacion",
    ),
    r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HM][A-Z]{5}[0-9A-Z]\d",
    Stdnum("mx.curp"),
    samples=(
        "BOXW310820HNERXN09",
        "MAHJ280603MSPRRV09",
    ),
    lookalikes=(
        "BOXW310820HNERXN00",
        "BOXW310820HNERXN",
        "2024-01-15",
    ),
    chance=0.1,
)
