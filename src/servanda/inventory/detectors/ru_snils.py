"""Russian SNILS."""

from __future__ import annotations

from servanda.inventory.detectors._checks import ru_snils
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Russian SNILS",
    (
        "snils",
        "nomer snils",
        "strakhovoy nomer",
    ),
    r"\d{3}-\d{3}-\d{3}[ -]\d{2}|\d{11}",
    ru_snils,
    samples=(
        "112-422-942 09",
        "026-782-359 75",
    ),
    lookalikes=(
        "112-422-942 00",
        "112-422-942 ",
        "2024-01-15",
    ),
    chance=0.01,
    needs_header=True,
)
