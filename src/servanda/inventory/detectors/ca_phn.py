"""British Columbia health number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.detectors._checks import Stdnum

DETECTOR = Detector(
    title="British Columbia health number",
    dpv="HealthRecord",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it opens a person's health record",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(I): health plan beneficiary numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "phn",
        "personal health number",
        "health card number",
        "health card",
        "care card number",
        "ohip",
        "ohip number",
        "bc phn",
    ),
    pattern=r"9\d{3} ?\d{3} ?\d{3}",
    valid=Stdnum("ca.bc_phn"),
    fits=r"\d{4}[ -]?\d{3}[ -]?\d{3}(?:[ -]?[A-Z]{2})?",
    needs_header=True,
    chance=0.1,
    alone=0.95,
    trigger="9",
    samples=("9698 658 215",),
    lookalikes=(
        "9698 658 216",
        "1234567890",
    ),
)
