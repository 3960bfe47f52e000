"""Language a person speaks."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Language a person speaks",
    dpv="Language",
    sensitivity=Sensitivity.INTERNAL,
    reason="with other data it tells of origin",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1): information that relates to a consumer",
    },
    headers=(
        "native language",
        "mother tongue",
        "first language",
        "spoken language",
        "spoken languages",
        "languages spoken",
        "language spoken at home",
        "home language",
        "muttersprache",
        "langue maternelle",
        "lengua materna",
        "idioma materno",
        "madrelingua",
        "moedertaal",
        "jezyk ojczysty",
        "modersmal",
    ),
    fits=r"[^\n\d@]{2,80}",
    needs_header=True,
    person="needs",
    lookalikes=("Turkish",),
)
