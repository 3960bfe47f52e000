"""UK unique taxpayer reference."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "UK unique taxpayer reference",
    (
        "utr",
        "unique taxpayer reference",
        "utr number",
        "self assessment reference",
    ),
    r"\d{10}",
    Stdnum("gb.utr"),
    samples=(
        "1804050735",
        "7734119277",
    ),
    lookalikes=(
        "1804050736",
        "18040507",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
    kind="tax",
)
