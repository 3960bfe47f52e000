"""Finnish personal identity code."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Finnish personal identity code",
    (
        "hetu",
        "henkilotunnus",
        "personal identity code",
        "sotu",
        "personbeteckning",
    ),
    r"\d{6}[-+ABCDEFYXWVU]\d{3}[0-9A-FHJ-NPR-Y]",
    Stdnum("fi.hetu"),
    samples=(
        "131052-155V",
        "010594Y423K",
    ),
    lookalikes=(
        "131052-156V",
        "131052-15",
        "2024-01-15",
    ),
    chance=0.01,
)
