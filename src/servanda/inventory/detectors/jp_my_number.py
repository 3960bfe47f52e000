"""Japanese My Number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import jp_my_number
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Japanese My Number",
    (
        "my number",
        "mynumber",
        "kojin bango",
        "individual number",
        "my number card",
    ),
    r"\d{4}[ -]?\d{4}[ -]?\d{4}",
    jp_my_number,
    samples=(
        "4921 8854 7036",
        "576734081425",
    ),
    lookalikes=(
        "4921 8854 7037",
        "4921 8854 70",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
)
