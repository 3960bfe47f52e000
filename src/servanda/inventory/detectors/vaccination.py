"""Vaccination."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Vaccination",
    dpv="HealthHistory",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it tells of a person's health",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "vaccine",
        "vaccination",
        "vaccinated",
        "is vaccinated",
        "vaccination status",
        "vaccination date",
        "vaccine name",
        "vaccine date",
        "immunization",
        "immunisation",
        "immunization status",
        "immunization date",
        "impfung",
        "impfstatus",
        "impfstoff",
        "impfdatum",
        "geimpft",
        "vaccin",
        "vaccine dose",
        "statut vaccinal",
        "vacuna",
        "estado de vacunacion",
        "vaccinazione",
        "szczepienie",
        "covid vaccine",
    ),
    unless=(
        "manufacturer",
        "stock",
        "rate",
        "coverage",
        "count",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("BNT162b2",),
)
