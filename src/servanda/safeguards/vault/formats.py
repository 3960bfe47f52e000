"""Values in the form of others: FF1 over the signs of a class's alphabet, the rest where it stands.

The alphabet is the class's and never the value's, so a token is read as it was made.
"""

from __future__ import annotations

from servanda.base.errors import ServandaError
from servanda.safeguards.vault.ff1 import Ff1
from servanda.safeguards.vault.material import Secret

_DIGITS = "0123456789"
_UPPER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BOTH = _UPPER + "abcdefghijklmnopqrstuvwxyz"
_OF_DIGITS = frozenset(
    "payment-card phone us-ssn nl-bsn pl-pesel br-cpf de-tax-id uk-nhs-number us-npi".split()
)
_OF_UPPER = frozenset("iban uk-nino es-dni fr-nir it-codice-fiscale passport-number".split())


def alphabet(category: str) -> str:
    """Digits, digits and capitals, or digits and all letters, by data class."""
    if category in _OF_DIGITS:
        return _DIGITS
    return _UPPER if category in _OF_UPPER else _BOTH


def encrypted(value: str, key: Secret, *, category: str, customer: str) -> str:
    """The value with the signs of its alphabet encrypted; the customer is the tweak.

    Raises ServandaError `short-domain`, and `bad-text` for a letter or digit of another alphabet.
    """
    return _through(value, key, category, customer, encrypt=True)


def decrypted(token: str, key: Secret, *, category: str, customer: str) -> str:
    """What `encrypted` was given."""
    return _through(token, key, category, customer, encrypt=False)


def _through(text: str, key: Secret, category: str, customer: str, *, encrypt: bool) -> str:
    signs = alphabet(category)
    places = {sign: number for number, sign in enumerate(signs)}
    numbers = [places[sign] for sign in text if sign in places]
    if any(sign.isalnum() and sign not in places for sign in text):
        raise ServandaError(
            "bad-text",
            f"a letter or digit here is not in the alphabet of `{category}`",
            hint="write it in the class's usual form, or give it a random token",
        )
    ff1 = Ff1(key, len(signs))
    tweak = customer.encode()
    made = iter(ff1.encrypt(numbers, tweak) if encrypt else ff1.decrypt(numbers, tweak))
    return "".join(signs[next(made)] if sign in places else sign for sign in text)
