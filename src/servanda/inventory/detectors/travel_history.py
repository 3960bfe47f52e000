"""Travel."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Travel",
    dpv="TravelHistory",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it tells where a person is and was",
    laws={
        "eu/gdpr": "Article 4(1): location data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(C): sensitive personal information, precise geolocation",
    },
    headers=(
        "travel history",
        "travel dates",
        "itinerary",
        "trip history",
        "seat number",
        "seat no",
        "booking reference",
        "record locator",
        "passenger record",
        "countries visited",
        "pickup location",
        "pickup address",
        "dropoff location",
        "dropoff address",
        "drop off location",
        "trip origin",
        "trip destination",
        "boarding pass",
        "reiseverlauf",
        "historique de voyage",
        "historial de viajes",
        "check in date",
        "check out date",
        "checkin date",
        "checkout date",
        "room number",
        "zimmernummer",
        "numero de chambre",
        "numero de habitacion",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("12A",),
)
