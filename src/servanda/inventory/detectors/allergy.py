"""Allergy."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Allergy",
    dpv="MedicalHealth",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it says what harms a person",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information about an individual",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=("allergy", "allergies", "allergen", "intolerance", "allergie", "alergia"),
    hints=("description", "code", "reaction", "severity", "name"),
    tables=("allergy", "allergies", "intolerance"),
    needs_header=True,
    person="needs",
    lookalikes=("Asthma",),
)
