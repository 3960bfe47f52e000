"""Political opinion."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Political opinion",
    dpv="PoliticalOpinion",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it may be a ground of persecution",
    laws={"eu/gdpr": "Article 9(1): political opinions"},
    headers=(
        "political opinion",
        "political party",
        "political affiliation",
        "political views",
        "party affiliation",
        "party membership",
        "voting intention",
        "politische meinung",
        "parteizugehorigkeit",
        "opinion politique",
        "parti politique",
        "partido politico",
        "afiliacion politica",
    ),
    fits=r"[^\W\d_][^\n\d@_]{1,60}",
    words=frozenset(
        {
            "democrat",
            "republican",
            "liberal",
            "conservative",
            "labour",
            "green",
            "socialist",
            "communist",
            "libertarian",
            "independent",
        }
    ),
    needs_header=True,
    person="needs",
    samples=("Democrat", "socialist"),
    lookalikes=("party", "2024"),
)
