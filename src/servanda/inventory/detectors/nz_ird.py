"""New Zealand IRD number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "New Zealand IRD number",
    (
        "ird",
        "ird number",
        "ird no",
        "inland revenue number",
    ),
    r"\d{2,3}[ -]?\d{3}[ -]?\d{3}",
    Stdnum("nz.ird"),
    samples=(
        "40-287-019",
        "026524695",
    ),
    lookalikes=(
        "40-287-010",
        "40-287-0",
        "2024-01-15",
    ),
    chance=0.09,
    needs_header=True,
    kind="tax",
)
