"""Country."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.words import gazetteer

DETECTOR = Detector(
    title="Country",
    dpv="Country",
    sensitivity=Sensitivity.INTERNAL,
    reason="with other data it narrows down who a person is",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "country",
        "country code",
        "country name",
        "land",
        "pays",
        "pais",
        "paese",
        "nation",
        "kraj",
        "country of residence",
        "billing country",
        "shipping country",
    ),
    unless=("manufacture", "origin", "production"),
    fits=r"[^\W\d_][^\n\d@_]{1,50}|\d{3}",
    words=gazetteer("countries"),
    person="needs",
    samples=("Germany", "BRAZIL", "Côte d'Ivoire"),
    lookalikes=("Beverages", "eu-west-1"),
)
