"""Personal web address."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Personal web address",
    dpv="PubliclyAvailableSocialMedia",
    sensitivity=Sensitivity.INTERNAL,
    reason="it leads to a person's own page",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "personal website",
        "personal url",
        "personal homepage",
        "personal page",
        "homepage url",
        "blog url",
        "personal blog",
        "portfolio url",
        "author url",
        "user url",
        "profile url",
        "profile link",
    ),
    pattern=r"https?://[^\s<>\x22]{3,500}|www\.[^\s<>\x22]{3,300}",
    fits=r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?:/[^\s<>\x22]{0,300})?",
    needs_header=True,
    person="needs",
    samples=(
        "https://jane.example.org/about",
        "www.example.org",
    ),
    lookalikes=(
        "example",
        "a@b.c",
    ),
)
