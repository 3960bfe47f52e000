"""German health insurance number (KVNR)."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.detectors._checks import de_kvnr

DETECTOR = Detector(
    title="German health insurance number (KVNR)",
    dpv="Insurance",
    sensitivity=Sensitivity.RESTRICTED,
    reason="treatment can be had in a person's name with it",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(I): health plan beneficiary numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "kvnr",
        "krankenversichertennummer",
        "krankenversicherungsnummer",
        "versichertennummer",
        "egk nummer",
        "egk versichertennummer",
        "gkv nummer",
    ),
    pattern=r"[A-Z]\d{9}",
    valid=de_kvnr,
    fits=r"[A-Z]?\d{9,10}",
    chance=0.1,
    alone=0.95,
    trigger="0123456789",
    samples=(
        "A000500015",
        "T555558879",
    ),
    lookalikes=(
        "A000500016",
        "A00050001",
    ),
)
