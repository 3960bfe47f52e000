"""Czech or Slovak birth number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Czech or Slovak birth number",
    (
        "rodne cislo",
        "rc",
        "birth number",
        "rodnecislo",
    ),
    r"\d{6}/?\d{3,4}",
    Stdnum("cz.rc"),
    samples=(
        "780123/1372",
        "855701/2728",
        "9203154521",
    ),
    lookalikes=(
        "780123/1373",
        "780123/13",
        "2024-01-15",
    ),
    chance=0.02,
)
