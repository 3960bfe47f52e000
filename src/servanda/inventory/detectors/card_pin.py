"""PIN."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="PIN",
    dpv="PINCode",
    sensitivity=Sensitivity.RESTRICTED,
    reason="with the card it lets anyone draw money",
    laws={
        "pci/dss": "PCI DSS 4.0 requirement 3.3.1.3: never kept after authorisation",
        "eu/gdpr": "Article 32(1): it guards personal data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, what gives access to an account",
    },
    headers=(
        "pin",
        "pin number",
        "pin no",
        "atm pin",
        "card pin",
        "pin block",
        "pin hash",
        "login pin",
        "pin code",
        "pincode",
        "geheimzahl",
        "code pin",
        "codigo pin",
    ),
    unless=(
        "postal",
        "india",
        "pull",
        "git",
        "location",
        "map",
        "state",
        "city",
        "type",
        "count",
        "length",
        "required",
        "set",
        "zip",
    ),
    fits=r"\d{4,8}|[0-9A-F]{16}",
    needs_header=True,
    lookalikes=(
        "1999",
        "1234",
    ),
)
