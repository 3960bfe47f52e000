"""MAC address."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="MAC address",
    dpv="MACAddress",
    sensitivity=Sensitivity.INTERNAL,
    reason="it follows one device from place to place",
    laws={
        "eu/gdpr": "Article 4(1) and recital 30: an online identifier",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(M): device identifiers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=("mac", "mac address", "mac addr", "ethernet address", "hardware address", "bssid"),
    pattern=(
        r"[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}"
        r"|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}"
    ),
    trigger=":-.",
    chance=0.01,
    alone=0.7,
    in_text=True,
    person="suits",
    samples=("00:1B:44:11:3A:B7", "00-1b-44-11-3a-b7", "001b.4411.3ab7"),
    lookalikes=("00:1B:44:11:3A", "12:30:45", "00:1B-44:11-3A:B7"),
)
