"""ICD-10 code."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="ICD-10 code",
    dpv="MedicalHealth",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it says what a person suffers from",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information about an individual",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "icd",
        "icd 10",
        "icd code",
        "icd 10 code",
        "icd10",
        "diagnosis code",
        "dx code",
        "diagnosis icd",
        "diagnosecode",
        "code cim",
    ),
    unless=("part", "product", "sku"),
    pattern=r"[A-TV-Z]\d[\dA-Z]\.[\dA-Z]{1,4}",
    fits=r"[A-TV-Z]\d[\dA-Z](?:\.?[\dA-Z]{1,4})?",
    trigger=".",
    alone=0.9,
    person="needs",
    samples=("E11.9", "S72.001A", "J45.909"),
    lookalikes=("E11", "1.2", "AB1.2", "U11.9"),
)
