"""Business plan or forecast."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Business plan or forecast",
    dpv="",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it moves prices and rivals",
    laws={
        "eu/gdpr": "Article 32(1): the same safeguards serve; Directive (EU) 2016/943 Article 2(1) protects trade secrets",
    },
    headers=(
        "revenue forecast",
        "sales forecast",
        "profit forecast",
        "earnings forecast",
        "budget forecast",
        "sales pipeline value",
        "deal value",
        "deal size",
        "opportunity amount",
        "merger target",
        "acquisition target",
        "acquisition price",
        "takeover price",
        "unreleased earnings",
        "earnings guidance",
        "umsatzprognose",
        "umsatzplan",
        "absatzprognose",
        "previsions de vente",
        "previsions de chiffre d affaires",
        "prevision de ventas",
        "previsione vendite",
        "omzetprognose",
        "board minutes",
        "board resolution",
        "strategic plan",
        "business plan",
    ),
    needs_header=True,
    person="apart",
    lookalikes=("1200000",),
)
