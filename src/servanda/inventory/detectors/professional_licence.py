"""Professional licence."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Professional licence",
    dpv="ProfessionalCertification",
    sensitivity=Sensitivity.INTERNAL,
    reason="it names one professional",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(K): certificate or licence numbers",
    },
    headers=(
        "medical license number",
        "medical licence number",
        "medical license",
        "nursing license",
        "nurse license",
        "bar number",
        "bar license number",
        "state bar number",
        "professional license",
        "professional license number",
        "professional licence number",
        "lanr",
        "arztnummer",
        "lebenslange arztnummer",
        "rpps",
        "numero rpps",
        "numero adeli",
        "gmc number",
        "gmc no",
        "numero de colegiado",
        "numero iscrizione albo",
        "board certification number",
    ),
    fits=r"[\w][\w/ .-]{2,30}",
    needs_header=True,
    lookalikes=("MD123456",),
)
