"""UK national insurance number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="UK national insurance number",
    dpv="OfficialID",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it is used to act towards authorities in a person's name and cannot be changed",
    laws={
        "eu/gdpr": "Article 87: a national identification number",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a government identification number",
    },
    headers=("nino", "national insurance", "national insurance number", "ni number"),
    pattern=r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]",
    trigger="0123456789",
    alone=0.9,
    samples=("AB 12 34 56 C", "AB123456C"),
    lookalikes=("DA123456C", "AB123456E", "AB12345C"),
)
