"""Employer."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Employer",
    dpv="CurrentEmployment",
    sensitivity=Sensitivity.INTERNAL,
    reason="with other data it narrows down who a person is",
    laws={
        "eu/gdpr": "Article 88: data in the employment context",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(I): professional or employment-related information",
    },
    headers=(
        "employer",
        "employer name",
        "current employer",
        "company employer",
        "place of work",
        "workplace",
        "arbeitgeber",
        "employeur",
        "empleador",
        "datore di lavoro",
        "werkgever",
        "pracodawca",
        "arbetsgivare",
        "empregador",
        "name of employer",
    ),
    unless=(
        "id",
        "contribution",
        "contributions",
        "cost",
        "match",
        "type",
        "size",
        "share",
        "code",
        "number",
        "tax",
    ),
    fits=r"[^\n@]{1,120}",
    needs_header=True,
    person="needs",
    lookalikes=("Acme Ltd",),
)
