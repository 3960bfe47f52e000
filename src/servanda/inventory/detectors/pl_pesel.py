"""Polish PESEL."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity


def _checked(text: str) -> bool:
    from stdnum.pl import pesel

    return bool(pesel.is_valid(text))


DETECTOR = Detector(
    title="Polish PESEL",
    dpv="OfficialID",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it is used to act towards authorities in a person's name and cannot be changed",
    laws={
        "eu/gdpr": "Article 87: a national identification number",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a government identification number",
    },
    headers=("pesel",),
    pattern=r"\d{11}",
    valid=_checked,
    trigger="0123456789",
    chance=0.05,
    alone=0.95,
    samples=("44051401359",),
    lookalikes=("44051401358", "12345678901"),
)
