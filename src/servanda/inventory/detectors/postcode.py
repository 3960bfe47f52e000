"""Postcode."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Postcode",
    dpv="PostalCode",
    sensitivity=Sensitivity.INTERNAL,
    reason="with a birth date and a gender it singles most people out",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(B): geographic subdivisions smaller than a state",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "pstlz",
        "cp",
        "cap",
        "zip5",
        "zip 5",
        "zip4",
        "zip postal",
        "zip postal code",
        "postal",
        "code poste",
        "postcode zip",
        "pc postcode",
        "cep",
        "codice postale",
        "codice avviamento postale",
        "npa",
        "postnr",
        "post nr",
        "posta kodu",
        "irsz",
        "psc",
        "pin code zip",
        "postcode",
        "post code",
        "postal code",
        "zip",
        "zip code",
        "zipcode",
        "plz",
        "postleitzahl",
        "code postal",
        "codigo postal",
        "postnummer",
        "kod pocztowy",
        "pin code",
        "eircode",
    ),
    unless=("file", "archive", "path", "gzip", "pin"),
    pattern=(
        r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"
        r"|[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d"
        r"|\d{5}-\d{4}"
        r"|\d{4} [A-Z]{2}"
        r"|\d{2}-\d{3}"
    ),
    fits=(
        r"[A-Z]{0,3}[ -]?\d[A-Z\d -]{2,9}"
        r"|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
        r"|[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d"
        r"|\d{3,8}"
    ),
    trigger="0123456789",
    person="needs",
    samples=("WA1 1DP", "T5K 2R7", "02139-4307", "1011 AB"),
    lookalikes=("AB123", "12345", "10248", "2024"),
)
