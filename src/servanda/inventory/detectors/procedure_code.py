"""Code of a medical procedure."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Code of a medical procedure",
    dpv="HealthHistory",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it tells what was done to a person",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "cpt",
        "cpt code",
        "cpt4",
        "hcpcs",
        "hcpcs code",
        "ops code",
        "icd10 pcs",
        "icd pcs",
        "ccam",
        "ccam code",
        "drg",
        "drg code",
        "ms drg",
        "ebm ziffer",
        "goa ziffer",
    ),
    fits=r"\d{4}[0-9A-Z]|[A-Z]\d{4}(?:-\d{2})?|\d-\d{2,3}[.\w]{0,6}|\d{2,3}|[0-9A-Z]{7}",
    needs_header=True,
    person="needs",
    lookalikes=("99213",),
)
