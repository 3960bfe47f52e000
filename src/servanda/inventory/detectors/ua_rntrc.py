"""Ukrainian taxpayer number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Ukrainian taxpayer number",
    (
        "rnokpp",
        "ipn",
        "rntrc",
        "nomer platnyka podatkiv",
    ),
    r"\d{10}",
    Stdnum("ua.rntrc"),
    samples=(
        "1780170431",
        "3078632660",
    ),
    lookalikes=(
        "1780170432",
        "17801704",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
    kind="tax",
)
