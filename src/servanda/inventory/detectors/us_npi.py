"""US national provider identifier."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity


def _checked(text: str) -> bool:
    """The Luhn digit over the number with the prefix 80840 (45 CFR 162.406)."""
    from stdnum import luhn

    return bool(luhn.is_valid("80840" + text))


DETECTOR = Detector(
    title="US national provider identifier",
    dpv="ProfessionalCertification",
    sensitivity=Sensitivity.INTERNAL,
    reason="it names one health professional",
    laws={"us/hipaa": "45 CFR 164.514(b)(2)(i)(R): any other unique identifying number"},
    headers=("npi", "national provider identifier", "provider npi", "npi number"),
    pattern=r"[12]\d{9}",
    valid=_checked,
    trigger="12",
    chance=0.1,
    alone=0.9,
    samples=("1234567893",),
    lookalikes=("1234567890", "1577836800", "3234567893"),
)
