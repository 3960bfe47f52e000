"""Austrian social insurance number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Austrian social insurance number",
    (
        "svnr",
        "sozialversicherungsnummer",
        "sv nummer",
        "sozialversicherungs nummer",
        "ecard nummer",
    ),
    r"[1-9]\d{3} ?(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-5])\d{2}",
    Stdnum("at.vnr"),
    samples=(
        "9431 010180",
        "2570150675",
    ),
    lookalikes=(
        "9431 010181",
        "9431 0101",
        "2024-01-15",
    ),
    chance=0.1,
)
