"""Account balance."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Account balance",
    dpv="FinancialStatus",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it tells of a person's means",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(B): a category of section 1798.80(e), financial information",
    },
    headers=(
        "account balance",
        "bank balance",
        "current balance",
        "available balance",
        "kontostand",
        "solde du compte",
        "saldo de cuenta",
        "saldo conto",
        "saldo disponible",
        "savings balance",
        "checking balance",
    ),
    fits=r"[^\W\d_]{0,3}[ $€£]{0,2}-?\d[\d.,' ]{0,18}[ $€£]{0,2}[^\W\d_]{0,3}|[<>]?\d{1,3}k? ?[-–] ?\d{1,3}k?",
    needs_header=True,
    person="needs",
    lookalikes=("120.50",),
)
