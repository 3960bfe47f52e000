"""Disability."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Disability",
    dpv="Disability",
    sensitivity=Sensitivity.RESTRICTED,
    reason="people are discriminated against for it",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "disability",
        "disabled",
        "is disabled",
        "disability status",
        "disability type",
        "disability rating",
        "behinderung",
        "behinderungsgrad",
        "grad der behinderung",
        "schwerbehinderung",
        "schwerbehindert",
        "handicape",
        "statut handicap",
        "situation de handicap",
        "discapacidad",
        "grado de discapacidad",
        "disabilita",
        "deficiencia",
        "arbeidsbeperking",
        "niepelnosprawnosc",
        "special needs",
        "accommodation needs",
    ),
    unless=(
        "user",
        "account",
        "feature",
        "button",
        "date",
        "at",
        "insurance",
        "parking",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("none",),
)
