"""Card security code."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Card security code",
    dpv="PaymentCard",
    sensitivity=Sensitivity.RESTRICTED,
    reason="with the card number it lets anyone pay, and it may never be kept after authorisation",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, a security code that gives access to an account",
        "pci/dss": "PCI DSS 4.0 requirement 3.3.1.2: never kept after authorisation",
    },
    headers=(
        "cvv",
        "cvv2",
        "cvc",
        "cvc2",
        "cav2",
        "cid code",
        "card security code",
        "security code",
        "card verification",
        "card verification value",
        "card verification code",
        "kartenprufnummer",
        "prufnummer",
        "cryptogramme",
        "codigo de seguridad",
    ),
    unless=("door", "alarm"),
    fits=r"\d{3,4}",
    needs_header=True,
    lookalikes=("1999", "123"),
)
