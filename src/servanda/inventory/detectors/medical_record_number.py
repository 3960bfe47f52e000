"""Medical record number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Medical record number",
    dpv="HealthRecord",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it opens a person's health record",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(H): medical record numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "mrn",
        "medical record number",
        "medical record no",
        "medical record",
        "health record number",
        "patient number",
        "patient no",
        "chart number",
        "hospital number",
        "patientennummer",
        "fallnummer",
        "numero de dossier medical",
        "historia clinica",
    ),
    fits=r"[\w/-]{0,12}\d[\w/-]{2,40}",
    needs_header=True,
    lookalikes=("00123456",),
)
