"""Colombian NIT."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Colombian NIT",
    (
        "nit",
        "numero de identificacion tributaria",
        "cedula nit",
    ),
    r"\d{8,10}-\d|\d{3}\.\d{3}\.\d{3}-\d",
    Stdnum("co.nit"),
    samples=(
        "758872848-1",
        "956.723.871-1",
    ),
    lookalikes=(
        "758872848-2",
        "758872848",
        "2024-01-15",
    ),
    chance=0.09,
    needs_header=True,
    kind="tax",
)
