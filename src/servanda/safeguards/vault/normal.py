"""What counts as the same value, by data class: the form that is put into a blind index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable


def _folded(text: str) -> str:
    """Compatibility form, case folded, spaces made one (Unicode Standard Annex 15, NFKC)."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


_PLAIN = re.compile(r"[0-9A-Za-z@._+-]+").fullmatch


def _email(text: str) -> str:
    # RFC 5321 section 2.4: the local part's case is the host's own business, yet no host uses it
    return text.lower() if _PLAIN(text) else _folded(text)


def _kept(pattern: str) -> Callable[[str], str]:
    drop = re.compile(pattern)
    return lambda text: drop.sub("", unicodedata.normalize("NFKC", text).upper())


_signs = _kept(r"[^0-9A-Z]")
_digits = _kept(r"[^0-9]")


def _phone(text: str) -> str:
    """Digits, with the plus where there is one: 00 stands for it (ITU-T E.123)."""
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = _digits(plain)
    if plain.startswith("+"):
        return f"+{digits}"
    return f"+{digits[2:]}" if digits.startswith("00") else digits


_BY_CLASS: dict[str, Callable[[str], str]] = {
    "email": _email,
    "phone": _phone,
    "payment-card": _digits,
    "us-ssn": _digits,
    "nl-bsn": _digits,
    "pl-pesel": _digits,
    "br-cpf": _digits,
    "de-tax-id": _digits,
    "uk-nhs-number": _digits,
    "us-npi": _digits,
    "iban": _signs,
    "uk-nino": _signs,
    "es-dni": _signs,
    "fr-nir": _signs,
    "it-codice-fiscale": _signs,
    "passport-number": _signs,
    "driver-licence": _signs,
    "medical-record-number": _signs,
    "health-insurance-number": _signs,
    "postcode": _signs,
    "mac-address": _signs,
}


def normaliser(category: str) -> Callable[[str], str]:
    """The function for a data class; for a class without one of its own, case and spaces are evened."""
    return _BY_CLASS.get(category, _folded)


def normal(value: bytes, category: str) -> bytes:
    """The form of a value that is compared; what is no UTF-8 is compared byte by byte."""
    try:
        return normaliser(category)(value.decode()).encode()
    except UnicodeDecodeError:
        return value
