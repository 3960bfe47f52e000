"""Place of birth."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Place of birth",
    dpv="BirthPlace",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="with a name it singles a person out and answers security questions",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(B): geographic subdivisions smaller than a state",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "luogo nascita",
        "lieu naissance",
        "lugar nacimiento",
        "local nascimento",
        "ort der geburt",
        "dogum yeri",
        "miejsce urodzenia",
        "place birth",
        "birth town",
        "fodelseort",
        "birth place",
        "birthplace",
        "place of birth",
        "city of birth",
        "country of birth",
        "birth city",
        "birth country",
        "geburtsort",
        "lieu de naissance",
        "lugar de nacimiento",
        "luogo di nascita",
        "geboorteplaats",
    ),
    fits=r"[^\W\d_][^\n\d@_]{1,80}",
    needs_header=True,
    lookalikes=("London",),
)
