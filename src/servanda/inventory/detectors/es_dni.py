"""Spanish DNI."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.detectors._checks import Stdnum

DETECTOR = Detector(
    title="Spanish DNI",
    dpv="OfficialID",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it is used to act towards authorities in a person's name and cannot be changed",
    laws={
        "eu/gdpr": "Article 87: a national identification number",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a government identification number",
    },
    headers=("dni", "nif", "documento de identidad", "numero de identidad"),
    pattern=r"\d{8}[ -]?[A-HJ-NP-TV-Z]",
    valid=Stdnum("es.dni"),
    trigger="0123456789",
    chance=0.05,
    alone=0.9,
    samples=("54362315K", "54362315-K"),
    lookalikes=("54362315Z", "X-2482300-W", "12345678"),
)
