"""Drug code."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Drug code",
    dpv="Prescription",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it tells what a person is treated with",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "ndc",
        "ndc code",
        "ndc number",
        "national drug code",
        "drug code",
        "rxnorm",
        "rxnorm code",
        "rxcui",
        "atc code",
        "pzn",
        "pharmazentralnummer",
        "code cip",
        "cip13",
        "snomed drug code",
    ),
    pattern=r"\d{4}-\d{4}-\d{2}|\d{5}-\d{3}-\d{2}|\d{5}-\d{4}-\d{1,2}",
    fits=r"\d{4,13}|[A-Z]\d{2}[A-Z]{2}\d{2}",
    needs_header=True,
    trigger="-",
    person="needs",
    samples=(
        "0777-3105-02",
        "12345-6789-01",
    ),
    lookalikes=(
        "2024-01-15",
        "555-1234",
    ),
)
