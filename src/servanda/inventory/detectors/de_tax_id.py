"""German tax identification number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity


def _checked(text: str) -> bool:
    from stdnum.de import idnr

    return bool(idnr.is_valid(text))


DETECTOR = Detector(
    title="German tax identification number",
    dpv="OfficialID",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it is used to act towards authorities in a person's name and cannot be changed",
    laws={
        "eu/gdpr": "Article 87: a national identification number",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a government identification number",
    },
    headers=(
        "steuer id",
        "steueridentifikationsnummer",
        "steuer identifikationsnummer",
        "tax id",
        "idnr",
        "steuernummer",
        "tin",
    ),
    pattern=r"\d{2} ?\d{3} ?\d{3} ?\d{3}",
    valid=_checked,
    fits=r"[\d /-]{8,20}|[A-Z]{2}[A-Z\d-]{6,14}",
    trigger="0123456789",
    chance=0.1,
    alone=0.9,
    samples=("36 574 261 809", "36574261809"),
    lookalikes=("36574261808", "12345678901", "36574261"),
)
