"""Whereabouts."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Whereabouts",
    dpv="CurrentLocation",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it tells where a person is and was",
    laws={
        "eu/gdpr": "Article 4(1): location data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(C): sensitive personal information, precise geolocation",
    },
    headers=(
        "last location",
        "current location",
        "last known location",
        "location history",
        "location trace",
        "home location",
        "geohash",
        "geo hash",
        "what3words",
        "plus code",
        "user location",
        "device location",
        "gps location",
        "gps track",
        "aufenthaltsort",
        "aktueller standort",
        "localisation actuelle",
        "ubicacion actual",
        "posizione attuale",
        "geo location",
    ),
    fits=r"[^\n]{1,400}",
    needs_header=True,
    person="needs",
    lookalikes=("u33dc0",),
)
