"""US individual taxpayer number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "US individual taxpayer number",
    (
        "itin",
        "individual taxpayer identification number",
        "itin number",
    ),
    r"9\d{2}-\d{2}-\d{4}|9\d{8}",
    Stdnum("us.itin"),
    samples=(
        "912-90-3895",
        "935-81-3352",
    ),
    lookalikes=(
        "912-90-38",
        "2024-01-15",
    ),
    chance=1.0,
    kind="tax",
)
