"""Indian PAN."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Indian PAN",
    (
        "pan",
        "pan number",
        "pan no",
        "pan card",
        "permanent account number",
        "pan india",
    ),
    r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]",
    Stdnum("in_.pan"),
    samples=(
        "HRRPN1839O",
        "JFJCN4222O",
    ),
    lookalikes=(
        "HRRPN183",
        "2024-01-15",
    ),
    chance=1.0,
    kind="tax",
)
