"""Argentine CUIT or CUIL."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Argentine CUIT or CUIL",
    (
        "cuit",
        "cuil",
        "clave unica de identificacion tributaria",
    ),
    r"(?:2[03457]|3[034])-?\d{8}-?\d",
    Stdnum("ar.cuit"),
    samples=(
        "20-04665859-1",
        "27338620939",
    ),
    lookalikes=(
        "20-04665859-2",
        "20-04665859",
        "2024-01-15",
    ),
    chance=0.1,
    kind="tax",
)
