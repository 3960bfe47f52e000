"""Device identifier."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Device identifier",
    dpv="DeviceBased",
    sensitivity=Sensitivity.INTERNAL,
    reason="it follows one person's device",
    laws={
        "eu/gdpr": "Article 4(1) and recital 30: an online identifier",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(M): device identifiers and serial numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "imsi",
        "udi",
        "device id",
        "device identifier",
        "device serial",
        "device serial number",
        "android id",
        "device token",
        "unique device",
    ),
    fits=r"[\w():./-]{8,100}",
    needs_header=True,
    person="needs",
    lookalikes=("490154203237518",),
)
