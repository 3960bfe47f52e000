"""Marital status."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Marital status",
    dpv="MaritalStatus",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it tells of a person's family life",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(C): a characteristic of a protected class",
    },
    headers=(
        "marital status",
        "marital",
        "civil status",
        "familienstand",
        "situation familiale",
        "estado civil",
        "stato civile",
        "burgerlijke staat",
        "relationship status",
    ),
    fits=r"[A-Za-z]|[^\W\d_][^\n\d@_]{2,30}",
    words=frozenset(
        {
            "married",
            "divorced",
            "widowed",
            "separated",
            "never married",
            "unmarried",
            "domestic partnership",
            "verheiratet",
            "ledig",
            "geschieden",
            "verwitwet",
            "marié",
            "mariée",
            "célibataire",
            "divorcé",
            "casado",
            "casada",
            "soltero",
            "soltera",
            "viudo",
        }
    ),
    person="needs",
    samples=("Married", "ledig", "divorced"),
    lookalikes=("M", "open", "active"),
)
