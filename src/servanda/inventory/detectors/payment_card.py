"""Payment card number."""

from __future__ import annotations

import re

from servanda.inventory.classes import Detector, Sensitivity

_ISSUERS = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[689]\d)\d{11,13}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|5\d\d|4[4-9]\d)\d{12}|62\d{14,17}"
    r"|6(?:304|759|761|762|763|390)\d{8,15}"
)


def _issued_and_checked(text: str) -> bool:
    """An issuer's range and length, and the Luhn digit (ISO/IEC 7812-1)."""
    digits = text.replace(" ", "").replace("-", "")
    if not _ISSUERS.fullmatch(digits):
        return False
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[::-2])) + sum(doubled)) % 10 == 0


DETECTOR = Detector(
    title="Payment card number",
    dpv="PaymentCardNumber",
    sensitivity=Sensitivity.RESTRICTED,
    reason="money can be taken with it",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(J): account numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, a card number with what gives access",
        "pci/dss": "PCI DSS 4.0 requirement 3.5: a card number is kept unreadable",
    },
    headers=(
        "card number",
        "card no",
        "credit card",
        "credit card number",
        "debit card",
        "debit card number",
        "payment card",
        "cc number",
        "cc num",
        "ccn",
        "pan",
        "cardnumber",
        "kreditkarte",
        "kreditkartennummer",
        "carte bancaire",
        "numero de carte",
        "tarjeta",
        "tarjeta de credito",
        "numero de tarjeta",
        "carta di credito",
        "cartao",
        "creditcard",
    ),
    unless=("type", "brand", "name", "holder", "gift", "loyalty", "sim", "india"),
    pattern=(
        r"(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6\d{3}"
        r"|3[05689]\d{2})[ -]?\d{4}[ -]?\d{4}[ -]?\d{2,7}"
        r"|3[47]\d{2}[ -]?\d{6}[ -]?\d{5}"
    ),
    valid=_issued_and_checked,
    fits=r"[\dX*x•][\dX*x• -]{10,21}\d{4}",
    trigger="0123456789",
    chance=0.1,
    in_text=True,
    samples=("4111 1111 1111 1111", "5500005555555559", "378282246310005", "4111-1111-1111-1111"),
    lookalikes=("4111 1111 1111 1112", "1234567812345678", "2024010112000000", "9999999999999995"),
)
