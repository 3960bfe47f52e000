"""Nationality."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.words import gazetteer

DETECTOR = Detector(
    title="Nationality",
    dpv="Nationality",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it may be a ground of discrimination",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(D): sensitive personal information, citizenship or immigration status",
    },
    headers=(
        "nationality",
        "citizenship",
        "citizen of",
        "immigration status",
        "staatsangehorigkeit",
        "nationalitat",
        "nationalite",
        "citoyennete",
        "nacionalidad",
        "cittadinanza",
        "nazionalita",
        "nacionalidade",
        "nationaliteit",
        "obywatelstwo",
    ),
    unless=("language",),
    fits=r"[^\W\d_][^\n\d@_]{1,40}",
    words=gazetteer("nationalities"),
    alone=0.9,
    person="needs",
    samples=("German", "brazilian"),
    lookalikes=("Beverages", "M"),
)
