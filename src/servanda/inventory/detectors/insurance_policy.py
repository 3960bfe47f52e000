"""Insurance policy."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Insurance policy",
    dpv="Insurance",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it is used to claim in a person's name",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(B): a category of section 1798.80(e), financial information",
    },
    headers=(
        "insurance policy number",
        "insurance policy",
        "insurance policy no",
        "policyholder number",
        "policy holder number",
        "versicherungsscheinnummer",
        "versicherungsnummer",
        "policennummer",
        "numero de police",
        "numero de contrat d assurance",
        "numero de poliza",
        "poliza",
        "numero polizza",
        "polisnummer",
        "car insurance number",
    ),
    hints=(
        "policy number",
        "policy no",
        "policy id",
        "claim number",
    ),
    tables=(
        "policy",
        "policies",
        "policyholder",
        "policyholders",
        "insured",
        "auto",
        "motor",
        "household",
        "life",
        "versicherung",
        "insurance",
    ),
    unless=(
        "privacy",
        "password",
        "return",
        "retention",
        "security",
    ),
    fits=r"[\w][\w/ .-]{3,40}",
    needs_header=True,
    lookalikes=("POL-123456",),
)
