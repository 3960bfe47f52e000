"""Date of birth."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Date of birth",
    dpv="BirthDate",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="with a name or a postcode it singles a person out and answers security questions",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(C): dates directly related to an individual",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "date of birth",
        "birth date",
        "birthdate",
        "birthday",
        "dob",
        "birth day",
        "birth year",
        "year of birth",
        "birth month",
        "born",
        "geburtsdatum",
        "geburtstag",
        "geburtsjahr",
        "date de naissance",
        "naissance",
        "fecha de nacimiento",
        "fecha nacimiento",
        "data di nascita",
        "data de nascimento",
        "geboortedatum",
        "data urodzenia",
        "fodelsedatum",
    ),
    unless=("place", "city", "country"),
    fits=(
        r"(?:\d{4}[-/.]?\d{1,2}[-/.]?\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}"
        r"|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}|[A-Za-z]{3,9} \d{1,2},? \d{4}|(?:18|19"
        r"|20)\d{2})(?:[T ]\d{1,2}:\d{2}[^\n]{0,24})?"
        r"|\d{1,2}"
    ),
    needs_header=True,
    lookalikes=("1980-02-29", "20240101"),
)
