"""Cost of care."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Cost of care",
    dpv="MedicalHealth",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it tells how ill a person was",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "healthcare expenses",
        "healthcare coverage",
        "medical expense",
        "medical expenses",
        "health expense",
        "health expenses",
        "medical cost",
        "medical costs",
        "medical bill",
        "hospital bill",
        "treatment cost",
        "copay",
        "copayment",
        "behandlungskosten",
        "frais medicaux",
        "gastos medicos",
        "spese mediche",
    ),
    fits=r"[^\W\d_]{0,3}[ $€£]{0,2}-?\d[\d.,' ]{0,18}[ $€£]{0,2}[^\W\d_]{0,3}|[<>]?\d{1,3}k? ?[-–] ?\d{1,3}k?",
    needs_header=True,
    person="needs",
    lookalikes=("1200.00",),
)
