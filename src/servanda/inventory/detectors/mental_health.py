"""Mental health."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Mental health",
    dpv="MentalHealth",
    sensitivity=Sensitivity.RESTRICTED,
    reason="people are discriminated against for it",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "mental health",
        "mental health status",
        "psychiatric",
        "psychiatric history",
        "psychiatric diagnosis",
        "psychotherapy notes",
        "therapy notes",
        "phq9",
        "phq 9",
        "gad7",
        "phq9 score",
        "gad7 score",
        "depression score",
        "anxiety score",
        "suicide risk",
        "self harm",
        "psychische gesundheit",
        "sante mentale",
        "salud mental",
        "salute mentale",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("anxious",),
)
