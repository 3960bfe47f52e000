"""SNOMED CT code."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.detectors._checks import verhoeff

DETECTOR = Detector(
    title="SNOMED CT code",
    dpv="MedicalHealth",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it tells of a person's health",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "snomed",
        "snomed code",
        "snomed ct",
        "snomed ct code",
        "sctid",
        "snomed id",
        "snomed concept id",
    ),
    pattern=r"[1-9]\d{5,17}",
    valid=verhoeff,
    needs_header=True,
    chance=0.1,
    trigger="0123456789",
    person="needs",
    samples=(
        "195967001",
        "73211009",
    ),
    lookalikes=(
        "195967002",
        "12345",
    ),
)
