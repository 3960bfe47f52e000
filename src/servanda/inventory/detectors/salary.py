"""Salary or income."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Salary or income",
    dpv="Salary",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it tells of a person's means",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(I): professional or employment information",
    },
    headers=(
        "annual sal",
        "sal",
        "salary usd",
        "basesalary",
        "base salary",
        "gross salary",
        "net salary",
        "hourly rate pay",
        "hourly wage",
        "pay rate",
        "annual pay",
        "total pay",
        "total compensation",
        "remuneration",
        "gross wage",
        "gehalt brutto",
        "bruttogehalt",
        "salaire brut",
        "salaire annuel",
        "salario bruto",
        "salario base",
        "retribuzione",
        "maandsalaris",
        "pensja",
        "salary",
        "wage",
        "wages",
        "base pay",
        "compensation",
        "gross pay",
        "net pay",
        "bonus",
        "gehalt",
        "lohn",
        "salaire",
        "salario",
        "sueldo",
        "stipendio",
        "salaris",
        "loon",
        "wynagrodzenie",
    ),
    unless=("operating", "net", "total", "company", "tax", "statement"),
    fits=(
        r"[^\W\d_]{0,3}[ $€£]{0,2}-?\d[\d.,' ]{1,18}[ $€£]{0,2}[^\W\d_]{0,3}"
        r"|[<>]?\d{1,3}k? ?[-–] ?\d{1,3}k?"
    ),
    needs_header=True,
    person="needs",
    lookalikes=("52000",),
)
