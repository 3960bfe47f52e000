"""Gender identity."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Gender identity",
    dpv="Gender",
    sensitivity=Sensitivity.RESTRICTED,
    reason="people are discriminated against for it",
    laws={
        "eu/gdpr": "Article 9(1): special category, sex life or orientation",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(C): sensitive personal information, sex life or orientation",
    },
    headers=(
        "gender identity",
        "pronoun",
        "pronouns",
        "preferred pronoun",
        "preferred pronouns",
        "personal pronouns",
        "transgender",
        "is transgender",
        "trans status",
        "gender expression",
        "geschlechtsidentitat",
        "identite de genre",
        "identidad de genero",
        "identita di genere",
        "sex at birth",
        "sex assigned at birth",
    ),
    fits=r"[^\n\d@]{1,60}",
    needs_header=True,
    person="needs",
    lookalikes=("she/her",),
)
