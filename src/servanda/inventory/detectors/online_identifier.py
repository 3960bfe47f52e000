"""Cookie or visitor identifier."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Cookie or visitor identifier",
    dpv="Tracking",
    sensitivity=Sensitivity.INTERNAL,
    reason="it follows one person from page to page",
    laws={
        "eu/gdpr": "Article 4(1) and recital 30: an online identifier",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(M): device identifiers and serial numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "cookie id",
        "visitor id",
        "anonymous id",
        "tracking id",
        "ga client id",
        "google client id",
        "browser fingerprint",
        "device fingerprint",
        "fingerprint id",
        "fbp",
        "gclid",
        "fbclid",
        "cookie value",
        "session cookie",
        "distinct id",
        "ga id",
        "ecid",
        "mcid",
    ),
    fits=r"[\w.:+/=-]{6,300}",
    needs_header=True,
    random=True,
    person="suits",
    lookalikes=("GA1.2.1033501218.1368477899",),
)
