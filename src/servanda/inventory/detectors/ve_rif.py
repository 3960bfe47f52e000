"""Venezuelan RIF or identity card."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Venezuelan RIF or identity card",
    (
        "rif",
        "cedula",
        "registro de informacion fiscal",
        "numero de rif",
    ),
    r"[VEJPGvejpg]-?\d{8}-?\d",
    Stdnum("ve.rif"),
    samples=(
        "V-97658261-2",
        "J678608369",
    ),
    lookalikes=(
        "V-97658261-3",
        "V-97658261",
        "2024-01-15",
    ),
    chance=0.1,
)
