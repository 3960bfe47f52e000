"""Symptom."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Symptom",
    dpv="MedicalHealth",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it tells of a person's health",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "symptom",
        "symptoms",
        "chief complaint",
        "presenting complaint",
        "reason for visit",
        "reason for admission",
        "beschwerden",
        "symptome",
        "symptomes",
        "motif de consultation",
        "sintomas",
        "motivo de consulta",
        "sintomi",
        "klachten",
        "objawy",
    ),
    unless=(
        "error",
        "bug",
        "ticket",
        "defect",
        "device",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("cough",),
)
