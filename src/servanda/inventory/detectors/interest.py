"""Interests and preferences."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Interests and preferences",
    dpv="Interest",
    sensitivity=Sensitivity.INTERNAL,
    reason="it tells how a person lives",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1): information that relates to a consumer",
    },
    headers=(
        "interests",
        "hobby",
        "hobbies",
        "personal interests",
        "favourite food",
        "favorite food",
        "favourite music",
        "favorite music",
        "dietary preference",
        "dietary preferences",
        "dietary restrictions",
        "dietary requirements",
        "lifestyle",
        "persona segment",
        "hobbys",
        "interessen",
        "loisirs",
        "centres d interet",
        "aficiones",
        "intereses",
        "interessi",
        "passatempi",
    ),
    unless=(
        "rate",
        "income",
        "expense",
        "paid",
        "conflict",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("chess",),
)
