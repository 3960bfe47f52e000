"""User agent of a browser."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="User agent of a browser",
    dpv="UserAgent",
    sensitivity=Sensitivity.INTERNAL,
    reason="with other data it singles out one browser",
    laws={
        "eu/gdpr": "Article 4(1) and recital 30: an online identifier",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(M): device identifiers and serial numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "user agent",
        "useragent",
        "browser agent",
        "http user agent",
        "ua string",
        "browser user agent",
    ),
    pattern=r"Mozilla/\d\.\d \([^\n]{5,600}|(?:Dalvik|Opera|okhttp|curl|Wget)/\d[^\n]{1,400}",
    fits=r"[^\n]{6,1000}",
    trigger="/",
    person="suits",
    samples=(
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "curl/8.5.0",
    ),
    lookalikes=(
        "Safari",
        "Chrome",
        "Firefox 128",
    ),
)
