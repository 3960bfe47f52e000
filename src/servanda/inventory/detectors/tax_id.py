"""Tax number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Tax number",
    dpv="Tax",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it is used to file and claim in a person's name",
    laws={
        "eu/gdpr": "Article 87: a national identification number",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(R): any other unique identifying number",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a government identification number",
    },
    headers=(
        "tax id",
        "tax id number",
        "tax number",
        "tax no",
        "tin",
        "tin number",
        "taxpayer id",
        "taxpayer number",
        "tax identification number",
        "tax payer id",
        "steuernummer",
        "steuernr",
        "steuer nr",
        "numero fiscal",
        "codice fiscale numero",
        "fiscal number",
        "fiscal code",
        "belastingnummer",
        "skattenummer",
        "numero de identificacion fiscal",
        "identificacion fiscal",
        "identifiant fiscal",
    ),
    unless=(
        "rate",
        "type",
        "form",
        "class",
        "code",
        "exempt",
        "status",
    ),
    fits=r"[A-Z]{0,4}[ .-]?\d[\dA-Za-z ./-]{5,20}",
    needs_header=True,
    person="suits",
    lookalikes=("12/345/67890",),
)
