"""What all of the vault's verbs share: their entry in the ledger, and what a field holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from servanda.base.codec import to_plain
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda_app.actions.reading import agreement_files
from servanda_app.records.documents import record
from servanda_app.vaults import VaultField, vault_settings
from servanda_app.workspace import Workspace


def record_act(
    workspace: Workspace,
    act: str,
    agreement: str,
    customer: str,
    fields: Sequence[str],
    records: Sequence[str],
    *,
    now: Instant,
    actor: str,
    rows: int | None = None,
) -> None:
    """An entry that says what was done where. Records are named by a digest: the ledger is for ever."""
    with workspace.recording():
        record(
            workspace.alias,
            kind="vault",
            subject=agreement[:200],
            value={
                "schema": "servanda/vault-act/1",
                "act": act,
                "agreement": agreement,
                "customer": customer,
                "fields": list(fields),
                "records": len(records) if rows is None else rows,
                "records_digest": hashlib.sha256("\n".join(records).encode()).hexdigest()
                if records
                else "",
                "at": to_plain(now),
            },
            at=now,
            actor=actor,
        )


def require_agreement(workspace: Workspace, agreement: str) -> None:
    """Raises ServandaError `unknown-agreement`."""
    known = [path.stem for path in agreement_files(workspace.folder)]
    if agreement not in known:
        raise ServandaError(
            "unknown-agreement",
            f"there is no agreement `{agreement}`",
            hint=f"one of {', '.join(known)}"
            if known
            else "write one with `servanda review --write`",
        )


def field_of(workspace: Workspace, name: str, classes: Mapping[str, str]) -> VaultField:
    """What a field holds: as asked for, as `vault.toml` says, or the class of its own name."""
    told = {one.field: one for one in vault_settings(workspace.folder).fields}.get(name)
    if name in classes:
        return VaultField(
            field=name, category=classes[name], searchable=told.searchable if told else True
        )
    return told or VaultField(field=name, category=name.replace("_", "-"))
