"""Korean resident registration number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Korean resident registration number",
    (
        "rrn",
        "resident registration number",
        "jumin",
        "jumin number",
        "jumin deungnok beonho",
        "resident number",
    ),
    r"\d{6}-?[1-8]\d{6}",
    Stdnum("kr.rrn"),
    samples=(
        "971013-1089859",
        "8505122740086",
    ),
    lookalikes=(
        "971013-1089850",
        "971013-10898",
        "2024-01-15",
    ),
    chance=0.01,
)
