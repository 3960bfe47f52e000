"""Egyptian identity number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import eg_identity
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Egyptian identity number",
    (
        "raqam qawmi",
        "egyptian id",
        "raqm qawmy",
    ),
    r"[23]\d{13}",
    eg_identity,
    samples=(
        "29001011151020",
        "30205152911033",
    ),
    lookalikes=(
        "290010111510",
        "2024-01-15",
    ),
    chance=0.04,
    needs_header=True,
)
