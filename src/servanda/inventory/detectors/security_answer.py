"""Security question or answer."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Security question or answer",
    dpv="SecretText",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it opens a person's accounts when a password is lost",
    laws={
        "eu/gdpr": "Article 32(1): it guards personal data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, what gives access to an account",
        "pci/dss": "PCI DSS 4.0 requirement 8.6.2: never in clear in scripts or files",
    },
    headers=(
        "security answer",
        "secret answer",
        "security question",
        "secret question",
        "security answer 1",
        "security question answer",
        "answer to security question",
        "mother maiden name",
        "mothers maiden name",
        "password hint",
        "sicherheitsfrage",
        "sicherheitsantwort",
        "question secrete",
        "reponse secrete",
        "pregunta secreta",
        "respuesta secreta",
        "pregunta de seguridad",
        "domanda segreta",
    ),
    fits=r"[^\n]{1,200}",
    needs_header=True,
    lookalikes=("Rex",),
)
