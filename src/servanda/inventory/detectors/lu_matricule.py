"""Luxembourg matricule."""

from __future__ import annotations

from servanda.inventory.detectors._checks import lu_matricule
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Luxembourg matricule",
    (
        "matricule",
        "numero de matricule",
        "matricule national",
        "ccss matricule",
    ),
    r"(?:18|19|20)\d{11}",
    lu_matricule,
    samples=(
        "1985031757987",
        "2001120455270",
    ),
    lookalikes=(
        "1985031757988",
        "19850317579",
        "2024-01-15",
    ),
    chance=0.01,
)
