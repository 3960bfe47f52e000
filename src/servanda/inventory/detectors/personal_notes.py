"""Notes about a person."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Notes about a person",
    dpv="Profile",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="free text about a person holds what nobody planned to keep",
    laws={"eu/gdpr": "Article 4(1): it identifies a person, alone or with other data"},
    headers=(
        "biography",
        "bio",
        "about me",
        "case notes",
        "medical notes",
        "clinical notes",
        "patient notes",
        "customer notes",
        "personal notes",
        "anamnese",
        "anamnesis",
        "lebenslauf",
        "curriculum vitae",
        "resume text",
    ),
    hints=(
        "notes",
        "note",
        "comment",
        "comments",
        "remarks",
        "bemerkung",
        "bemerkungen",
        "notizen",
        "remarques",
        "observaciones",
    ),
    unless=("release", "delivery"),
    needs_header=True,
    person="needs",
    lookalikes=("Called twice",),
)
