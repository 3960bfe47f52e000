"""Australian Medicare number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.detectors._checks import au_medicare

DETECTOR = Detector(
    title="Australian Medicare number",
    dpv="Insurance",
    sensitivity=Sensitivity.RESTRICTED,
    reason="treatment can be had in a person's name with it",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(I): health plan beneficiary numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "medicare card number",
        "medicare card",
        "medicare card no",
        "medicare irn",
        "medicare number",
        "medicare no",
        "ihi number",
    ),
    pattern=r"[2-6]\d{3} ?\d{5} ?\d(?:[ /]?\d)?",
    valid=au_medicare,
    needs_header=True,
    chance=0.1,
    alone=0.95,
    trigger="0123456789",
    samples=(
        "2123 45670 1",
        "2123456701",
    ),
    lookalikes=(
        "2123 45671 1",
        "1123 45670 1",
    ),
)
