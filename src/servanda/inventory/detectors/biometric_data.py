"""Biometric data."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Biometric data",
    dpv="Biometric",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it identifies a person and cannot be changed",
    laws={
        "eu/gdpr": "Article 9(1) with Article 4(14): biometric data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(P): biometric identifiers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(A): sensitive personal information, biometric information to identify a person",
    },
    headers=(
        "biometric",
        "biometrics",
        "fingerprint",
        "finger print",
        "face template",
        "face embedding",
        "iris scan",
        "retina scan",
        "voiceprint",
        "voice print",
        "fingerabdruck",
        "empreinte digitale",
        "huella digital",
    ),
    unless=("browser", "device", "certificate", "key", "ssh", "file", "cert"),
    needs_header=True,
    random=True,
    person="needs",
    lookalikes=("0011",),
)
