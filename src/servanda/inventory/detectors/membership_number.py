"""Membership or loyalty number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Membership or loyalty number",
    dpv="Identifier",
    sensitivity=Sensitivity.INTERNAL,
    reason="it leads to one customer",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "loyalty number",
        "loyalty card",
        "loyalty card number",
        "loyalty id",
        "membership number",
        "membership no",
        "membership id",
        "frequent flyer number",
        "frequent flyer",
        "ffn",
        "rewards number",
        "rewards id",
        "kundenkarte",
        "kundenkartennummer",
        "mitgliedsnummer",
        "mitgliedsnr",
        "numero d adherent",
        "numero de socio",
        "numero tessera",
        "lidnummer",
        "club card number",
        "library card number",
    ),
    fits=r"[\w][\w/ .-]{2,30}",
    needs_header=True,
    lookalikes=("M-12345",),
)
