"""Trade union membership."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Trade union membership",
    dpv="TradeUnionMembership",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it may cost a person their job",
    laws={
        "eu/gdpr": "Article 9(1): trade union membership",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(D): sensitive personal information, union membership",
    },
    headers=(
        "trade union",
        "union member",
        "union membership",
        "labor union",
        "labour union",
        "trade union member",
        "gewerkschaft",
        "gewerkschaftsmitglied",
        "syndicat",
        "sindicato",
        "sindacato",
        "vakbond",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("ver.di",),
)
