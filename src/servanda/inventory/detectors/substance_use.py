"""Smoking, alcohol and drugs."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Smoking, alcohol and drugs",
    dpv="HealthHistory",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it tells of a person's health and may cost them work",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "smoker",
        "is smoker",
        "smoking",
        "smoking status",
        "smoking history",
        "tobacco use",
        "alcohol use",
        "alcohol consumption",
        "alcohol intake",
        "drug use",
        "drug test",
        "drug test result",
        "drug screening",
        "substance abuse",
        "substance use",
        "pack years",
        "raucher",
        "raucherstatus",
        "rauchverhalten",
        "alkoholkonsum",
        "fumeur",
        "tabagisme",
        "fumador",
        "tabaquismo",
        "fumatore",
        "roker",
        "drinks per week",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("never",),
)
