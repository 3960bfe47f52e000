"""Italian codice fiscale."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity


def _checked(text: str) -> bool:
    from stdnum.it import codicefiscale

    return bool(codicefiscale.is_valid(text))


DETECTOR = Detector(
    title="Italian codice fiscale",
    dpv="OfficialID",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it is used to act towards authorities in a person's name and cannot be changed",
    laws={
        "eu/gdpr": "Article 87: a national identification number",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a government identification number",
    },
    headers=("codice fiscale", "cod fisc", "codfiscale"),
    pattern=r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]",
    valid=_checked,
    trigger="0123456789",
    chance=0.04,
    alone=0.9,
    samples=("RCCMNL83S18D969H",),
    lookalikes=("RCCMNL83S18D969A", "RCCMNL83S18D96"),
)
