"""Bank identifier code (BIC)."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="Bank identifier code (BIC)",
    dpv="BankAccount",
    sensitivity=Sensitivity.INTERNAL,
    reason="it names a person's bank",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(J): account numbers",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(ae)(1)(B): sensitive personal information, a financial account",
    },
    headers=(
        "bic",
        "swift",
        "swift code",
        "swift bic",
        "bic code",
        "bic swift",
        "bic number",
    ),
    unless=(
        "version",
        "driver",
        "language",
        "package",
    ),
    pattern=r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?",
    needs_header=True,
    samples=(
        "DEUTDEFF",
        "BNPAFRPPXXX",
    ),
    lookalikes=(
        "DEUT",
        "deutdeff1",
    ),
)
