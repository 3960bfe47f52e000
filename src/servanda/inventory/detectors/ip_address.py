"""IP address."""

from __future__ import annotations

import ipaddress

from servanda.inventory.classes import Detector, Sensitivity


def _is_an_address(text: str) -> bool:
    try:
        return not ipaddress.ip_interface(text).is_unspecified
    except ValueError:
        return False


DETECTOR = Detector(
    title="IP address",
    dpv="IPAddress",
    sensitivity=Sensitivity.INTERNAL,
    reason="it leads to a person's connection and place",
    laws={
        "eu/gdpr": "Article 4(1) and recital 30: an online identifier",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(O): internet protocol addresses",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "ip",
        "ip address",
        "ip addr",
        "ipv4",
        "ipv6",
        "client ip",
        "remote addr",
        "remote address",
        "source ip",
        "ip adresse",
        "adresse ip",
        "direccion ip",
    ),
    unless=("version", "release", "build", "firmware", "ver"),
    pattern=(
        r"(?:(?:25[0-5]|2[0-4]\d|1?\d{1,2})\.){3}(?:25[0-5]|2[0-4]\d|1?\d{1,2})(?:/\d{1,2})?"
        r"|(?:[0-9A-Fa-f]{1,4}:){1,7}:?(?:[0-9A-Fa-f]{1,4}:){0,6}[0-9A-Fa-f]{1,4}"
        r"|::1"
    ),
    valid=_is_an_address,
    trigger=".:",
    in_text=True,
    person="suits",
    samples=("203.0.113.7", "2001:db8::8a2e:370:7334", "10.0.0.1"),
    lookalikes=("1.2.3", "999.1.1.1", "12:30:45", "1.2.3.4.5", "a1:b2"),
)
