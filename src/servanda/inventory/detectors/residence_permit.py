"""Visa, residence or immigration status."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Visa, residence or immigration status",
    dpv="Residency",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it decides where a person may live and work",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(D): sensitive personal information, citizenship or immigration status",
    },
    headers=(
        "visa status",
        "visa number",
        "visa type",
        "immigration status",
        "residence permit",
        "residence permit number",
        "residence status",
        "residency status",
        "green card",
        "green card number",
        "work permit",
        "work permit number",
        "work authorization",
        "alien number",
        "alien registration number",
        "uscis number",
        "i94 number",
        "i 94",
        "aufenthaltstitel",
        "aufenthaltserlaubnis",
        "aufenthaltsstatus",
        "titre de sejour",
        "numero de titre de sejour",
        "permiso de residencia",
        "permesso di soggiorno",
        "verblijfsvergunning",
        "verblijfsstatus",
        "asylum status",
        "refugee status",
        "asylstatus",
    ),
    needs_header=True,
    lookalikes=("H-1B",),
)
