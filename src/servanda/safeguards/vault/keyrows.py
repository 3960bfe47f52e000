"""The rows of keys: what is bound to what they wrap, and the seal that authenticates each of them."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace

from servanda.base.errors import TamperingError
from servanda.safeguards.vault.format import ID_BYTES, bound_key
from servanda.safeguards.vault.material import Secret
from servanda.safeguards.vault.store import USABLE, KeyRow


def own_bound(row: KeyRow) -> bytes:
    """What is bound to an agreement's key in the key service."""
    return bound_key(
        row.parent.encode(),
        kind=row.kind,
        agreement=row.agreement,
        customer="",
        key=row.id,
        version=row.version,
    )


def wrapped_bound(parent: bytes, row: KeyRow) -> bytes:
    """What is bound to a key that is wrapped by the key of the id `parent` (2.2)."""
    return bound_key(
        parent,
        kind=row.kind,
        agreement=row.agreement,
        customer=row.customer,
        key=row.id,
        version=row.version,
    )


def is_id(text: str) -> bool:
    """Whether a text is a key's id in hex."""
    try:
        return len(bytes.fromhex(text)) == ID_BYTES and len(text) == 2 * ID_BYTES
    except ValueError:
        return False


def sealed_row(agreement_key: Secret | None, row: KeyRow) -> KeyRow:
    """The row with its seal: under the agreement's key, or a plain digest once that is going (2.6)."""
    if row.state not in USABLE or agreement_key is None:
        return replace(row, seal=hashlib.sha256(row.told()).digest())
    return replace(row, seal=agreement_key.derive("rows").mark(row.told()))


def require_row(agreement_key: Secret | None, row: KeyRow) -> None:
    """Raise TamperingError `key-row-changed` where a row is not what was written."""
    if not hmac.compare_digest(sealed_row(agreement_key, row).seal, row.seal):
        raise TamperingError(
            "key-row-changed",
            "the row of a key was changed",
            hint="keep the database as it is, and compare it with a backup",
            where=f"key {row.id.hex()}",
        )
