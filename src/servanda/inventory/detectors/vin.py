"""Vehicle identification number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.detectors._checks import vin

DETECTOR = Detector(
    title="Vehicle identification number",
    dpv="Vehicle",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it leads to the owner of a car",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(L): vehicle identifiers and serial numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "vin",
        "vin number",
        "vehicle identification number",
        "vehicle id number",
        "chassis number",
        "chassis no",
        "fahrgestellnummer",
        "numero de chassis",
        "numero de bastidor",
        "telaio",
        "numero di telaio",
        "chassisnummer",
    ),
    pattern=r"[A-HJ-NPR-Z0-9]{17}",
    valid=vin,
    fits=r"[A-HJ-NPR-Z0-9]{11,17}",
    chance=0.09,
    alone=0.95,
    trigger="0123456789",
    samples=(
        "1HGCM82633A004352",
        "1M8GDM9AXKP042788",
    ),
    lookalikes=(
        "1HGCM82633A004353",
        "AAAAAAAAAAAAAAAAA",
        "12345678901234567",
    ),
)
