"""Mexican RFC."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Mexican RFC",
    (
        "rfc",
        "registro federal de contribuyentes",
    ),
    r"[A-Z&]{3,4}\d{6}[0-9A-Z]{3}",
    Stdnum("mx.rfc"),
    samples=(
        "GODE561231G80",
        "MAB9307148T7",
    ),
    lookalikes=(
        "GODE561232G80",
        "GODE561231G",
        "2024-01-15",
    ),
    chance=0.1,
    kind="tax",
)
