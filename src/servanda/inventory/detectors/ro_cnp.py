"""Romanian CNP."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Romanian CNP",
    (
        "cnp",
        "cod numeric personal",
        "codul numeric personal",
    ),
    r"[1-9]\d{12}",
    Stdnum("ro.cnp"),
    samples=(
        "1630615123190",
        "2941120458551",
    ),
    lookalikes=(
        "1630615123191",
        "16306151231",
        "2024-01-15",
    ),
    chance=0.01,
)
