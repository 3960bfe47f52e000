"""Passport number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Passport number",
    dpv="Passport",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it is used to take a person's identity",
    laws={
        "eu/gdpr": "Article 87: a national identification number",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(K): certificate or licence numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a passport number",
    },
    headers=(
        "passport",
        "passport number",
        "passport no",
        "passport id",
        "reisepass",
        "passnummer",
        "passeport",
        "pasaporte",
        "passaporto",
        "paspoort",
        "travel document",
    ),
    fits=r"[A-Z]{0,3}[ -]?\d{5,9}[A-Z]?",
    needs_header=True,
    lookalikes=("C01X00T47", "12345"),
)
