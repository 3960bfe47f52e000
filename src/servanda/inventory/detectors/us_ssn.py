"""US social security number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="US social security number",
    dpv="OfficialID",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it opens credit and tax accounts in a person's name and cannot be changed",
    laws={
        "eu/gdpr": "Article 87: a national identification number",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(G): social security numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a social security number",
    },
    headers=(
        "ssn",
        "social security",
        "social security number",
        "social security no",
        "soc sec",
        "sin number",
        "us ssn",
    ),
    pattern=r"(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}",
    fits=r"(?:\d{3}|[*Xx]{3})[- ]?(?:\d{2}|[*Xx]{2})[- ]?\d{4}",
    trigger="-",
    in_text=True,
    samples=("536-22-8726", "219-09-9999"),
    lookalikes=("000-12-3456", "666-12-3456", "123-45-678", "2024-01-15", "123456789"),
)
