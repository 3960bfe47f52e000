"""The vault's verbs for records: each leaves an entry in the ledger, what gives out plaintext before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.vault.columns import Column
from servanda.safeguards.vault.vault import Found
from servanda_app.actions.reading import Progress, silent
from servanda_app.actions.vault_acts import field_of, record_act, require_agreement
from servanda_app.vaults import opened_vault
from servanda_app.workspace import Workspace


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
    require_agreement(workspace, agreement)
    with opened_vault(workspace, ask) as vault:
        columns = [
            _column(workspace, name, list(held), list(held.values()), classes or {})
            for name, held in values.items()
        ]
        count = vault.put(agreement, customer, columns)
    records = sorted({record for held in values.values() for record in held})
    record_act(workspace, "put", agreement, customer, sorted(values), records, now=now, actor=actor)
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

    require_agreement(workspace, agreement)
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
    record_act(workspace, "put", agreement, customer, fields, [], now=now, actor=actor, rows=rows)
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
        record_act(workspace, "reveal", agreement, customer, [], [record_id], now=now, actor=actor)
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
    told = field_of(workspace, field, {field: category} if category else {})
    record_act(workspace, "find", agreement, customer or "", [field], [], now=now, actor=actor)
    with opened_vault(workspace, ask) as vault:
        return vault.find(agreement, field, told.category, value, customer=customer)


def _column(
    workspace: Workspace,
    name: str,
    records: Sequence[str],
    values: Sequence[str | None],
    classes: Mapping[str, str],
) -> Column:
    told = field_of(workspace, name, classes)
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
