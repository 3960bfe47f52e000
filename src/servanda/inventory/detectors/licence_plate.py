"""Licence plate."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Licence plate",
    dpv="VehicalLicenseRegistration",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it leads to the owner of a car",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(L): vehicle identifiers and serial numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "license plate",
        "licence plate",
        "plate number",
        "plate no",
        "registration plate",
        "number plate",
        "vehicle registration",
        "vehicle registration number",
        "kennzeichen",
        "kfz kennzeichen",
        "immatriculation",
        "plaque d immatriculation",
        "targa",
        "kenteken",
        "nummerplaat",
        "tablica rejestracyjna",
        "reg plate",
        "license plate number",
        "vehicle plate",
    ),
    unless=(
        "light",
        "state",
    ),
    fits=r"[^\W_][^\W_ .·-]{0,3}[^\W_][^\W_ .·-]{0,10}|[^\W_]{1,4}[ .·-]{1,2}[^\W_]{1,5}(?:[ .·-]{1,2}[^\W_]{1,5})?",
    needs_header=True,
    lookalikes=("B-MX 1234",),
)
