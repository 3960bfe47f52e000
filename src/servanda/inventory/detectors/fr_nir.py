"""French social security number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity


def _checked(text: str) -> bool:
    from stdnum.fr import nir

    return bool(nir.is_valid(text))


DETECTOR = Detector(
    title="French social security number",
    dpv="OfficialID",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it is used to act towards authorities in a person's name and cannot be changed",
    laws={
        "eu/gdpr": "Article 87: a national identification number",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a government identification number",
    },
    headers=("nir", "insee", "numero de securite sociale", "securite sociale", "numero secu"),
    pattern=r"[1-478] ?\d{2} ?[0-9]{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}",
    valid=_checked,
    trigger="0123456789",
    chance=0.011,
    alone=0.9,
    samples=("2 95 10 99 126 111 93", "295109912611193"),
    lookalikes=("295109912611199", "123456789012345"),
)
