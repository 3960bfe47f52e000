"""LOINC code."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.detectors._checks import loinc

DETECTOR = Detector(
    title="LOINC code",
    dpv="MedicalHealth",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it tells what a person was examined for",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "loinc",
        "loinc code",
        "loinc num",
        "loinc number",
        "loinc id",
        "test loinc",
    ),
    pattern=r"\d{3,5}-\d",
    valid=loinc,
    needs_header=True,
    chance=0.1,
    trigger="-",
    person="needs",
    samples=(
        "2951-2",
        "8302-2",
        "94500-6",
    ),
    lookalikes=(
        "2951-3",
        "2024-1",
    ),
)
