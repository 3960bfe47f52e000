"""Income or wealth."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Income or wealth",
    dpv="Income",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it tells of a person's means",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(B): a category of section 1798.80(e), financial information",
    },
    headers=(
        "income",
        "annual income",
        "monthly income",
        "yearly income",
        "household income",
        "gross income",
        "net worth",
        "personal income",
        "family income",
        "einkommen",
        "haushaltseinkommen",
        "revenu",
        "revenus",
        "revenu annuel",
        "ingresos",
        "ingreso mensual",
        "reddito",
        "renda",
        "inkomen",
        "dochod",
        "income bracket",
        "income range",
        "wealth",
    ),
    unless=(
        "operating",
        "net",
        "total",
        "company",
        "tax",
        "statement",
        "interest",
        "business",
        "segment",
        "comprehensive",
        "account",
    ),
    fits=r"[^\W\d_]{0,3}[ $€£]{0,2}-?\d[\d.,' ]{0,18}[ $€£]{0,2}[^\W\d_]{0,3}|[<>]?\d{1,3}k? ?[-–] ?\d{1,3}k?",
    needs_header=True,
    person="needs",
    lookalikes=("52000",),
)
