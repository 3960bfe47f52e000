"""Indonesian NIK."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Indonesian NIK",
    (
        "nik",
        "ktp",
        "nomor ktp",
        "nomor induk kependudukan",
        "no ktp",
    ),
    r"\d{16}",
    Stdnum("id.nik"),
    samples=(
        "3171045508904454",
        "3273111201852140",
    ),
    lookalikes=(
        "3171045518904454",
        "31710455089044",
        "2024-01-15",
    ),
    chance=0.05,
    needs_header=True,
)
