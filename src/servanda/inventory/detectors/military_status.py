"""Military service."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Military service",
    dpv="Demographic",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it may expose a person to danger or favour",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1): information that relates to a consumer",
    },
    headers=(
        "veteran",
        "veteran status",
        "is veteran",
        "military status",
        "military service",
        "military id",
        "military rank",
        "wehrdienst",
        "service militaire",
        "servicio militar",
        "edipi",
        "dodid",
        "dod id",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("veteran",),
)
