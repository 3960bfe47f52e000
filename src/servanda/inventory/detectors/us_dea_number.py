"""US DEA number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.detectors._checks import us_dea

DETECTOR = Detector(
    title="US DEA number",
    dpv="ProfessionalCertification",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it lets one prescribe controlled drugs",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(K): certificate or licence numbers",
    },
    headers=(
        "dea",
        "dea number",
        "dea no",
        "dea registration",
        "dea registration number",
        "prescriber dea",
        "provider dea",
    ),
    pattern=r"[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}",
    valid=us_dea,
    chance=0.1,
    alone=0.95,
    trigger="0123456789",
    samples=(
        "AB1234563",
        "FS1234563",
    ),
    lookalikes=(
        "AB1234564",
        "AB123456",
        "ZZ1234563",
    ),
)
