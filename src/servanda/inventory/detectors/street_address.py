"""Postal address."""

from __future__ import annotations

import re

from servanda.inventory.classes import Detector, Sensitivity

_STREET = re.compile(
    r"(?:^|[ .,])(?:st|str|street|rd|road|ave|av|avenue|blvd|boulevard|lane|ln|drive|dr|way|court|ct|place"
    r"|pl|square|sq|loop|parkway|pkwy|terrace|circle|crescent|close|row|highway|hwy|trail|alley|plaza|quay"
    r"|walk|mews|gardens|rue|chemin|allée|allee|impasse|quai|cours|route|via|viale|piazza|corso|calle|c/|av"
    r"|avda|avenida|paseo|plaza|carrera|rua|travessa|praça|largo|ulica|ul|platz|weg|gasse|apt|unit|suite"
    r"|floor|p\.? ?o\.? box|postfach)(?:$|[ .,])|(?:straße|strasse|str\.|weg|gasse|platz|allee|ring|damm"
    r"|ufer|straat|laan|gracht|plein|vägen|gatan|gata|vej|gade|veien|katu|tie)(?:$|[ ,\d])",
    re.IGNORECASE,
)


def _names_a_street(text: str) -> bool:
    return _STREET.search(text) is not None


DETECTOR = Detector(
    title="Postal address",
    dpv="PhysicalAddress",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it says where a person can be found",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(B): geographic subdivisions smaller than a state",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "address",
        "street",
        "street address",
        "postal address",
        "home address",
        "mailing address",
        "billing address",
        "shipping address",
        "delivery address",
        "address line",
        "addr",
        "residence",
        "adresse",
        "anschrift",
        "strasse",
        "strasse hausnummer",
        "hausnummer",
        "rue",
        "direccion",
        "domicilio",
        "calle",
        "indirizzo",
        "endereco",
        "logradouro",
        "adres",
        "straat",
        "ulica",
        "adress",
        "gata",
        "street name",
        "house number",
        "apartment",
    ),
    unless=(
        "email",
        "mail",
        "ip",
        "mac",
        "web",
        "wallet",
        "bitcoin",
        "crypto",
        "url",
        "memory",
        "contract",
        "network",
        "internet",
        "host",
        "server",
        "device",
        "type",
        "from",
        "to",
    ),
    pattern=(
        r"\d{1,6}[A-Za-z]?,? [^\n\d@]{2,60}"
        r"|[^\n\d@]{3,50}[, ] {0,2}\d{1,5} ?[A-Za-z]?(?:[-/]\d{1,4})?(?:[, ][^\n@]{1,60})?"
    ),
    valid=_names_a_street,
    fits=r"[^\n@]{0,80}[^\W\d_][^\n@]{1,160}|\d{1,5}[A-Za-z]?",
    trigger="0123456789",
    alone=0.6,
    person="suits",
    samples=(
        "120 Hanover Sq.",
        "Obere Str. 57",
        "12 rue des Bouchers",
        "Avda. de la Constitución 2222",
        "1692 Ede Loop",
        "Musterstraße 12a",
    ),
    lookalikes=(
        "10 boxes x 20 bags",
        "Beverages",
        "2024-01-15",
        "500 - 12 oz. pkgs.",
        "Order 10248",
        "Widget 12",
        "Fanny Lye 12",
    ),
)
