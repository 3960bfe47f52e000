"""Danish CPR number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Danish CPR number",
    (
        "cpr",
        "cpr nr",
        "cpr nummer",
        "cprnr",
        "personnummer",
        "cpr number",
    ),
    r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}-?\d{4}",
    Stdnum("dk.cpr"),
    samples=(
        "211062-9121",
        "0101856128",
    ),
    lookalikes=(
        "212062-9121",
        "211062-91",
        "2024-01-15",
    ),
    chance=0.04,
)
