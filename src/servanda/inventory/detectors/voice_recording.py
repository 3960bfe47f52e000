"""Recording of a voice."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Recording of a voice",
    dpv="VoiceCommunicationRecording",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="a voice can be recognised and copied",
    laws={
        "eu/gdpr": "Article 4(1), and Article 9(1) where it serves to identify: biometric data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(P): biometric identifiers, voice prints",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(H): audio, visual or similar information",
    },
    headers=(
        "call recording",
        "call recording url",
        "voice recording",
        "voice sample",
        "voicemail",
        "voice mail",
        "voicemail url",
        "recorded call",
        "audio recording",
        "sprachaufnahme",
        "gesprachsaufzeichnung",
        "enregistrement vocal",
        "grabacion de voz",
        "registrazione vocale",
    ),
    unless=(
        "enabled",
        "consent",
        "count",
        "duration",
    ),
    needs_header=True,
    random=True,
    lookalikes=("a.wav",),
)
