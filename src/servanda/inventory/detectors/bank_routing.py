"""Bank routing number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.detectors._checks import aba

DETECTOR = Detector(
    title="Bank routing number",
    dpv="BankAccount",
    sensitivity=Sensitivity.INTERNAL,
    reason="with an account number money can be drawn",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(J): account numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, a financial account",
    },
    headers=(
        "routing number",
        "routing no",
        "aba",
        "aba number",
        "aba routing",
        "aba routing number",
        "rtn",
        "routing transit number",
        "bank routing",
        "bank routing number",
    ),
    pattern=r"\d{9}",
    valid=aba,
    needs_header=True,
    chance=0.04,
    alone=0.95,
    trigger="0123456789",
    samples=(
        "021000021",
        "121000248",
    ),
    lookalikes=(
        "021000022",
        "991000021",
    ),
)
