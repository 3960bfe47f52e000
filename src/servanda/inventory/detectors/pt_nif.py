"""Portuguese tax number."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Portuguese tax number",
    (
        "nif",
        "contribuinte",
        "numero de contribuinte",
        "numero de identificacao fiscal",
    ),
    r"[1-35689]\d{2} ?\d{3} ?\d{3}",
    Stdnum("pt.nif"),
    samples=(
        "291 760 031",
        "183334116",
    ),
    lookalikes=(
        "291 760 032",
        "291 760 0",
        "2024-01-15",
    ),
    chance=0.1,
    needs_header=True,
    kind="tax",
)
