"""The inventory file (`inventory.toml`): what the company says it holds, and what a scan would change.

```toml
schema = "servanda/inventory/1"

[[fields]]
system = "crm"
table = "customers"
column = "email"
data_class = "email"
purpose = "to answer the customer"
```
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import Any

from servanda.base.toml import TomlText, read_toml
from servanda.inventory.findings import ColumnFinding, Dataset, Discovery, Field, Inventory

SCHEMA = "servanda/inventory/1"
MAX_BYTES = 64_000_000


def read_inventory(source: bytes, name: str = "inventory.toml") -> Inventory:
    """Read an inventory file; `name` is what errors show as the file.

    Raises ServandaError `too-large`, `not-utf8`, `bad-toml`, `newer-schema`, `unknown-schema`,
    `unknown-key`, `missing-key`, `wrong-type` or `declared-twice`, each with `file:line`.
    """
    text = read_toml(source, name, largest=MAX_BYTES)
    _schema(text)
    table = {key: value for key, value in text.table.items() if key != "schema"}
    inventory = dataclasses.replace(text, table=table).value(Inventory)
    _once(inventory.fields, "fields", text)
    _once(inventory.datasets, "datasets", text)
    return inventory


def write_inventory(inventory: Inventory) -> str:
    """The inventory as the text of its file; what is empty is left out. `read_inventory` reads it back."""
    import tomli_w

    head: dict[str, Any] = {"schema": SCHEMA}
    if inventory.reviewed is not None:
        head["reviewed"] = inventory.reviewed
    tables = [
        *(table_lines("datasets", item) for item in inventory.datasets),
        *(table_lines("fields", item) for item in inventory.fields),
    ]
    return "\n".join([tomli_w.dumps(head), *("\n".join(lines) + "\n" for lines in tables)])


def table_lines(kind: str, item: Field | Dataset) -> list[str]:
    """The lines of one `[[fields]]` or `[[datasets]]`; one a table, where a writer would put few on a line."""
    import tomli_w

    lines = tomli_w.dumps(table_of(item)).rstrip("\n").split("\n")
    return [
        f"[[{kind}]]",
        *(f"[{kind}.{line[1:]}" if line == "[customers]" else line for line in lines),
    ]


def propose(inventory: Inventory, discoveries: Iterable[Discovery]) -> Inventory:
    """The inventory with what the scans found added, and what is no longer there taken out.

    A column that a person declared stays as declared while it exists, whatever a scan says of it; it
    goes only where a complete scan of its system no longer met the column. New fields are sorted
    behind those that stand.
    """
    scans = {discovery.system: discovery for discovery in discoveries}
    kept = tuple(field for field in inventory.fields if not _gone(field, scans))
    there = {(field.system, field.table, field.column) for field in kept}
    best: dict[tuple[str, str, str], ColumnFinding] = {}
    for discovery in scans.values():
        for finding in discovery.findings:
            key = (finding.system, finding.table, finding.column)
            if key not in there and (key not in best or _weight(finding) > _weight(best[key])):
                best[key] = finding
    added = tuple(
        Field(
            system=finding.system,
            table=finding.table,
            column=finding.column,
            data_class=finding.data_class,
        )
        for _, finding in sorted(best.items())
    )
    return dataclasses.replace(inventory, fields=kept + added)


def difference(before: Inventory, after: Inventory) -> str:
    """What changes between two inventories, a line each: `+` added, `-` taken out, `~` of another class."""
    old = {(field.system, field.table, field.column): field for field in before.fields}
    new = {(field.system, field.table, field.column): field for field in after.fields}
    lines = []
    for key in sorted(old.keys() | new.keys()):
        place = f"{key[0]} {key[1]}.{key[2]}"
        if key not in new:
            lines.append(f"- {place}  {old[key].data_class}")
        elif key not in old:
            lines.append(f"+ {place}  {new[key].data_class}")
        elif old[key].data_class != new[key].data_class:
            lines.append(f"~ {place}  {old[key].data_class} -> {new[key].data_class}")
    return "\n".join(lines) + ("\n" if lines else "")


def _gone(field: Field, scans: dict[str, Discovery]) -> bool:
    scan = scans.get(field.system)
    return (
        scan is not None
        and scan.complete
        and bool(scan.met)
        and (field.table, field.column) not in scan.met
    )


def _weight(finding: ColumnFinding) -> tuple[int, float]:
    return finding.sensitivity.rank, finding.confidence


def table_of(item: Field | Dataset) -> dict[str, Any]:
    """A declaration as the table of its file; what is empty is left out."""
    plain = {field.name: getattr(item, field.name) for field in dataclasses.fields(item)}
    return {
        key: list(value) if isinstance(value, tuple) else getattr(value, "value", value)
        for key, value in plain.items()
        if value or value is False
    }


def _schema(text: TomlText) -> None:
    schema = text.table.get("schema")
    if schema == SCHEMA:
        return
    if schema is None:
        raise text.fault(
            "missing-key",
            "schema",
            "this inventory does not say its schema",
            f'begin it with schema = "{SCHEMA}"',
        )
    version = (
        re.fullmatch(r"servanda/inventory/(\d{1,9})", schema) if isinstance(schema, str) else None
    )
    if version and int(version[1]) > 1:
        raise text.fault(
            "newer-schema",
            "schema",
            "this inventory was written by a newer Servanda",
            "install the newer version",
        )
    raise text.fault("unknown-schema", "schema", "this is no inventory", f'schema = "{SCHEMA}"')


def _once(items: tuple[Field | Dataset, ...], key: str, text: TomlText) -> None:
    seen: set[tuple[str, ...]] = set()
    for number, item in enumerate(items):
        place = (item.system, item.table, *([item.column] if isinstance(item, Field) else []))
        if place in seen:
            raise text.fault(
                "declared-twice",
                f"{key}/{number}",
                f"`{'.'.join(place)}` is declared twice",
                "keep one of the two",
            )
        seen.add(place)
