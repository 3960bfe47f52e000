"""Employee number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Employee number",
    dpv="Professional",
    sensitivity=Sensitivity.INTERNAL,
    reason="it leads to one employee",
    laws={
        "eu/gdpr": "Article 88: data in the employment context",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(I): professional or employment-related information",
    },
    headers=(
        "personnel number",
        "personnel no",
        "personalnummer",
        "personal nr",
        "employee number",
        "employee no",
        "emp no",
        "staff number",
        "staff no",
        "badge number",
        "badge no",
        "payroll number",
        "payroll no",
        "numero de matricule employe",
        "matricule salarie",
        "numero de empleado",
        "matricola dipendente",
        "personeelsnummer",
        "worker number",
        "employee code",
        "pernr",
    ),
    fits=r"[\w][\w/ .-]{1,30}",
    needs_header=True,
    lookalikes=("E10042",),
)
