"""Date of death."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Date of death",
    dpv="LifeHistory",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it is a fact of a person's life that their family may not want known",
    laws={"us/hipaa": "45 CFR 164.514(b)(2)(i)(C): dates directly related to an individual"},
    headers=(
        "date of death",
        "death date",
        "deathdate",
        "deceased date",
        "died",
        "dod",
        "sterbedatum",
        "todesdatum",
        "date de deces",
        "fecha de defuncion",
    ),
    fits=(
        r"(?:\d{4}[-/.]?\d{1,2}[-/.]?\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}"
        r"|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}|[A-Za-z]{3,9} \d{1,2},? \d{4}|(?:18|19"
        r"|20)\d{2})(?:[T ]\d{1,2}:\d{2}[^\n]{0,24})?"
    ),
    needs_header=True,
    lookalikes=("1980-02-29",),
)
