"""Dutch BSN."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity


def _checked(text: str) -> bool:
    from stdnum.nl import bsn

    return bool(bsn.is_valid(text))


DETECTOR = Detector(
    title="Dutch BSN",
    dpv="OfficialID",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it is used to act towards authorities in a person's name and cannot be changed",
    laws={
        "eu/gdpr": "Article 87: a national identification number",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a government identification number",
    },
    headers=("bsn", "burgerservicenummer", "sofinummer"),
    pattern=r"\d{8,9}",
    valid=_checked,
    trigger="0123456789",
    chance=0.1,
    alone=0.9,
    needs_header=True,
    samples=("111222333",),
    lookalikes=("111252333", "123456789"),
)
