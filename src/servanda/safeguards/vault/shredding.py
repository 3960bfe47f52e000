"""Crypto-shredding: at the end of an agreement its key is destroyed, and it is shown that nothing opens.

`docs/vault.md` 7. What is in a backup of the data is gone with it, since the key was never there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

from servanda.base.codec import to_plain
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.vault.keyrows import own_bound, sealed_row
from servanda.safeguards.vault.keyservice import Proof, Standing
from servanda.safeguards.vault.store import FieldRow, KeyRow, Kind, State, VaultStore
from servanda.safeguards.vault.vault import Vault

BATCH = 5_000
SAMPLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Shredding:
    """What was destroyed and how far it is proved.

    `tried` values were kept as a backup would have them, `readable` of them opened before, and `opened`
    of them afterwards, which is 0; `proof` is how far the key service's word goes; `final` when it cannot be undone any more
    (None: now).
    """

    agreement: str
    service: str
    keys: tuple[str, ...]
    standing: Standing
    proof: Proof
    said: str
    final: Instant | None
    values: int
    customer_keys: int
    tried: int
    readable: int
    opened: int
    at: Instant

    def to_plain(self) -> dict[str, Any]:
        """`servanda/vault-shredding/1`."""
        return {
            "schema": "servanda/vault-shredding/1",
            "agreement": self.agreement,
            "key_service": self.service,
            "service_keys": list(self.keys),
            "standing": self.standing.value,
            "proof": self.proof.value,
            "said": self.said,
            "final": None if self.final is None else to_plain(self.final),
            "values_removed": self.values,
            "customer_keys": self.customer_keys,
            "tried": self.tried,
            "readable_before": self.readable,
            "opened_after": self.opened,
            "at": to_plain(self.at),
        }


def shred(
    vault: Vault,
    agreement: str,
    *,
    now: Instant,
    progress: Callable[[int, int | None, str], None] = lambda _done, _total, _note: None,
) -> Shredding:
    """Destroy an agreement's key in the key service, show that nothing opens, and remove what is left.

    It cannot be undone. It may be stopped at any point and run again: it then goes on. Raises
    ServandaError `no-keys`, `still-opens` where a value opened afterwards, and what the service says.
    """
    rows = vault.store.keys(agreement=agreement)
    if not rows:
        raise ServandaError(
            "no-keys", f"nothing was sealed for the agreement `{agreement}`", where=agreement
        )
    backup = _Backup(rows, vault.store.scan((agreement, "", "", ""), SAMPLE), agreement)
    readable = backup.opens(vault)
    # from here on no process of ours uses the agreement's keys, whether it has them open or not
    _mark(vault, agreement, State.ENDING)
    names = tuple(dict.fromkeys(r.parent for r in rows if r.kind is Kind.AGREEMENT))
    done = [vault.keys.service.destroy(name, now) for name in names]
    vault.keys.forget()
    opened = backup.opens(vault) + backup.unwraps(vault)
    if opened:
        raise ServandaError(
            "still-opens",
            "the key service said that the key is destroyed, and still opens what it wrapped",
            hint="nothing was removed; see to the key service and run it again",
            where=agreement,
        )
    values = 0
    total = vault.store.count(agreement)
    while removed := vault.store.clear(agreement, BATCH):
        values += removed
        progress(values, total, "values removed")
    _mark(vault, agreement, State.DESTROYED)
    told = next((one for one in done if one.standing is Standing.PENDING), done[-1])
    return Shredding(
        agreement=agreement,
        service=vault.keys.service.kind,
        keys=names,
        standing=told.standing,
        proof=told.proof,
        said=told.said,
        final=told.final,
        values=values,
        customer_keys=len({row.customer for row in rows if row.kind is Kind.DATA}),
        tried=len(backup.values),
        readable=readable,
        opened=opened,
        at=now,
    )


def _mark(vault: Vault, agreement: str, state: State) -> None:
    """Write a state into every key row; what a destroyed one was wrapped as is removed with it."""
    settled = (state, State.DESTROYED)
    while waiting := [
        row for row in vault.store.keys(agreement=agreement) if row.state not in settled
    ]:
        with vault.store.transaction():
            for row in waiting:
                fresh = replace(row, state=state)
                if state is State.DESTROYED:
                    fresh = replace(fresh, wrapped=b"", commitment=b"", outer=b"")
                # where its use was counted meanwhile it is read and written again
                vault.store.swap_key(row, sealed_row(None, fresh))


class _Backup:
    """What a backup made before would hold: key rows and some values, put to the key service again."""

    def __init__(self, rows: list[KeyRow], values: list[FieldRow], agreement: str) -> None:
        self.rows = {row.id: row for row in rows}
        self.values = [row for row in values if row.agreement == agreement]

    def key(self, id: bytes) -> KeyRow | None:  # noqa: A002
        """See `VaultStore.key`."""
        return self.rows.get(id)

    def keys(
        self, *, agreement: str = "", customer: str | None = None, kind: Kind | None = None
    ) -> list[KeyRow]:
        """See `VaultStore.keys`."""
        del agreement
        return [
            row
            for row in self.rows.values()
            if (kind is None or row.kind is kind) and (customer is None or row.customer == customer)
        ]

    def opens(self, vault: Vault) -> int:
        """How many values a vault over this backup reveals; it starts without any open key."""
        restored = Vault(
            cast("VaultStore", self), vault.keys.service, customers=vault.keys.customers
        )
        return sum(_works(partial(restored.reveal_rows, [row])) for row in self.values)

    def unwraps(self, vault: Vault) -> int:
        """How many of the agreement's keys the key service still unwraps."""
        unwrap = vault.keys.service.unwrap
        return sum(
            _works(partial(unwrap, row.parent, row.wrapped, own_bound(row)))
            for row in self.rows.values()
            if row.kind is Kind.AGREEMENT and row.wrapped
        )


def _works(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except ServandaError as error:
        # a service that does not answer has proved nothing
        if error.code == "key-service-unreachable":
            raise
        return False
    return True
