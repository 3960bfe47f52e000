"""City."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.words import gazetteer

DETECTOR = Detector(
    title="City",
    dpv="City",
    sensitivity=Sensitivity.INTERNAL,
    reason="with other data it narrows down who a person is",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(B): geographic subdivisions smaller than a state",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "city",
        "town",
        "village",
        "municipality",
        "locality",
        "suburb",
        "stadt",
        "ort",
        "wohnort",
        "ville",
        "commune",
        "ciudad",
        "localidad",
        "poblacion",
        "municipio",
        "citta",
        "comune",
        "cidade",
        "stad",
        "plaats",
        "woonplaats",
        "miasto",
        "kommun",
    ),
    unless=("population", "sales", "count"),
    fits=r"[^\W\d_][^\n\d@_]{1,60}",
    words=gazetteer("cities"),
    alone=0.7,
    person="needs",
    samples=("London", "BERLIN", "são paulo"),
    lookalikes=("Beverages", "12345", "M1"),
)
