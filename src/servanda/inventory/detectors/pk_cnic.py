"""Pakistani CNIC."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Pakistani CNIC",
    (
        "cnic",
        "nic",
        "cnic number",
        "cnic no",
        "nicop",
    ),
    r"\d{5}-\d{7}-\d|\d{13}",
    Stdnum("pk.cnic"),
    samples=(
        "34201-2758082-2",
        "6110119242627",
    ),
    lookalikes=(
        "34201-2758082",
        "2024-01-15",
    ),
    chance=1.0,
    needs_header=True,
)
