"""Age."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Age",
    dpv="Age",
    sensitivity=Sensitivity.INTERNAL,
    reason="with other data it narrows down who a person is, and it may mark a child",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(C): a characteristic of a protected class",
    },
    headers=(
        "age",
        "age years",
        "age in years",
        "age group",
        "age range",
        "alter",
        "edad",
        "eta",
        "idade",
        "leeftijd",
        "wiek",
        "alder",
    ),
    unless=(
        "max",
        "page",
        "cache",
        "session",
        "account",
        "document",
        "file",
        "vehicle",
        "car",
        "days",
        "average",
        "mean",
    ),
    fits=r"(?:1[01]\d|120|\d{1,2})(?:\.\d{1,2})?|\d{1,2} ?[-–] ?\d{1,3}|\d{2,3}\+",
    needs_header=True,
    person="needs",
    lookalikes=("42", "1234"),
)
