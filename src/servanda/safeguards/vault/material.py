"""Key material: bytes that show themselves to nobody, and the keys that are derived from them."""

from __future__ import annotations

import hmac
import os
from typing import NoReturn

from servanda.base.errors import TamperingError
from servanda.safeguards.vault.format import KEY_BYTES, joined


class Secret:
    """Bytes that no repr, format, pickle or copy shows. `expose_secret` gives them out."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data = data

    def expose_secret(self) -> bytes:
        """The bytes themselves. Keep them in no variable that outlives the expression."""
        return self._data

    def __repr__(self) -> str:
        return "Secret(redacted)"

    def __len__(self) -> int:
        return len(self._data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._data, other._data)

    def __hash__(self) -> int:
        raise TypeError("a secret has no hash")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")

    def derive(self, purpose: str, *context: bytes, salt: bytes | None = None) -> Secret:
        """A key of 32 bytes for one purpose (HKDF-SHA-256, RFC 5869; `docs/vault.md` 2.3)."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        info = joined(b"servanda/vault/derive/1", purpose.encode(), *context)
        return Secret(HKDF(SHA256(), KEY_BYTES, salt, info).derive(self._data))

    def commitment(self, *context: bytes) -> bytes:
        """32 bytes that only this key has: AES-GCM alone lets one text open under two keys.

        `docs/vault.md` 2.4.
        """
        return self.derive("commitment", *context).expose_secret()

    def require_commitment(self, said: bytes, *context: bytes) -> None:
        """Raise TamperingError `wrong-key` where `said` is not this key's commitment."""
        if not hmac.compare_digest(self.commitment(*context), said):
            raise TamperingError(
                "wrong-key",
                "this key is not the one that was committed to",
                hint="compare the vault's database with a backup",
            )

    def mark(self, *parts: bytes) -> bytes:
        """HMAC-SHA-256 (RFC 2104) over the parts, each with its length before it."""
        return hmac.digest(self._data, joined(*parts), "sha256")


def fresh_key() -> Secret:
    """32 bytes of the operating system's random numbers."""
    return Secret(os.urandom(KEY_BYTES))
