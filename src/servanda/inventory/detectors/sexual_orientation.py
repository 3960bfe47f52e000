"""Sex life or sexual orientation."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Sex life or sexual orientation",
    dpv="Sexual",
    sensitivity=Sensitivity.RESTRICTED,
    reason="it may be a ground of persecution",
    laws={
        "eu/gdpr": "Article 9(1): sex life or sexual orientation",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(2)(C): sensitive personal information, sex life or sexual orientation",
    },
    headers=(
        "sexual orientation",
        "sexual preference",
        "orientation sexuelle",
        "sexuelle orientierung",
        "orientacion sexual",
        "orientamento sessuale",
        "sexuality",
        "sex life",
    ),
    fits=r"[^\W\d_][^\n\d@_]{2,40}",
    words=frozenset(
        {
            "heterosexual",
            "homosexual",
            "bisexual",
            "gay",
            "lesbian",
            "pansexual",
            "asexual",
            "queer",
            "heterosexuell",
            "homosexuell",
            "bisexuell",
            "hétérosexuel",
            "homosexuel",
        }
    ),
    alone=0.7,
    person="needs",
    samples=("bisexual", "Lesbian"),
    lookalikes=("landscape", "portrait"),
)
