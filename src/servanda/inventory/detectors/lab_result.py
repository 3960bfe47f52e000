"""Measurement or laboratory result."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Measurement or laboratory result",
    dpv="MedicalHealth",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it tells of a person's health",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information about an individual",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "lab result",
        "test result",
        "laboratory result",
        "hba1c",
        "glucose",
        "cholesterol",
        "laborwert",
    ),
    hints=("value", "result", "description", "code", "observation"),
    tables=(
        "observation",
        "observations",
        "lab",
        "labs",
        "vital",
        "vitals",
        "laboratory",
        "measurement",
        "measurements",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("Asthma",),
)
