"""IMEI of a telephone."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.detectors._checks import luhn_of_15

DETECTOR = Detector(
    title="IMEI of a telephone",
    dpv="DeviceBased",
    sensitivity=Sensitivity.INTERNAL,
    reason="it follows one person's telephone",
    laws={
        "eu/gdpr": "Article 4(1) and recital 30: an online identifier",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(M): device identifiers and serial numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "imei",
        "imei number",
        "imei no",
        "imei1",
        "imei2",
        "imeisv",
        "device imei",
    ),
    pattern=r"\d{15}|\d{2}-\d{6}-\d{6}-\d",
    valid=luhn_of_15,
    fits=r"[\d -]{14,20}",
    chance=0.03,
    alone=0.95,
    trigger="0123456789",
    person="suits",
    samples=(
        "490154203237518",
        "35-209900-176148-1",
    ),
    lookalikes=(
        "490154203237517",
        "123456789012345",
    ),
)
