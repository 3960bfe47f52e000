"""Swiss AHV number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Swiss AHV number",
    (
        "ahv",
        "ahv nummer",
        "ahv nr",
        "avs",
        "numero avs",
        "ahvn13",
        "navs13",
        "sozialversicherungsnummer",
        "numero avs ahv",
    ),
    r"756\.?\d{4}\.?\d{4}\.?\d{2}",
    Stdnum("ch.ssn"),
    samples=(
        "756.6967.8058.72",
        "7560388749715",
    ),
    lookalikes=(
        "756.6967.8058.73",
        "756.6967.8058.",
        "2024-01-15",
    ),
    chance=0.01,
)
