"""IBAN."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity


def _checked(text: str) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(text, check_country=False))


DETECTOR = Detector(
    title="IBAN",
    dpv="BankAccount",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="money can be drawn from it by direct debit",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(J): account numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, a financial account",
    },
    headers=("iban", "iban number", "bankverbindung"),
    pattern=r"[A-Z]{2}\d{2} ?[A-Z0-9]{4}(?: ?[A-Z0-9]{4}){1,6}(?: ?[A-Z0-9]{1,3})?",
    valid=_checked,
    trigger="0123456789",
    chance=0.01,
    alone=0.3,
    in_text=True,
    samples=("DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819"),
    lookalikes=("DE89 3704 0044 0532 0130 01", "AB12 3456", "XX89370400440532013000"),
)
