"""Call log."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Call log",
    dpv="CallLog",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it tells whom a person knows",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(E): sensitive personal information, contents of mail, e-mail and text messages",
    },
    headers=(
        "caller id",
        "caller number",
        "caller phone",
        "callee",
        "callee number",
        "called number",
        "calling number",
        "dialed number",
        "dialled number",
        "call log",
        "call history",
        "call duration",
        "call start time",
        "incoming number",
        "outgoing number",
        "a number",
        "b number",
        "anrufer",
        "numero appelant",
        "numero appele",
        "numero llamado",
    ),
    unless=(
        "function",
        "stack",
        "api",
        "id",
    ),
    needs_header=True,
    person="suits",
    lookalikes=("120",),
)
