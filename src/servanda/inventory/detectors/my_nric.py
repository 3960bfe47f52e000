"""Malaysian identity card (MyKad)."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Malaysian identity card (MyKad)",
    (
        "nric",
        "mykad",
        "no kad pengenalan",
        "kad pengenalan",
        "ic number",
        "ic no",
        "nric no",
    ),
    r"\d{6}-?\d{2}-?\d{4}",
    Stdnum("my.nric"),
    samples=(
        "770305-02-1959",
        "910824-10-0097",
    ),
    lookalikes=(
        "771305-02-1959",
        "770305-02-19",
        "2024-01-15",
    ),
    chance=0.04,
)
