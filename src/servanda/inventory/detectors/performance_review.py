"""Performance at work."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Performance at work",
    dpv="PerformanceAtWork",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it decides on pay and work",
    laws={
        "eu/gdpr": "Article 88: data in the employment context",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(I): professional or employment-related information",
    },
    headers=(
        "performance rating",
        "performance review",
        "performance score",
        "performance evaluation",
        "employee rating",
        "appraisal",
        "appraisal score",
        "manager feedback",
        "manager comments",
        "leistungsbeurteilung",
        "leistungsbewertung",
        "mitarbeiterbeurteilung",
        "evaluation annuelle",
        "evaluacion de desempeno",
        "valutazione delle prestazioni",
        "beoordeling",
        "disciplinary action",
        "disciplinary actions",
        "disciplinary record",
        "written warning",
        "abmahnung",
        "abmahnungen",
        "sanction disciplinaire",
        "sancion disciplinaria",
        "absence days",
        "absenteeism",
        "sick days",
        "sick leave",
        "krankheitstage",
        "fehltage",
        "arret maladie",
    ),
    unless=(
        "property",
        "vehicle",
        "model",
        "engine",
        "system",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("exceeds expectations",),
)
