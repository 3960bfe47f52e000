"""Occupation."""

from __future__ import annotations

import re

from servanda.inventory.classes import Detector, Sensitivity

_WORDS = frozenset(
    """accountant administrator advisor agent analyst architect assistant associate attendant auditor
    buyer ceo cfo cto chef clerk coach consultant coordinator designer developer director doctor driver
    editor electrician employee engineer executive farmer founder head lawyer lead manager marketing
    mechanic nurse officer operator owner partner physician pilot planner practitioner president producer
    professor programmer recruiter representative researcher retired sales scientist secretary specialist
    staff student supervisor support surgeon teacher technician trainee trainer treasurer vice waiter
    worker writer practice medicine surgery geschäftsführer leiter sachbearbeiter buchhalter verkäufer
    directeur gérant vendeur ingénieur comptable director gerente vendedor ingeniero contador""".split()
)


def _is_an_occupation(text: str) -> bool:
    return not _WORDS.isdisjoint(re.split(r"[ ,/&.-]", text.casefold()))


DETECTOR = Detector(
    title="Occupation",
    dpv="Job",
    sensitivity=Sensitivity.INTERNAL,
    reason="with an employer it singles a person out",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(I): professional or employment information",
    },
    headers=(
        "role title",
        "role name job",
        "job ttl",
        "job role",
        "job name",
        "job position",
        "jobtitle",
        "occupation title",
        "employee position",
        "position title",
        "employment title",
        "berufsbezeichnung",
        "stellenbezeichnung",
        "poste occupe",
        "intitule du poste",
        "fonction",
        "metiers",
        "qualifica",
        "mansione",
        "ocupacion laboral",
        "funktion beruf",
        "stanowisko",
        "functie",
        "functietitel",
        "yrkestitel",
        "job title",
        "job",
        "occupation",
        "profession",
        "contact title",
        "employee title",
        "beruf",
        "metier",
        "ocupacion",
        "puesto",
        "cargo",
        "professione",
        "beroep",
        "zawod",
        "yrke",
        "speciality",
        "specialty",
    ),
    fits=r"[^\W\d_][^\n\d@_]{1,60}",
    hints=("title", "position"),
    unless=(
        "id",
        "queue",
        "run",
        "cron",
        "batch",
        "courtesy",
        "film",
        "book",
        "movie",
        "song",
        "album",
        "product",
        "page",
    ),
    pattern=r"[^\W\d_][^\n\d@_]{1,60}",
    valid=_is_an_occupation,
    needs_header=True,
    person="needs",
    samples=("Sales Representative", "Vice President, Sales", "Owner", "IT Manager"),
    lookalikes=("The Dark Side of the Moon", "admin@example.com"),
)
