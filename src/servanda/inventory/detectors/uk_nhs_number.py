"""UK NHS number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity


def _checked(text: str) -> bool:
    from stdnum.gb import nhs

    return bool(nhs.is_valid(text))


DETECTOR = Detector(
    title="UK NHS number",
    dpv="HealthRecord",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it opens a person's health record",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=("nhs", "nhs number", "nhs no"),
    pattern=r"\d{3}[ -]?\d{3}[ -]?\d{4}",
    valid=_checked,
    trigger="0123456789",
    chance=0.1,
    alone=0.95,
    samples=("943 476 5919", "9434765919"),
    lookalikes=("943 476 5918", "1234567890", "12345"),
)
