"""The boundary: a customer's own RSA key around their data keys, that they may withdraw.

Servanda holds the public half and can seal for the customer at any time; each data key is opened by
the customer's half, wherever it lives. `docs/vault.md` 2.5.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol

from servanda.base.errors import ServandaError
from servanda.safeguards.vault.material import Secret

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.padding import OAEP
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

SMALLEST = 3072
"""Bits of a customer's RSA key: 128 bits of strength (NIST SP 800-57 part 1, table 2)."""


class OuterKey(Protocol):
    """The customer's half: a program, a service or a key file that they can take away."""

    def unwrap(self, wrapped: bytes) -> Secret:
        """Open what was sealed for the customer; raises ServandaError `outer-key-withdrawn`."""
        ...


def _padding() -> OAEP:
    """RSA-OAEP with SHA-256 in both places and an empty label (RFC 8017 section 7.1).

    The label is empty since key services of other makers have none; what it would bind is bound by
    the wrapping around it (2.2).
    """
    from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
    from cryptography.hazmat.primitives.hashes import SHA256

    return OAEP(mgf=MGF1(SHA256()), algorithm=SHA256(), label=None)


def read_public(pem: bytes) -> RSAPublicKey:
    """A customer's public key; raises ServandaError `bad-outer-key` or `short-outer-key`."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        raise ServandaError(
            "bad-outer-key", "this is no public key in PEM", hint="openssl rsa -pubout"
        ) from None
    if not isinstance(key, RSAPublicKey):
        raise ServandaError("bad-outer-key", "a customer's outer key is an RSA key")
    if key.key_size < SMALLEST:
        raise ServandaError(
            "short-outer-key", f"an outer key has at least {SMALLEST} bits, this has {key.key_size}"
        )
    return key


def fingerprint(public: RSAPublicKey) -> bytes:
    """SHA-256 of the public key (SubjectPublicKeyInfo, DER)."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    data = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(data).digest()


def wrap_for(public: RSAPublicKey, key: Secret) -> bytes:
    """Seal a data key so that only the customer's half opens it."""
    return public.encrypt(key.expose_secret(), _padding())


class PemOuterKey:
    """The customer's half as a private key in memory: for customers that run Servanda, and tests."""

    def __init__(self, pem: bytes, password: bytes | None = None) -> None:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            key = load_pem_private_key(pem, password)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise ServandaError(
                "bad-outer-key", "this is no private key in PEM, or its password is another"
            ) from None
        if not isinstance(key, RSAPrivateKey) or key.key_size < SMALLEST:
            raise ServandaError(
                "short-outer-key", f"an outer key is RSA of at least {SMALLEST} bits"
            )
        self._key: RSAPrivateKey = key

    def __repr__(self) -> str:
        return "PemOuterKey(redacted)"

    def unwrap(self, wrapped: bytes) -> Secret:
        """Open a data key; raises ServandaError `outer-key-withdrawn` where this is not its key."""
        try:
            return Secret(self._key.decrypt(wrapped, _padding()))
        except ValueError:
            raise withdrawn("") from None


def withdrawn(where: str) -> ServandaError:
    """The customer's half is not there."""
    return ServandaError(
        "outer-key-withdrawn",
        "the customer holds the outer key of this data, and it does not open it here",
        hint="ask the customer; nobody else can open it",
        where=where,
    )
