"""City."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.words import gazetteer, plain


def _is_a_place(text: str) -> bool:
    name = plain(text).casefold().strip(". ")
    return name in gazetteer("places-large") or name in gazetteer("places-middle")


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
        "city name",
        "city town",
        "town city",
        "cidade natal",
        "ort name",
        "wohnort stadt",
        "miejscowosc",
        "sehir",
        "il ilce",
        "bynavn",
        "poststed",
        "kaupunki",
        "mesto",
        "varos",
        "ville residence",
        "postal city",
        "home city",
        "mail city",
        "ship city",
        "billing city",
        "shipping city",
        "lugar de residencia",
        "citta residenza",
        "municipality name",
        "commune nom",
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
    pattern=r"[^\W\d_][\w'’.-]{0,30}(?: [^\W\d_][\w'’.-]{0,30}){0,4}",
    valid=_is_a_place,
    chance=0.2,
    alone=0.7,
    person="needs",
    samples=("London", "BERLIN", "são paulo"),
    lookalikes=("Beverages", "12345", "M1"),
)
