"""Tokens: stand-ins for values in other systems. Random ones say nothing; those of a form say more."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from servanda.safeguards.vault.columns import Column, prepared
from servanda.safeguards.vault.format import name_bytes
from servanda.safeguards.vault.formats import decrypted, encrypted
from servanda.safeguards.vault.material import Secret
from servanda.safeguards.vault.normal import normal
from servanda.safeguards.vault.vault import Vault


def tokenise(
    vault: Vault, agreement: str, customer: str, category: str, values: Sequence[str]
) -> list[str]:
    """A random token for each value, the same for the same value; `reveal_tokens` gives it back.

    A token has nothing of its value in it. Equal means: equal in the class's normal form.
    """
    field = f"token:{category}"
    normals = [normal(value.encode(), category) for value in values]
    wanted = dict(zip(normals, values, strict=True))
    parts = vault.keys.reserve(agreement, customer, len(wanted))
    marks = vault.index(agreement, field, category).marks_of_normal(list(wanted))
    tokens: dict[bytes, str] = {}
    with vault.store.transaction():
        known = vault.store.marked(agreement, field, marks, customer)
        for row, opened in zip(known, vault.reveal_rows(known), strict=True):
            tokens[normal(opened, category)] = row.record
        fresh = [one for one in wanted if one not in tokens]
        names = [f"tok_{secrets.token_hex(16)}" for _ in fresh]
        column = Column(
            field=field,
            category=category,
            records=names,
            values=[wanted[one] for one in fresh],
            searchable=True,
        )
        vault.store.put(vault.sealed_rows(agreement, customer, prepared([column])[0], parts))
    tokens |= dict(zip(fresh, names, strict=True))
    return [tokens[one] for one in normals]


def reveal_tokens(
    vault: Vault, agreement: str, customer: str, category: str, tokens: Sequence[str]
) -> list[bytes | None]:
    """The value of each token, None for one that this customer does not have."""
    found: list[bytes | None] = vault.reveal(agreement, customer, f"token:{category}", list(tokens))
    return found


def format_tokens(
    vault: Vault, agreement: str, customer: str, field: str, category: str, values: Sequence[str]
) -> list[str]:
    """Each value in another of the same form (FF1): digits for digits, letters for letters.

    Only where something cannot take any other form; raises ServandaError `short-domain` or `bad-text`.
    """
    key = _format_key(vault, agreement, customer, field, category)
    return [encrypted(value, key, category=category, customer=customer) for value in values]


def reveal_format_tokens(
    vault: Vault, agreement: str, customer: str, field: str, category: str, tokens: Sequence[str]
) -> list[str]:
    """What `format_tokens` was given. A wrong token gives a wrong value, and nothing tells."""
    key = _format_key(vault, agreement, customer, field, category)
    return [decrypted(token, key, category=category, customer=customer) for token in tokens]


def _format_key(vault: Vault, agreement: str, customer: str, field: str, category: str) -> Secret:
    vault.keys.data_row(agreement, customer)
    return vault.keys.index_key(agreement).secret.derive(
        "format", name_bytes(field, "a field"), name_bytes(category, "a category")
    )
