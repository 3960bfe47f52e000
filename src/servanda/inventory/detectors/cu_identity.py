"""Cuban identity number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Cuban identity number",
    (
        "carne de identidad",
        "carnet de identidad",
        "numero de identidad permanente",
    ),
    r"\d{11}",
    Stdnum("cu.ni"),
    samples=(
        "91052808531",
        "75123004052",
    ),
    lookalikes=(
        "91053808531",
        "910528085",
        "2024-01-15",
    ),
    chance=0.05,
    needs_header=True,
)
