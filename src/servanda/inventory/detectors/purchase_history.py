"""Purchases and spending."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Purchases and spending",
    dpv="PurchasesAndSpendingHabit",
    sensitivity=Sensitivity.INTERNAL,
    reason="it tells how a person lives",
    laws={
        "eu/gdpr": "Article 4(1): information relating to a person",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(D): records of what was bought",
    },
    headers=(
        "purchase history",
        "order history",
        "spending score",
        "total spend",
        "total spent",
        "amount spent",
        "lifetime value",
        "customer lifetime value",
        "clv",
        "ltv",
        "purchase frequency",
        "last purchase",
        "last purchase date",
        "last purchase amount",
        "kaufhistorie",
        "bestellhistorie",
        "historique d achat",
        "historial de compras",
        "storico acquisti",
        "favourite product",
        "favorite product",
        "wishlist",
    ),
    unless=(
        "loan",
        "mortgage",
        "marketing",
        "campaign",
        "ad",
        "budget",
        "ratio",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("320.00",),
)
