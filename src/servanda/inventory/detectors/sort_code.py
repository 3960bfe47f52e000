"""Sort code or bank code."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Sort code or bank code",
    dpv="BankAccount",
    sensitivity=Sensitivity.INTERNAL,
    reason="with an account number money can be drawn",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(J): account numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, a financial account",
    },
    headers=(
        "sort code",
        "bank sort code",
        "branch sort code",
        "bankleitzahl",
        "blz",
        "code guichet",
        "bank code",
        "bsb",
        "bsb number",
        "bsb code",
        "ifsc",
        "ifsc code",
    ),
    pattern=r"\d{2}-\d{2}-\d{2}|\d{6}|\d{8}|\d{3}-\d{3}|[A-Z]{4}0[A-Z0-9]{6}",
    needs_header=True,
    samples=(
        "20-00-00",
        "SBIN0000300",
    ),
    lookalikes=("2024-01-15",),
)
