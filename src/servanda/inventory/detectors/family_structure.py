"""Household and family."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Household and family",
    dpv="FamilyStructure",
    sensitivity=Sensitivity.INTERNAL,
    reason="with other data it narrows down who a person is",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1): information that relates to a consumer",
    },
    headers=(
        "household size",
        "household members",
        "family size",
        "family members",
        "family status",
        "number of dependents",
        "dependents",
        "num dependents",
        "siblings",
        "number of siblings",
        "haushaltsgrosse",
        "personen im haushalt",
        "familienmitglieder",
        "taille du foyer",
        "personnes a charge",
        "tamano del hogar",
        "miembros del hogar",
        "nucleo familiare",
        "gezinsgrootte",
        "lives with",
        "living arrangement",
    ),
    unless=(
        "id",
        "avg",
        "average",
        "median",
        "mean",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("3",),
)
