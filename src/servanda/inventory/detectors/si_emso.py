"""EMSO or JMBG of Slovenia, Serbia, Bosnia, Montenegro or North Macedonia."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "EMSO or JMBG of Slovenia, Serbia, Bosnia, Montenegro or North Macedonia",
    (
        "emso",
        "jmbg",
        "embg",
        "maticni broj",
        "jedinstveni maticni broj",
        "maticna stevilka",
    ),
    r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{9}",
    Stdnum("si.emso"),
    samples=(
        "0101006354166",
        "1505985812550",
    ),
    lookalikes=(
        "0101006354167",
        "01010063541",
        "2024-01-15",
    ),
    chance=0.01,
)
