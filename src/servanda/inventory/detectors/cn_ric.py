"""Chinese resident identity card."""

from __future__ import annotations

from servanda.inventory.detectors._checks import Stdnum
from servanda.inventory.detectors._national import national

DETECTOR = national(
    "Chinese resident identity card",
    (
        "resident identity card",
        "resident id",
        "shenfenzheng",
        "sfz",
        "id card no",
        "chinese id",
        "identity card number",
        "zhengjianhao",
    ),
    r"[1-9]\d{16}[\dX]",
    Stdnum("cn.ric"),
    samples=(
        "110105199003074579",
        "310101198012123114",
    ),
    lookalikes=(
        "110105199003074570",
        "1101051990030745",
        "2024-01-15",
    ),
    chance=0.01,
)
