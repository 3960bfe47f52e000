"""Health of the family."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Health of the family",
    dpv="FamilyHealthHistory",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it tells of the health of several people",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 160.103: health information",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "family history",
        "family medical history",
        "family health history",
        "hereditary disease",
        "familienanamnese",
        "antecedents familiaux",
        "antecedentes familiares",
        "anamnesi familiare",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("diabetes",),
)
