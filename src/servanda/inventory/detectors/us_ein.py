"""US employer identification number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "US employer identification number",
    (
        "ein",
        "fein",
        "employer identification number",
        "federal tax id",
        "employer id number",
        "federal ein",
    ),
    r"\d{2}-?\d{7}",
    Stdnum("us.ein"),
    samples=(
        "91-3443174",
        "122785764",
    ),
    lookalikes=(
        "91-34431",
        "2024-01-15",
    ),
    chance=1.0,
    needs_header=True,
    kind="tax",
)
