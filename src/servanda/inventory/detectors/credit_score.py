"""Credit score."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Credit score",
    dpv="CreditScore",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it decides what a person is lent",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(B): a category of section 1798.80(e), financial information",
    },
    headers=(
        "credit score",
        "fico",
        "fico score",
        "credit rating",
        "schufa",
        "schufa score",
        "bonitat",
        "bonitatsscore",
        "creditworthiness",
        "score de credit",
        "puntaje de credito",
        "credit grade",
    ),
    fits=r"\d{1,4}(?:\.\d{1,4})?|[A-Da-d][A-Da-d]{0,2}[+-]?\d?|[^\W\d_]{3,20}",
    needs_header=True,
    person="needs",
    lookalikes=("712",),
)
