"""Genetic data."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Genetic data",
    dpv="Genetic",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it tells of a person's health and family and cannot be changed",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(13): genetic data",
        "us/hipaa": "45 CFR 160.103: health information about an individual",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(F): sensitive personal information, genetic data",
    },
    headers=(
        "dna",
        "genome",
        "genotype",
        "genetic",
        "genetic data",
        "dna sequence",
        "snp",
        "gendaten",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("AGCT",),
)
