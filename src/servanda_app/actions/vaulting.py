"""The vault's verbs: each leaves an entry in the ledger, and what gives out plaintext leaves it before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda.base.codec import to_plain
from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.vault.columns import Column
from servanda.safeguards.vault.elsewhere import reveal_file, seal_file
from servanda.safeguards.vault.format import Place
from servanda.safeguards.vault.keys.file import FileKeyService
from servanda.safeguards.vault.material import Secret
from servanda.safeguards.vault.rotation import Rotation, rewrap, rotate
from servanda.safeguards.vault.shredding import Shredding, shred
from servanda.safeguards.vault.store import KeyRow, Kind, State
from servanda.safeguards.vault.vault import Found, Vault
from servanda.safeguards.vault.verification import Verified, verify
from servanda_app.actions.reading import Progress, agreement_files, silent
from servanda_app.records.documents import record
from servanda_app.vaults import VaultField, opened_vault, vault_settings
from servanda_app.workspace import Workspace

BATCH = 20_000
"""Records of a table that are stored in one transaction."""


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


def vault_put(
    workspace: Workspace,
    agreement: str,
    customer: str,
    values: Mapping[str, Mapping[str, str | None]],
    *,
    now: Instant,
    actor: str,
    classes: Mapping[str, str] | None = None,
    ask: Any = None,
) -> int:
    """Store records: `values` is field by field, record by record; returns how many values.

    `classes` are data classes by field, before those of `vault.toml`.
    """
    _require_agreement(workspace, agreement)
    with opened_vault(workspace, ask) as vault:
        columns = [
            _column(workspace, name, list(held), list(held.values()), classes or {})
            for name, held in values.items()
        ]
        count = vault.put(agreement, customer, columns)
    records = sorted({record for held in values.values() for record in held})
    _record(workspace, "put", agreement, customer, sorted(values), records, now=now, actor=actor)
    return count


def vault_put_table(
    workspace: Workspace,
    agreement: str,
    customer: str,
    path: Path,
    *,
    id_column: str,
    now: Instant,
    actor: str,
    classes: Mapping[str, str] | None = None,
    ask: Any = None,
    progress: Progress = silent,
) -> int:
    """Store a table of a file (CSV, Parquet, ...): a record a row, its id in `id_column`, a field a column.

    Every batch is one transaction; a run that was stopped may be repeated as a whole. Raises ServandaError
    `no-such-column`, `repeated-id`.
    """
    from servanda.inventory.opening import open_tables
    from servanda.registry import sources

    _require_agreement(workspace, agreement)
    total = rows = 0
    fields: list[str] = []
    met = {""}
    with opened_vault(workspace, ask) as vault:
        for _, place, table in open_tables(str(path.absolute()), sources=sources()):
            names = [name for name, _ in table.columns]
            if id_column not in names:
                raise ServandaError(
                    "no-such-column",
                    f"there is no column `{id_column}` for the records' ids",
                    hint=f"one of {', '.join(names)}",
                    where=str(path),
                )
            fields = [name for name in names if name != id_column]
            for batch in place.batches(table, None):
                held = dict(zip(names, _texts(batch), strict=True))
                records = [value or "" for value in held[id_column]]
                for number, record in enumerate(records, rows + 1):
                    if record in met:
                        # the second row would silently take the first one's place
                        raise ServandaError(
                            "repeated-id",
                            f"row {number} has no id, or that of a row before it; {rows} rows before it are sealed",
                            hint=f"give `{id_column}` one value for each row, then run it again",
                            where=str(path),
                        )
                    met.add(record)
                columns = [
                    _column(workspace, name, records, held[name], classes or {}) for name in fields
                ]
                total += vault.put(agreement, customer, columns)
                rows += len(records)
                progress(rows, None, "records")
    _record(workspace, "put", agreement, customer, fields, [], now=now, actor=actor, rows=rows)
    return total


def vault_get(
    workspace: Workspace,
    agreement: str,
    customer: str,
    record_id: str,
    *,
    now: Instant,
    actor: str,
    reveal: bool = False,
    ask: Any = None,
) -> dict[str, str]:
    """A record's fields, masked by class; with `reveal` in plaintext, which the ledger then says first."""
    with opened_vault(workspace, ask) as vault:
        if not reveal:
            return vault.masked_record(agreement, customer, record_id)
        _record(workspace, "reveal", agreement, customer, [], [record_id], now=now, actor=actor)
        found = vault.reveal_record(agreement, customer, record_id)
    return {name: value.decode("utf-8", "replace") for name, value in found.items()}


def vault_find(
    workspace: Workspace,
    agreement: str,
    field: str,
    value: str,
    *,
    now: Instant,
    actor: str,
    customer: str | None = None,
    category: str = "",
    ask: Any = None,
) -> tuple[Found, ...]:
    """The records whose field has a value; neither the value nor what was found is in the ledger."""
    told = _field(workspace, field, {field: category} if category else {})
    _record(workspace, "find", agreement, customer or "", [field], [], now=now, actor=actor)
    with opened_vault(workspace, ask) as vault:
        return vault.find(agreement, field, told.category, value, customer=customer)


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
    _require_agreement(workspace, agreement)
    category = _field(workspace, field, {}).category
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
    _record(workspace, "seal-file", agreement, customer, [field], [record_id], now=now, actor=actor)
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
    category = _field(workspace, field, {}).category
    where = Place(agreement=agreement, customer=customer, field=field, category=category)
    with opened_vault(workspace, ask) as vault, _reading(source) as opened:
        pieces = reveal_file(vault, where, record_id, opened)
        _record(
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
        _record(workspace, "shred", agreement, "", [], [], now=now, actor=actor)
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
    _record(workspace, "change-passphrase", "keys", "", [], [], now=now, actor=actor)


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


def _record(
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


def _require_agreement(workspace: Workspace, agreement: str) -> None:
    known = [path.stem for path in agreement_files(workspace.folder)]
    if agreement not in known:
        raise ServandaError(
            "unknown-agreement",
            f"there is no agreement `{agreement}`",
            hint=f"one of {', '.join(known)}"
            if known
            else "write one with `servanda review --write`",
        )


def _field(workspace: Workspace, name: str, classes: Mapping[str, str]) -> VaultField:
    """What a field holds: as asked for, as `vault.toml` says, or the class of its own name."""
    told = {one.field: one for one in vault_settings(workspace.folder).fields}.get(name)
    if name in classes:
        return VaultField(
            field=name, category=classes[name], searchable=told.searchable if told else True
        )
    return told or VaultField(field=name, category=name.replace("_", "-"))


def _column(
    workspace: Workspace,
    name: str,
    records: Sequence[str],
    values: Sequence[str | None],
    classes: Mapping[str, str],
) -> Column:
    told = _field(workspace, name, classes)
    return Column(
        field=name,
        category=told.category,
        records=list(records),
        values=list(values),
        searchable=told.searchable,
    )


def _texts(batch: Any) -> list[list[str | None]]:
    """The columns of an Arrow batch as texts."""
    from servanda.inventory.evidence import records_of

    return [
        [
            value if value is None or isinstance(value, str) else str(value)
            for value in column.to_pylist()
        ]
        for column in records_of(batch).columns
    ]


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
