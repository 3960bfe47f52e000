"""Browsing and search history."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Browsing and search history",
    dpv="BrowsingBehaviour",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it tells what a person thinks about",
    laws={
        "eu/gdpr": "Article 4(1) and recital 30: traces of a person online",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(F): internet or other network activity",
    },
    headers=(
        "search query",
        "search queries",
        "search term",
        "search terms",
        "search history",
        "browsing history",
        "browser history",
        "visited url",
        "visited urls",
        "visited page",
        "page visited",
        "pages visited",
        "viewed products",
        "click history",
        "clickstream",
        "suchbegriff",
        "suchanfrage",
        "suchverlauf",
        "historique de navigation",
        "historique de recherche",
        "historial de busqueda",
        "historial de navegacion",
        "watch history",
        "viewing history",
        "listening history",
    ),
    needs_header=True,
    person="needs",
    lookalikes=("red shoes",),
)
