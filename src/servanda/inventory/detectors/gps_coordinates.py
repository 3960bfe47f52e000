"""Place on the map."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity


def _is_on_earth(text: str) -> bool:
    latitude, _, longitude = text.strip("()").replace(";", ",").partition(",")
    return abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180


DETECTOR = Detector(
    title="Place on the map",
    dpv="GPSCoordinate",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it says where a person lives or was",
    laws={
        "eu/gdpr": "Article 4(1): location data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(B): geographic subdivisions smaller than a state",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(C): sensitive personal information, precise geolocation",
    },
    headers=(
        "lat",
        "latitude",
        "lon",
        "lng",
        "long",
        "longitude",
        "gps",
        "coordinates",
        "lat long",
        "lat lon",
        "geo point",
        "geolocation",
        "breitengrad",
        "langengrad",
        "latitud",
        "longitud",
        "latitudine",
        "longitudine",
    ),
    pattern=r"\(?-?\d{1,2}\.\d{3,15} ?[,;] ?-?\d{1,3}\.\d{3,15}\)?",
    valid=_is_on_earth,
    fits=(
        r"-?\d{1,3}\.\d{1,20}"
        r"|(?:SRID=\d{1,6};)?POINT ?\(-?\d{1,3}\.\d{1,20} -?\d{1,3}\.\d{1,20}\)"
    ),
    trigger=",;",
    person="needs",
    samples=("42.36877, -71.15168", "(51.5074,-0.1278)"),
    lookalikes=("1,234", "99.12345,190.12345", "12.5, 13.5"),
)
