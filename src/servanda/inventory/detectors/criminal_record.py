"""Criminal record."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Criminal record",
    dpv="CriminalConviction",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it may cost a person their livelihood",
    laws={"eu/gdpr": "Article 10: criminal convictions and offences"},
    headers=(
        "criminal record",
        "criminal history",
        "conviction",
        "convictions",
        "felony",
        "misdemeanor",
        "vorstrafe",
        "vorstrafen",
        "casier judiciaire",
        "condamnation",
        "antecedentes penales",
        "casellario giudiziale",
        "strafblad",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("theft",),
)
