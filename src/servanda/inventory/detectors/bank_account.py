"""Bank account."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Bank account",
    dpv="FinancialAccountNumber",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="money can be drawn from it or sent in a person's name",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(J): account numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, a financial account",
    },
    headers=(
        "bank account",
        "bank account number",
        "account number",
        "account no",
        "acct",
        "acct number",
        "acct no",
        "sort code",
        "kontonummer",
        "konto",
        "numero de compte",
        "compte bancaire",
        "numero de cuenta",
        "cuenta bancaria",
        "conto corrente",
        "conta bancaria",
        "rekeningnummer",
    ),
    unless=("type", "status", "chart"),
    fits=r"[A-Z]{0,4}[ -]?\d[\dA-Z -]{3,33}",
    needs_header=True,
    lookalikes=("12345678",),
)
