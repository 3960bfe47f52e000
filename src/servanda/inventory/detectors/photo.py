"""Picture of a person."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Picture of a person",
    dpv="Picture",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it shows a person's face",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(Q): full-face photographs",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(H): visual information",
    },
    headers=(
        "photo",
        "picture",
        "portrait",
        "avatar",
        "selfie",
        "headshot",
        "profile image",
        "profile picture",
        "passport photo",
        "foto",
        "lichtbild",
        "photo path",
        "photo url",
    ),
    unless=("product", "category", "film", "album", "thumbnail"),
    needs_header=True,
    random=True,
    person="needs",
    lookalikes=("photo.jpg",),
)
