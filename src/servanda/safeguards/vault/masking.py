"""Masks: what of a value may be shown to who must recognise it and need not know it, by data class."""

from __future__ import annotations

import re
from collections.abc import Callable

HIDDEN = "****"


def _last(count: int, shortest: int) -> Callable[[str], str]:
    """The last signs, where the value is long enough that they tell little of it."""

    def masked(text: str) -> str:
        kept = re.sub(r"\W", "", text)
        return f"{HIDDEN}{kept[-count:]}" if len(kept) >= shortest else HIDDEN

    return masked


def _email(text: str) -> str:
    name, at, domain = text.strip().rpartition("@")
    return f"{name[:1]}{HIDDEN}@{domain}" if at and len(name) > 1 else HIDDEN


def _year(text: str) -> str:
    found = re.search(r"(?<![0-9])(1[89][0-9]{2}|20[0-9]{2})(?![0-9])", text)
    return f"{found[1]}-**-**" if found else HIDDEN


_BY_CLASS: dict[str, Callable[[str], str]] = {
    # PCI DSS 4.0 requirement 3.4.1 allows the last four
    "payment-card": _last(4, 12),
    "iban": _last(4, 12),
    "bank-account": _last(3, 8),
    "phone": _last(3, 8),
    "us-ssn": _last(4, 9),
    "email": _email,
    "date-of-birth": _year,
    "postcode": lambda text: f"{text.strip()[:2]}***" if len(text.strip()) >= 5 else HIDDEN,
}


def mask(value: bytes, category: str) -> str:
    """What may be shown of a value; a class without a rule of its own, or bytes, show nothing."""
    rule = _BY_CLASS.get(category)
    if rule is None:
        return HIDDEN
    try:
        return rule(value.decode())
    except UnicodeDecodeError:
        return HIDDEN
