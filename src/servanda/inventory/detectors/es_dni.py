"""Spanish DNI or NIE."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity


def _checked(text: str) -> bool:
    from stdnum.es import dni, nie

    return bool(dni.is_valid(text) or nie.is_valid(text))


DETECTOR = Detector(
    title="Spanish DNI or NIE",
    dpv="OfficialID",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it is used to act towards authorities in a person's name and cannot be changed",
    laws={
        "eu/gdpr": "Article 87: a national identification number",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a government identification number",
    },
    headers=("dni", "nie", "nif", "documento de identidad", "numero de identidad"),
    pattern=r"\d{8}[ -]?[A-HJ-NP-TV-Z]|[XYZ][ -]?\d{7}[ -]?[A-HJ-NP-TV-Z]",
    valid=_checked,
    trigger="0123456789",
    chance=0.05,
    alone=0.9,
    samples=("54362315K", "X-2482300-W", "54362315-K"),
    lookalikes=("54362315Z", "X-2482300-A", "12345678"),
)
