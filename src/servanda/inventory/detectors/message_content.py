"""Content of a message."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Content of a message",
    dpv="Communication",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it was written for one reader alone",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(E): sensitive personal information, contents of mail, e-mail and text messages",
    },
    headers=(
        "message body",
        "message content",
        "message text",
        "email body",
        "email content",
        "mail body",
        "email text",
        "sms text",
        "sms body",
        "sms content",
        "chat message",
        "chat text",
        "chat transcript",
        "chat log",
        "call transcript",
        "transcript text",
        "conversation text",
        "dm text",
        "private message",
        "direct message",
        "nachrichtentext",
        "nachrichteninhalt",
        "contenu du message",
        "texto del mensaje",
        "testo del messaggio",
        "voicemail transcript",
    ),
    unless=(
        "template",
        "id",
        "type",
        "error",
        "log",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("See you at five",),
)
