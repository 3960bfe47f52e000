"""Health insurance number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Health insurance number",
    dpv="Insurance",
    sensitivity=Sensitivity.RESTRICTED,
    reason="treatment can be had in a person's name with it",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(15): data concerning health",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(I): health plan beneficiary numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(B): sensitive personal information, health",
    },
    headers=(
        "insurance id",
        "insurance number",
        "insurance no",
        "insurance member id",
        "health plan number",
        "health insurance number",
        "medicare number",
        "medicaid number",
        "hicn",
        "beneficiary id",
        "beneficiary number",
        "krankenversicherungsnummer",
        "krankenversichertennummer",
        "versichertennummer",
        "patient insurance id",
        "numero d assure",
    ),
    hints=("member id", "member number", "subscriber id", "policy number"),
    tables=(
        "payer",
        "payers",
        "insurance",
        "health",
        "claim",
        "claims",
        "coverage",
        "plan",
        "eligibility",
    ),
    unless=("car", "vehicle"),
    fits=r"[\w-]{4,40}",
    needs_header=True,
    lookalikes=("1EG4-TE5-MK73",),
)
