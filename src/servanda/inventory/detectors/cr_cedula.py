"""Costa Rican identity card."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Costa Rican identity card",
    (
        "cedula",
        "cedula de identidad",
        "numero de cedula",
    ),
    r"\d-?\d{4}-?\d{4}",
    Stdnum("cr.cpf"),
    samples=(
        "3-3128-9765",
        "104414447",
    ),
    lookalikes=(
        "3-3128-97",
        "2024-01-15",
    ),
    chance=1.0,
    needs_header=True,
)
