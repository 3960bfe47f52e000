"""SIM card number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.detectors._checks import luhn

DETECTOR = Detector(
    title="SIM card number",
    dpv="DeviceBased",
    sensitivity=Sensitivity.INTERNAL,
    reason="it follows one person's telephone",
    laws={
        "eu/gdpr": "Article 4(1) and recital 30: an online identifier",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(M): device identifiers and serial numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "iccid",
        "sim number",
        "sim serial",
        "sim card number",
        "sim serial number",
        "sim id",
        "sim no",
    ),
    pattern=r"89\d{17,18}",
    valid=luhn,
    chance=0.01,
    alone=0.95,
    trigger="8",
    person="suits",
    samples=("8986040312345678901",),
    lookalikes=("8986040312345678902",),
)
