"""Looks."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Looks",
    dpv="PhysicalTrait",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it singles a person out, and may tell of their origin",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1): information that relates to a consumer",
    },
    headers=(
        "eye color",
        "eye colour",
        "hair color",
        "hair colour",
        "hair type",
        "skin tone",
        "skin color",
        "skin colour",
        "complexion",
        "distinguishing marks",
        "scars",
        "tattoo",
        "tattoos",
        "piercing",
        "piercings",
        "facial hair",
        "augenfarbe",
        "haarfarbe",
        "couleur des yeux",
        "couleur des cheveux",
        "color de ojos",
        "color de pelo",
        "colore occhi",
        "colore capelli",
        "oogkleur",
        "haarkleur",
    ),
    unless=(
        "product",
        "variant",
        "sku",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("brown",),
)
