"""Driving licence number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Driving licence number",
    dpv="VehicleLicense",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it is used to take a person's identity",
    laws={
        "eu/gdpr": "Article 87: a national identification number",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(K): certificate or licence numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a driver's licence number",
    },
    headers=(
        "driver license",
        "drivers license",
        "driver licence",
        "drivers licence",
        "driving licence",
        "driving license",
        "driver license number",
        "driver licence number",
        "driving licence number",
        "drivers license number",
        "licence number",
        "license number",
        "dl number",
        "dl no",
        "fuhrerschein",
        "fuhrerscheinnummer",
        "permis de conduire",
        "licencia de conducir",
        "patente di guida",
        "rijbewijs",
    ),
    hints=("drivers",),
    unless=("software", "plate", "product"),
    fits=r"[A-Z0-9][A-Z0-9 *-]{2,10}\d[A-Z0-9 -]{0,12}",
    needs_header=True,
    lookalikes=("S99985312",),
)
