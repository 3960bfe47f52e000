"""Greek AMKA."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Greek AMKA",
    (
        "amka",
        "arithmos mitroou koinonikis asfalisis",
    ),
    r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{7}",
    Stdnum("gr.amka"),
    samples=(
        "01038949143",
        "15127065819",
    ),
    lookalikes=(
        "01038949144",
        "010389491",
        "2024-01-15",
    ),
    chance=0.01,
)
