"""Medication."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Medication",
    dpv="Prescription",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it tells what a person suffers from",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information about an individual",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "medication",
        "medications",
        "medication name",
        "drug",
        "drug name",
        "prescription",
        "prescribed",
        "dosage",
        "ndc",
        "medikament",
        "wirkstoff",
        "medicament",
        "ordonnance",
        "medicamento",
        "farmaco",
        "medicijn",
        "lek",
    ),
    hints=("description", "code", "name"),
    tables=(
        "medication",
        "medications",
        "prescription",
        "prescriptions",
        "drug",
        "drugs",
        "rx",
        "dispense",
        "pharmacy",
    ),
    unless=("cost", "price"),
    needs_header=True,
    person="needs",
    lookalikes=("Asthma",),
)
