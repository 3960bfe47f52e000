"""Student number."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Student number",
    dpv="School",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it leads to one pupil or student",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(J): education information",
    },
    headers=(
        "student number",
        "student no",
        "matriculation number",
        "matrikelnummer",
        "matrikelnr",
        "matrikel nr",
        "numero etudiant",
        "numero de estudiante",
        "matricola studente",
        "studentnummer",
        "student roll number",
        "roll number",
        "roll no",
        "pupil number",
        "enrollment number",
        "enrolment number",
        "upn",
    ),
    fits=r"[\w][\w/ .-]{2,30}",
    needs_header=True,
    lookalikes=("s1234567",),
)
