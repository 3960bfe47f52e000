"""Singapore NRIC or FIN."""

from __future__ import annotations

from servanda.inventory.detectors._checks import sg_nric
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Singapore NRIC or FIN",
    (
        "nric",
        "fin",
        "nric no",
        "nric number",
        "fin number",
        "nric fin",
    ),
    r"[STFGM]\d{7}[A-Z]",
    sg_nric,
    samples=(
        "S7065960C",
        "G3943366X",
    ),
    lookalikes=(
        "S7065961C",
        "S706596",
        "2024-01-15",
    ),
    chance=0.05,
)
