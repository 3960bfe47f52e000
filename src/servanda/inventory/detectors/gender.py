"""Gender."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Gender",
    dpv="Gender",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="with a birth date and a postcode it singles most people out",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(C): a characteristic of a protected class",
    },
    headers=(
        "gender cd",
        "sex cd",
        "gender code",
        "sex code",
        "cinsiyet",
        "gender",
        "sex",
        "geschlecht",
        "sexe",
        "genre",
        "sexo",
        "genero",
        "sesso",
        "geslacht",
        "plec",
        "kon",
    ),
    unless=("id", "music", "orientation", "product"),
    fits=(
        r"[mfwdxuohvkMFWDXUOHVK012349]|(?i:[mf]em?|masc|m/f|unknown|other|not (?:specified|stated|known|given)"
        r"|unspecified|undisclosed|n/a|prefer not to (?:say|answer|disclose)|trans(?:gender)?(?: wo?man)?"
        r"|girl|boy|f(?:em)?|diverse?|agender|genderfluid|queer|genderqueer|bigender|kobieta|m[eę]żczyzna|kvinna|man"
        r"|kadın|erkek|muž|žena|мужской|женский)"
    ),
    words=frozenset(
        {
            "male",
            "female",
            "non-binary",
            "nonbinary",
            "männlich",
            "weiblich",
            "divers",
            "homme",
            "femme",
            "masculin",
            "féminin",
            "hombre",
            "mujer",
            "masculino",
            "femenino",
            "feminino",
            "maschio",
            "femmina",
            "man",
            "woman",
            "vrouw",
            "transgender",
            "agender",
        }
    ),
    alone=0.6,
    person="needs",
    samples=("male", "Female", "weiblich", "non-binary"),
    lookalikes=("M", "rock", "1"),
)
