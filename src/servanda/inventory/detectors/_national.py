"""What all numbers that a state gives to a person have in common, so that a class is a short file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from servanda.inventory.classes import Detector, Sensitivity

_GDPR = "Article 87: a national identification number"
_CCPA = (
    "Cal. Civ. Code 1798.140(ae)(1)(A): sensitive personal information, a government"
    " identification number"
)
_HIPAA = "45 CFR 164.514(b)(2)(i)(R): any other unique identifying number"

_ANY_ID = ("national id", "national identification number", "national identity number", "id card",
           "id card number", "identity number", "identity card", "government id", "citizen id",
           "personal id", "personal identification number", "id document")  # fmt: skip
_ANY_TAX = ("tax id", "tax number", "tax no", "tin", "taxpayer id", "taxpayer number",
            "tax identification number", "fiscal code", "fiscal number")  # fmt: skip


def national(
    title: str,
    headers: tuple[str, ...],
    pattern: str,
    valid: Callable[[str], bool] | None,
    *,
    samples: tuple[str, ...],
    lookalikes: tuple[str, ...],
    chance: float = 0.1,
    needs_header: bool = False,
    alone: float = 0.95,
    fits: str = "",
    trigger: str = "0123456789",
    unless: tuple[str, ...] = (),
    kind: Literal["person", "tax"] = "person",
) -> Detector:
    """A detector of a number that a state gives to a person, or (`tax`) to a taxpayer.

    The words that mean any country's number (`national id`, `tax id`) are hints for all of them.
    """
    tax = kind == "tax"
    return Detector(
        title=title,
        dpv="Tax" if tax else "OfficialID",
        sensitivity=Sensitivity.RESTRICTED,
        reason=(
            "it is used to file and claim in a person's name"
            if tax
            else "it is used to act towards authorities in a person's name and cannot be changed"
        ),
        laws={"eu/gdpr": _GDPR, "us/hipaa": _HIPAA, "us/ca/ccpa": _CCPA},
        headers=headers,
        hints=_ANY_TAX if tax else (*_ANY_ID, *_ANY_TAX),
        pattern=pattern,
        valid=valid,
        fits=fits,
        needs_header=needs_header,
        alone=alone,
        chance=chance,
        trigger=trigger,
        unless=unless,
        samples=samples,
        lookalikes=lookalikes,
    )
