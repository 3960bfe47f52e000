"""Employment history."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Employment history",
    dpv="EmploymentHistory",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it tells of a whole working life",
    laws={
        "eu/gdpr": "Article 88: data in the employment context",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(I): professional or employment-related information",
    },
    headers=(
        "employment history",
        "work history",
        "previous employer",
        "previous employers",
        "past employer",
        "previous job",
        "job history",
        "resume",
        "cv",
        "cv text",
        "resume url",
        "lebenslauf url",
        "beruflicher werdegang",
        "werdegang",
        "parcours professionnel",
        "experience professionnelle",
        "historial laboral",
        "experiencia laboral",
        "curriculum",
        "esperienza lavorativa",
        "werkervaring",
        "years of experience",
        "years experience",
        "termination date",
        "termination reason",
        "reason for leaving",
        "kundigungsgrund",
        "motif de depart",
    ),
    unless=(
        "model",
        "metric",
        "score",
        "fold",
        "std",
        "mean",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("Acme 2019-2022",),
)
