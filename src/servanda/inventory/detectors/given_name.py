"""Given name."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.words import gazetteer

DETECTOR = Detector(
    title="Given name",
    dpv="Name",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it names a person and singles them out with little else",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(A): names",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "first name",
        "given name",
        "given names",
        "forename",
        "middle name",
        "fname",
        "vorname",
        "vornamen",
        "prenom",
        "prenoms",
        "primer nombre",
        "nombre de pila",
        "voornaam",
        "imie",
        "fornamn",
        "etunimi",
    ),
    hints=("first", "middle", "nombre", "nome"),
    unless=(
        "domain",
        "file",
        "host",
        "day",
        "date",
        "order",
        "seen",
        "login",
        "response",
        "page",
        "class",
    ),
    fits=r"[^\W\d_][^\n@/:\\_]{0,40}",
    words=gazetteer("given-names"),
    alone=0.7,
    samples=("Maria", "ANDREA", "jürgen"),
    lookalikes=("Beverages", "2024", "maria@example.com"),
)
