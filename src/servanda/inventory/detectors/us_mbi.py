"""US Medicare beneficiary identifier."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="US Medicare beneficiary identifier",
    dpv="Insurance",
    sensitivity=Sensitivity.RESTRICTED,
    reason="treatment can be had in a person's name with it",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(I): health plan beneficiary numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "mbi",
        "medicare beneficiary identifier",
        "medicare id",
        "medicare beneficiary id",
        "medicare beneficiary number",
        "mbi number",
    ),
    pattern=r"[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}",
    alone=0.9,
    trigger="0123456789",
    samples=(
        "1EG4-TE5-MK73",
        "1EG4TE5MK73",
    ),
    lookalikes=(
        "0EG4-TE5-MK73",
        "1SG4-TE5-MK73",
    ),
)
