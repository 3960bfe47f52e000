"""Advertising identifier."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Advertising identifier",
    dpv="DeviceBased",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it joins what one person does in many apps",
    laws={
        "eu/gdpr": "Article 4(1) and recital 30: an online identifier",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(M): device identifiers and serial numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "idfa",
        "idfv",
        "gaid",
        "aaid",
        "adid",
        "advertising id",
        "advertiser id",
        "ad id",
        "google advertising id",
        "apple advertising id",
        "mobile ad id",
        "maid",
    ),
    fits=r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{32}",
    needs_header=True,
    random=True,
    person="suits",
    lookalikes=("cdda802e-fb9c-47ad-9866-0794d394c912",),
)
