"""Loan or debt."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Loan or debt",
    dpv="LoanRecord",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it tells what a person owes",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(B): a category of section 1798.80(e), financial information",
    },
    headers=(
        "loan amount",
        "loan balance",
        "mortgage",
        "mortgage amount",
        "outstanding debt",
        "debt amount",
        "total debt",
        "monthly debt",
        "debt to income",
        "dti",
        "kreditbetrag",
        "darlehen",
        "restschuld",
        "montant du pret",
        "prestamo",
        "mutuo",
        "hypothek",
        "hypotheek",
        "loan status",
        "loan purpose",
        "delinquency",
        "bankruptcy",
        "bankruptcies",
        "insolvenz",
    ),
    unless=(
        "count",
        "type",
        "rate",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("25000",),
)
