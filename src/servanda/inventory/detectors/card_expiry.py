"""Card expiry date."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Card expiry date",
    dpv="PaymentCardExpiry",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="with the card number it lets anyone pay",
    laws={"pci/dss": "PCI DSS 4.0 requirement 3: the expiry date, where kept with the card number"},
    headers=(
        "card expiry",
        "card expiration",
        "card exp",
        "card expiry date",
        "card expiration date",
        "cc exp",
        "cc expiry",
        "exp month",
        "exp year",
        "valid thru",
    ),
    hints=("expiry", "expiration", "expires"),
    tables=("card", "cards", "payment method"),
    fits=r"(?:0?[1-9]|1[0-2])[/ -]?(?:\d{2}|20\d{2})|\d{1,4}|20\d{2}-\d{2}(?:-\d{2})?",
    needs_header=True,
    lookalikes=("12/26",),
)
