"""Whole files sealed and revealed under the vault's keys, with their entries in the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.vault.elsewhere import reveal_file, seal_file
from servanda.safeguards.vault.format import Place
from servanda_app.actions.vault_acts import field_of, record_act, require_agreement
from servanda_app.vaults import opened_vault
from servanda_app.workspace import Workspace


def vault_seal_file(
    workspace: Workspace,
    agreement: str,
    customer: str,
    record_id: str,
    field: str,
    source: Path,
    target: Path,
    *,
    now: Instant,
    actor: str,
    ask: Any = None,
) -> int:
    """Seal a file into another; returns the bytes of plaintext. `target` must not be there yet."""
    require_agreement(workspace, agreement)
    category = field_of(workspace, field, {}).category
    where = Place(agreement=agreement, customer=customer, field=field, category=category)
    with opened_vault(workspace, ask) as vault, _reading(source) as opened:
        fresh = target.with_name(f".{target.name}.part")
        try:
            with fresh.open("xb") as out:
                size = seal_file(vault, where, record_id, opened, out)
            _put_in_place(fresh, target)
        except OSError as error:
            raise _cannot_write(target, error) from None
        finally:
            fresh.unlink(missing_ok=True)
    record_act(
        workspace, "seal-file", agreement, customer, [field], [record_id], now=now, actor=actor
    )
    return size


def vault_reveal_file(
    workspace: Workspace,
    agreement: str,
    customer: str,
    record_id: str,
    field: str,
    source: Path,
    target: Path,
    *,
    now: Instant,
    actor: str,
    ask: Any = None,
) -> int:
    """Write the plaintext of a sealed file, which is read to its end first; returns its bytes."""
    category = field_of(workspace, field, {}).category
    where = Place(agreement=agreement, customer=customer, field=field, category=category)
    with opened_vault(workspace, ask) as vault, _reading(source) as opened:
        pieces = reveal_file(vault, where, record_id, opened)
        record_act(
            workspace,
            "reveal-file",
            agreement,
            customer,
            [field],
            [record_id],
            now=now,
            actor=actor,
        )
        size = 0
        try:
            with target.open("xb") as out:
                target.chmod(0o600)
                for piece in pieces:
                    size += out.write(piece)
        except OSError as error:
            raise _cannot_write(target, error) from None
    return size


def _reading(source: Path) -> Any:
    try:
        return source.open("rb")
    except OSError as error:
        raise ServandaError(
            "cannot-read", f"this file cannot be read: {error.strerror}", where=str(source)
        ) from None


def _put_in_place(fresh: Path, target: Path) -> None:
    if target.exists():
        raise ServandaError("there-already", "this file is there already", where=str(target))
    fresh.replace(target)


def _cannot_write(target: Path, error: OSError) -> ServandaError:
    if isinstance(error, FileExistsError):
        return ServandaError("there-already", "this file is there already", where=str(target))
    return ServandaError(
        "cannot-write", f"this file cannot be written: {error.strerror}", where=str(target)
    )
