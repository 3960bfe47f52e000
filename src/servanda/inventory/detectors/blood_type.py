"""Blood type."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Blood type",
    dpv="BloodType",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it tells of a person's health",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "blood grp",
        "blood gp",
        "bloodtyp",
        "blood type",
        "blood group",
        "bloodtype",
        "bloodgroup",
        "blutgruppe",
        "groupe sanguin",
        "grupo sanguineo",
        "tipo de sangre",
        "gruppo sanguigno",
        "bloedgroep",
        "tipo sanguineo",
        "rh factor",
    ),
    pattern=r"(?:AB|A|B|O|0)(?: ?[+-]| ?(?:pos|neg|positive|negative|Rh[+-]|Rh pos|Rh neg))?",
    needs_header=True,
    samples=(
        "A+",
        "AB neg",
        "O-",
    ),
    lookalikes=(
        "C+",
        "A1",
    ),
)
