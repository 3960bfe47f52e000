"""Russian INN."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Russian INN",
    (
        "inn",
        "nomer inn",
        "identifikatsionnyy nomer nalogoplatelshchika",
    ),
    r"\d{12}|\d{10}",
    Stdnum("ru.inn"),
    samples=(
        "776271771636",
        "5008122137",
    ),
    lookalikes=(
        "776271771637",
        "7762717716",
        "2024-01-15",
    ),
    chance=0.01,
    needs_header=True,
    kind="tax",
)
