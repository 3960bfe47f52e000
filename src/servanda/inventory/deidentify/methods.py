"""The ways in which one value is de-identified. None ever gives the value back, nor a text that holds it."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from servanda.base.errors import ServandaError

SHORTEST_KEY = 32
"""Bytes of a key: as many as HMAC-SHA-256 gives out (RFC 2104 section 3)."""


class Method(StrEnum):
    """How a class of values is de-identified; `within` takes what is found out of a text and leaves the rest."""

    MASK = "mask"
    HASH = "hash"
    TOKENISE = "tokenise"
    GENERALISE = "generalise"
    REDACT = "redact"
    WITHIN = "within"


DEFAULTS: dict[str, Method] = {
    "date-of-birth": Method.GENERALISE,
    "date-of-death": Method.GENERALISE,
    "age": Method.GENERALISE,
    "postcode": Method.GENERALISE,
    "payment-card": Method.MASK,
    "card-security-code": Method.REDACT,
    "password": Method.REDACT,
    "access-key": Method.REDACT,
    "personal-notes": Method.REDACT,
    "photo": Method.REDACT,
    "biometric-data": Method.REDACT,
    "genetic-data": Method.REDACT,
}
"""Methods by class; every other class is tokenised, so that rows can still be joined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The secret of hashes and tokens. It is never shown, not by `repr` either."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST_KEY:
            raise ServandaError(
                "short-key",
                f"a key has at least {SHORTEST_KEY} bytes",
                hint="head -c 32 /dev/urandom > FILE",
            )

    def digest(self, data_class: str, value: str) -> bytes:
        """HMAC-SHA-256 (RFC 2104) of the value within its class: one value of two classes gives two."""
        from cryptography.hazmat.primitives import hashes, hmac

        code = hmac.HMAC(self.secret, hashes.SHA256())
        code.update(data_class.encode() + b"\x00" + value.encode("utf-8", "surrogatepass"))
        return code.finalize()


Tokens = Callable[[str, str], str]
"""Another giver of tokens than the key, such as a vault: class and value to a token. The same class and
value must give the same token, which must not hold the value."""


def deidentify(
    value: str, data_class: str, method: Method, key: Key, tokens: Tokens | None = None
) -> str:
    """One value, de-identified. The same value, class and key give the same text.

    Raises ServandaError `token-shows-value` where a token of `tokens` holds the value.
    """
    if method is Method.TOKENISE and tokens is not None:
        token = tokens(data_class, value)
        if value.strip() and value.strip() in token:
            raise ServandaError(
                "token-shows-value",
                f"the giver of tokens gave a token of `{data_class}` that holds the value",
                hint="nothing was written; use tokens that say nothing",
            )
        return token
    if method is Method.HASH:
        return key.digest(data_class, value).hex()
    if method is Method.TOKENISE:
        word = base64.b32encode(key.digest(data_class, value)[:15]).decode().lower()
        return f"{data_class}-{word}"
    if method is Method.MASK:
        made = _mask(value)
    elif method is Method.GENERALISE:
        made = _general(value.strip(), data_class)
    else:
        made = f"[{data_class}]"
    # what is already masked, or as short as what is left of it, says nothing instead
    return made if value.strip() and value.strip() not in made else "[removed]"


def _mask(value: str) -> str:
    """Stars; of twelve characters and more the last four stand (PCI DSS 4.0 requirement 3.4.1)."""
    kept = re.sub(r"\W", "", value)
    return f"********{kept[-4:]}" if len(kept) >= 12 else "****"


def _general(value: str, data_class: str) -> str:
    """A year for a date, ten years for an age, three characters for a postcode, else nothing of it.

    Ages over 89 are one band: 45 CFR 164.514(b)(2)(i)(C).
    """
    if data_class == "age":
        found = re.fullmatch(r"\s*([0-9]{1,3})(?:\.0+)?\s*", value)
        if not found:
            return "[age]"
        age = int(found[1])
        return "90 or over" if age >= 90 else f"{age // 10 * 10} to {age // 10 * 10 + 9} years"
    if data_class == "postcode":
        # 45 CFR 164.514(b)(2)(i)(B): the first three digits of a zip code
        kept = re.sub(r"\W", "", value)
        return f"{kept[:3]}**" if len(kept) >= 5 else "[postcode]"
    year = re.search(r"(?<![0-9])(1[89][0-9]{2}|20[0-9]{2})(?![0-9])", value)
    if year and len(value) > 4:
        return year[1]
    return f"[{data_class}]"
