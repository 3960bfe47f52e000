"""Philosophical belief."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Philosophical belief",
    dpv="PhilosophicalBelief",
    sensitivity=Sensitivity.RESTRICTED,
    reason="people are persecuted for it",
    laws={
        "eu/gdpr": "Article 9(1): special category",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(D): sensitive personal information",
    },
    headers=(
        "philosophical belief",
        "philosophical beliefs",
        "beliefs",
        "worldview",
        "weltanschauung",
        "conviction philosophique",
        "convictions",
        "creencias",
        "convinzioni filosofiche",
        "levensovertuiging",
        "life stance",
        "caste belief",
    ),
    unless=(
        "criminal",
        "prior",
        "count",
        "previous",
        "number",
        "date",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("humanist",),
)
