"""Internal price or margin."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Internal price or margin",
    dpv="",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="a rival or a customer can use it in dealing",
    laws={
        "eu/gdpr": "Article 32(1): the same safeguards serve; Directive (EU) 2016/943 Article 2(1) protects trade secrets",
    },
    headers=(
        "cost price",
        "wholesale price",
        "purchase price net",
        "supplier price",
        "dealer price",
        "internal price",
        "transfer price",
        "gross margin",
        "profit margin",
        "contribution margin",
        "margin percent",
        "markup percent",
        "negotiated price",
        "negotiated discount",
        "discount agreement",
        "floor price",
        "reserve price",
        "einkaufspreis",
        "ek preis",
        "herstellkosten",
        "deckungsbeitrag",
        "handelsspanne",
        "prix d achat",
        "prix de revient",
        "marge brute",
        "precio de coste",
        "precio de compra",
        "margen bruto",
        "prezzo di acquisto",
        "prezzo di costo",
        "margine lordo",
        "inkoopprijs",
        "cena zakupu",
    ),
    fits=r"[^\W\d_]{0,3}[ $€£]{0,2}-?\d[\d.,' ]{0,18}[ $€£]{0,2}[^\W\d_]{0,3}|[<>]?\d{1,3}k? ?[-–] ?\d{1,3}k?|-?\d{1,4}(?:[.,]\d{1,6})? ?%",
    needs_header=True,
    person="apart",
    lookalikes=("12.50",),
)
