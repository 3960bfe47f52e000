"""Pregnancy and reproductive health."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Pregnancy and reproductive health",
    dpv="HealthHistory",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it can be held against a person in law and at work",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "pregnant",
        "is pregnant",
        "pregnancy",
        "pregnancy status",
        "pregnancies",
        "gestational age",
        "last menstrual period",
        "menstrual cycle",
        "cycle length",
        "contraception",
        "contraceptive",
        "fertility",
        "gravida",
        "parity status",
        "abortion",
        "miscarriage",
        "ivf",
        "schwanger",
        "schwangerschaft",
        "grossesse",
        "enceinte",
        "embarazo",
        "embarazada",
        "gravidanza",
        "zwanger",
        "zwangerschap",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("yes",),
)
