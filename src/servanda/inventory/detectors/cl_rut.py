"""Chilean RUT."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Chilean RUT",
    (
        "rut",
        "run",
        "rol unico tributario",
        "rol unico nacional",
    ),
    r"\d{1,2}\.?\d{3}\.?\d{3}-?[\dkK]",
    Stdnum("cl.rut"),
    samples=(
        "07.705.654-8",
        "17381519-0",
    ),
    lookalikes=(
        "07.705.654-9",
        "07.705.654",
        "2024-01-15",
    ),
    chance=0.09,
    needs_header=True,
)
