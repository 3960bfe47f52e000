"""Family name."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.words import gazetteer

DETECTOR = Detector(
    title="Family name",
    dpv="Name",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it names a person and singles them out with little else",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(A): names",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "last name",
        "family name",
        "surname",
        "lname",
        "maiden name",
        "nachname",
        "familienname",
        "geburtsname",
        "nom de famille",
        "nom de naissance",
        "apellido",
        "apellidos",
        "cognome",
        "sobrenome",
        "achternaam",
        "nazwisko",
        "efternamn",
        "sukunimi",
    ),
    hints=("last", "maiden", "nom"),
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
        "update",
        "active",
        "visit",
        "modified",
    ),
    fits=r"[^\W\d_][^\n@/:\\_]{0,40}",
    words=gazetteer("family-names"),
    alone=0.7,
    samples=("Smith", "GARCIA", "Müller"),
    lookalikes=("Beverages", "2024-01-01", "smith42@example.com"),
)
