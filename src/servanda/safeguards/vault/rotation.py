"""Rotation: newer keys, and everything that older ones sealed put under them, in the background.

Each step stands by itself: what remains is read from the store, so a rotation that was stopped or killed
goes on where it was. `docs/vault.md` 6.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from servanda.base.errors import ServandaError
from servanda.safeguards.vault.format import Place, Records
from servanda.safeguards.vault.keyring import OpenKey
from servanda.safeguards.vault.keyrows import require_row, sealed_row
from servanda.safeguards.vault.store import FieldRow, KeyRow, Kind, State
from servanda.safeguards.vault.vault import Vault

Progress = Callable[[int, int | None, str], None]
BATCH = 5_000
"""Values that are put under a new key in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """What came of it: `customers` whose key is new, `values` sealed anew, `keys` wrapped anew, and
    `remaining` values that are still under an older key (0 where it ran to its end)."""

    agreement: str
    customers: int
    values: int
    keys: int
    remaining: int

    def to_plain(self) -> dict[str, Any]:
        """`servanda/vault-rotation/1`."""
        return {
            "schema": "servanda/vault-rotation/1",
            "agreement": self.agreement,
            "customers": self.customers,
            "values": self.values,
            "keys": self.keys,
            "remaining": self.remaining,
        }


def rotate(
    vault: Vault,
    agreement: str,
    *,
    customer: str | None = None,
    resume: bool = False,
    most_batches: int | None = None,
    progress: Progress = lambda _done, _total, _note: None,
) -> Rotation:
    """Give customers of an agreement a new data key, and seal under it all that older ones sealed.

    With `resume` no new key is made: what an earlier rotation left is finished. `most_batches` stops
    early. The older versions stay, unused: sealed files and backups still name them.
    """
    made = 0 if resume else _retire(vault, agreement, customer)
    vault.keys.agreement(agreement)
    old = [
        row
        for row in vault.store.keys(agreement=agreement, customer=customer, kind=Kind.DATA)
        if row.state is State.RETIRED
    ]
    total = vault.store.count_under([row.id for row in old])
    done = batches = 0
    progress(0, total, "values")
    for row in old:
        while most_batches is None or batches < most_batches:
            moved = _move(vault, row)
            if not moved:
                break
            done += moved
            batches += 1
            progress(done, total, row.customer)
    return Rotation(
        agreement=agreement,
        customers=made,
        values=done,
        keys=0,
        remaining=vault.store.count_under([row.id for row in old]),
    )


def _retire(vault: Vault, agreement: str, customer: str | None) -> int:
    """Let the present versions seal nothing more, and make the next; returns how many customers.

    This alone makes a rotation: whatever is sealed under a retired key is still to be moved.
    """
    rows = vault.store.keys(agreement=agreement, customer=customer, kind=Kind.DATA)
    vault.keys.agreement(agreement)
    if not rows:
        raise ServandaError(
            "no-keys", "nothing was sealed here yet", where=f"{agreement}/{customer or ''}"
        )
    for each in rows:
        row: KeyRow | None = each
        while row is not None and row.state is State.LIVE:
            parent = vault.keys.parent(row)
            require_row(parent.secret, row)
            fresh = sealed_row(parent.secret, replace(row, state=State.RETIRED))
            if vault.store.swap_key(row, fresh):
                break
            row = vault.store.key(row.id)
    customers = {row.customer for row in rows}
    for name in sorted(customers):
        vault.keys.data_row(agreement, name)
    return len(customers)


def _move(vault: Vault, old: KeyRow) -> int:
    """Seal one batch under the newest key; returns how many values there were."""
    rows = vault.store.under(old.id, BATCH)
    if not rows:
        return 0
    opened = vault.reveal_rows(rows)
    parts = vault.keys.reserve(old.agreement, old.customer, len(rows))
    pairs: list[tuple[FieldRow, FieldRow]] = []
    start = 0
    for key, count in parts:
        end = start + count
        pairs += _sealed_anew(key, rows[start:end], opened[start:end])
        start = end
    # only where the value is still the one that was opened: a newer one is not overwritten
    with vault.store.transaction():
        vault.keys.agreement(old.agreement)
        vault.store.swap(pairs)
    return len(rows)


def _sealed_anew(
    key: OpenKey, rows: list[FieldRow], values: list[bytes]
) -> list[tuple[FieldRow, FieldRow]]:
    """Each row with the one that takes its place; a field of a record is sealed with its column."""
    columns: dict[Place, list[int]] = {}
    for number, row in enumerate(rows):
        place = Place(
            agreement=row.agreement, customer=row.customer, field=row.field, category=row.category
        )
        columns.setdefault(place, []).append(number)
    pairs: list[tuple[FieldRow, FieldRow]] = []
    for place, numbers in columns.items():
        sealed = key.cipher.seal(
            place, Records([rows[n].record for n in numbers]), [values[n] for n in numbers]
        )
        pairs += [
            (rows[n], replace(rows[n], key=key.row.id, sealed=value))
            for n, value in zip(numbers, sealed, strict=True)
        ]
    return pairs


def rewrap(
    vault: Vault,
    agreement: str,
    *,
    service_key: bool = False,
    progress: Progress = lambda _done, _total, _note: None,
) -> Rotation:
    """Give an agreement a new key and wrap its customers' keys under it; no value is touched.

    With `service_key` the key service first makes a new version of its own. Run again it finishes what
    was left: the oldest version is let go when nothing is wrapped under it any more.
    """
    present = vault.keys.agreement(agreement)
    versions = vault.store.keys(agreement=agreement, kind=Kind.AGREEMENT)
    unfinished = [row for row in versions if row.state is State.LIVE and row.id != present.row.id]
    if not unfinished:
        if service_key:
            vault.keys.service.renew(present.row.parent)
        present = vault.keys.renew_agreement(present)
    wrapped = [
        row
        for kind in (Kind.INDEX, Kind.DATA)
        for row in vault.store.keys(agreement=agreement, kind=kind)
        if row.parent != present.row.id.hex()
    ]
    for number, row in enumerate(wrapped):
        while not vault.keys.rewrap(row, vault.keys.parent(row), present):
            # its use was counted meanwhile: take it as it stands now
            again = vault.store.key(row.id)
            if again is None or again.parent == present.row.id.hex():
                break
            row = again
        progress(number + 1, len(wrapped), "keys")
    for row in vault.store.keys(agreement=agreement, kind=Kind.AGREEMENT):
        if row.id != present.row.id and row.state is State.LIVE:
            _let_go(vault, row)
    return Rotation(agreement=agreement, customers=0, values=0, keys=len(wrapped), remaining=0)


def _let_go(vault: Vault, row: KeyRow) -> None:
    """Remove what an older version of the agreement's key was wrapped as; its row stays as a trace."""
    gone = replace(row, state=State.DESTROYED, wrapped=b"", commitment=b"")
    # where another process is wrapping with it at this moment it stays, and goes the next time
    vault.store.swap_key(row, sealed_row(None, gone))
