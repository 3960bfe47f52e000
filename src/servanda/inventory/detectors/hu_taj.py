"""Hungarian TAJ number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import hu_taj
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Hungarian TAJ number",
    (
        "taj",
        "taj szam",
        "tajszam",
        "tarsadalombiztositasi azonosito jel",
    ),
    r"\d{3}[ -]?\d{3}[ -]?\d{3}",
    hu_taj,
    samples=(
        "511 650 466",
        "996214986",
    ),
    lookalikes=(
        "511 650 467",
        "511 650 4",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
)
