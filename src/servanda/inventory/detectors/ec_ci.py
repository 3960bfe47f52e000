"""Ecuadorian identity card."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Ecuadorian identity card",
    (
        "cedula",
        "cedula de ciudadania",
        "cedula de identidad",
        "numero de cedula",
        "ci",
    ),
    r"(?:0[1-9]|1\d|2[0-4]|30)[0-5]\d{6}-?\d",
    Stdnum("ec.ci"),
    samples=(
        "1718118688",
        "092693542-0",
    ),
    lookalikes=(
        "1718118689",
        "17181186",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
)
