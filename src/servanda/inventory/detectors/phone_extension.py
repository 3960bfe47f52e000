"""Telephone extension."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Telephone extension",
    dpv="TelephoneNumber",
    sensitivity=Sensitivity.INTERNAL,
    reason="it reaches one person inside an organisation",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(D): telephone numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=("phone extension", "phone ext", "telephone extension", "durchwahl"),
    hints=("extension", "ext", "extn"),
    unless=("file",),
    fits=r"x?\d{1,6}",
    needs_header=True,
    person="needs",
    lookalikes=("5467", "pdf"),
)
