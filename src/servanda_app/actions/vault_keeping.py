"""The vault's keys: rotated, shredded, listed and verified, with their entries in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.vault.keys.file import FileKeyService
from servanda.safeguards.vault.material import Secret
from servanda.safeguards.vault.rotation import Rotation, rewrap, rotate
from servanda.safeguards.vault.shredding import Shredding, shred
from servanda.safeguards.vault.store import KeyRow, Kind, State
from servanda.safeguards.vault.vault import Vault
from servanda.safeguards.vault.verification import Verified, verify
from servanda_app.actions.reading import Progress, silent
from servanda_app.actions.vault_acts import record_act
from servanda_app.records.documents import record
from servanda_app.vaults import opened_vault
from servanda_app.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTold:
    """A key as it may be shown: never what it is."""

    id: str
    kind: Kind
    agreement: str
    customer: str
    version: int
    state: State
    used: int
    most: int
    values: int
    outer: bool


def vault_rotate(
    workspace: Workspace,
    agreement: str,
    *,
    now: Instant,
    actor: str,
    customer: str | None = None,
    resume: bool = False,
    agreement_key: bool = False,
    service_key: bool = False,
    ask: Any = None,
    progress: Progress = silent,
) -> Rotation:
    """Replace customers' data keys, or the agreement's key; what was interrupted goes on."""
    with opened_vault(workspace, ask) as vault:
        if agreement_key or service_key:
            done = rewrap(vault, agreement, service_key=service_key, progress=progress)
        else:
            done = rotate(vault, agreement, customer=customer, resume=resume, progress=progress)
    with workspace.recording():
        record(
            workspace.alias,
            kind="vault-rotation",
            subject=agreement,
            value=done,
            at=now,
            actor=actor,
        )
    return done


def vault_shred(
    workspace: Workspace,
    agreement: str,
    *,
    now: Instant,
    actor: str,
    ask: Any = None,
    progress: Progress = silent,
) -> Shredding:
    """Destroy an agreement's key and show that nothing opens. The ledger says so before and after."""
    with opened_vault(workspace, ask) as vault:
        if not vault.store.keys(agreement=agreement):
            raise ServandaError(
                "no-keys", f"nothing was sealed for the agreement `{agreement}`", where=agreement
            )
        record_act(workspace, "shred", agreement, "", [], [], now=now, actor=actor)
        done = shred(vault, agreement, now=now, progress=progress)
    with workspace.recording():
        record(
            workspace.alias,
            kind="vault-shredding",
            subject=agreement,
            value=done,
            at=now,
            actor=actor,
        )
    return done


def vault_keys(workspace: Workspace, *, agreement: str = "") -> tuple[KeyTold, ...]:
    """The keys of a vault, as they stand in the store; none is opened and no passphrase is needed."""
    with opened_vault(workspace) as vault:
        return tuple(_told(vault, row) for row in vault.store.keys(agreement=agreement))


def vault_passphrase(
    workspace: Workspace, fresh: Secret, *, now: Instant, actor: str, ask: Any = None
) -> None:
    """Seal the key file with another passphrase. Copies of the file made before keep the old one.

    Raises ServandaError `no-key-file` where keys come from another service.
    """
    with opened_vault(workspace, ask) as vault:
        service = vault.keys.service
        if not isinstance(service, FileKeyService):
            raise ServandaError(
                "no-key-file", f"the keys are in `{service.kind}`, which has no passphrase of ours"
            )
        service.change_passphrase(fresh)
    record_act(workspace, "change-passphrase", "keys", "", [], [], now=now, actor=actor)


def vault_verify(workspace: Workspace, *, ask: Any = None, progress: Progress = silent) -> Verified:
    """Open every key and value of a vault, and make every blind index anew."""
    with opened_vault(workspace, ask) as vault:
        return verify(vault, progress=progress)


def _told(vault: Vault, row: KeyRow) -> KeyTold:
    return KeyTold(
        id=row.id.hex(),
        kind=row.kind,
        agreement=row.agreement,
        customer=row.customer,
        version=row.version,
        state=row.state,
        used=row.used,
        most=vault.keys.most,
        values=vault.store.count_under([row.id]) if row.kind is Kind.DATA else 0,
        outer=bool(row.outer),
    )
