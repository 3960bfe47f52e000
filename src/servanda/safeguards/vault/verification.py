"""Verification: every byte that the vault stands on is looked at, and what could not be is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from servanda.base.errors import ServandaError, TamperingError
from servanda.safeguards.vault.format import key_of
from servanda.safeguards.vault.indexing import BlindIndex
from servanda.safeguards.vault.keyrows import require_row
from servanda.safeguards.vault.store import USABLE, FieldRow, Kind, Place4
from servanda.safeguards.vault.vault import Vault

BATCH = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was looked at: `values` opened, `keys` opened, and `unseen` values that nobody here can open
    (their customer withdrew the outer key): of these it is not known whether they are whole."""

    values: int
    keys: int
    unseen: int

    def to_plain(self) -> dict[str, Any]:
        """`servanda/vault-verified/1`."""
        return {
            "schema": "servanda/vault-verified/1",
            "values": self.values,
            "keys": self.keys,
            "unseen": self.unseen,
        }


def verify(
    vault: Vault,
    *,
    progress: Callable[[int, int | None, str], None] = lambda _done, _total, _note: None,
) -> Verified:
    """Open every key and every value, and make every blind index anew; nothing is given out.

    Raises TamperingError that names what was changed. That a whole value was removed is not seen.
    """
    vault.store.sound()
    keys = _verify_keys(vault)
    total = vault.store.count()
    after: Place4 | None = None
    seen = unseen = 0
    indexes: dict[tuple[str, str, str], BlindIndex] = {}
    while rows := vault.store.scan(after, BATCH):
        last = rows[-1]
        after = (last.agreement, last.customer, last.field, last.record)
        opened = _verify_rows(vault, rows, indexes)
        seen += opened
        unseen += len(rows) - opened
        progress(seen + unseen, total, "values")
    if seen + unseen < total:
        raise TamperingError(
            "row-damaged",
            "the vault's database counts more values than it gives out",
            hint="compare the vault's database with a backup",
        )
    return Verified(values=seen, keys=keys, unseen=unseen)


def _verify_keys(vault: Vault) -> int:
    rows = vault.store.keys()
    for row in rows:
        if row.state not in USABLE:
            require_row(None, row)
        elif row.kind is Kind.AGREEMENT:
            vault.keys.open_agreement(row)
        else:
            try:
                vault.keys.opened(row)
            except ServandaError as error:
                # its row was authenticated before the customer was asked
                if error.code != "outer-key-withdrawn":
                    raise
    return len(rows)


def _verify_rows(
    vault: Vault, rows: list[FieldRow], indexes: dict[tuple[str, str, str], BlindIndex]
) -> int:
    """How many of the rows opened; raises for one that was changed."""
    for row in rows:
        if key_of(row.sealed) != row.key:
            raise TamperingError(
                "other-key",
                "the key's id beside a value is not the one that the value names",
                hint="compare the vault's database with a backup",
                where=f"{row.agreement}/{row.customer}/{row.field}/{row.record}",
            )
    opened = 0
    for key, group in _grouped(rows).items():
        try:
            values = vault.reveal_rows(group)
        except ServandaError as error:
            if error.code != "outer-key-withdrawn":
                raise
            continue
        opened += len(group)
        for row, value in zip(group, values, strict=True):
            if row.mark is None:
                continue
            place = (row.agreement, row.field, row.category)
            if place not in indexes:
                indexes[place] = BlindIndex(
                    vault.keys.index_key(row.agreement).secret,
                    agreement=row.agreement,
                    field=row.field,
                    category=row.category,
                )
            if indexes[place].marks([value]) != [row.mark]:
                raise TamperingError(
                    "index-changed",
                    "the blind index beside a value is not the value's",
                    hint="compare the vault's database with a backup",
                    where=f"{row.agreement}/{row.customer}/{row.field}/{row.record} (key {key.hex()})",
                )
    return opened


def _grouped(rows: list[FieldRow]) -> dict[bytes, list[FieldRow]]:
    groups: dict[bytes, list[FieldRow]] = {}
    for row in rows:
        groups.setdefault(row.key, []).append(row)
    return groups
