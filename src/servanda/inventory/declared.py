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
import tomllib
from collections.abc import Iterable
from typing import Any

from servanda.base.codec import from_plain
from servanda.base.errors import ServandaError
from servanda.inventory.findings import ColumnFinding, Dataset, Discovery, Field, Inventory

SCHEMA = "servanda/inventory/1"
MAX_BYTES = 64_000_000


def read_inventory(source: bytes, name: str = "inventory.toml") -> Inventory:
    """Read an inventory file; `name` is what errors show as the file.

    Raises ServandaError `too-large`, `not-utf8`, `bad-toml`, `newer-schema`, `unknown-schema`,
    `unknown-key`, `missing-key`, `wrong-type` or `declared-twice`, each with `file:line`.
    """
    text = _text(source, name)
    table = _toml(text, name)
    _schema(table.pop("schema", None), text, name)
    try:
        inventory = from_plain(Inventory, table)
    except ServandaError as error:
        raise ServandaError(
            error.code, error.message, hint=error.hint, where=_where(text, name, error.where)
        ) from None
    _once(inventory.fields, "fields", text, name)
    _once(inventory.datasets, "datasets", text, name)
    return inventory


def write_inventory(inventory: Inventory) -> str:
    """The inventory as the text of its file; what is empty is left out. `read_inventory` reads it back."""
    import tomli_w

    table: dict[str, Any] = {"schema": SCHEMA}
    if inventory.reviewed is not None:
        table["reviewed"] = inventory.reviewed
    for key, items in (("datasets", inventory.datasets), ("fields", inventory.fields)):
        if items:
            table[key] = [_filled(item) for item in items]
    return tomli_w.dumps(table)


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


def _filled(item: Field | Dataset) -> dict[str, Any]:
    plain = {field.name: getattr(item, field.name) for field in dataclasses.fields(item)}
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in plain.items()
        if value
    }


def _text(source: bytes, name: str) -> str:
    if len(source) > MAX_BYTES:
        raise ServandaError(
            "too-large", f"this inventory is larger than {MAX_BYTES // 1_000_000} MB", where=name
        )
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise ServandaError(
            "not-utf8", "this is not UTF-8 text", hint="save it as UTF-8", where=f"{name}:{line}"
        ) from None


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except RecursionError:
        raise ServandaError("bad-toml", "this TOML is nested too deeply", where=name) from None
    except ValueError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        why = re.sub(r"\s*\(at [^)]*\)$", "", str(error)) or "unreadable"
        line = int(found[1]) if found else text.count("\n") + 1
        raise ServandaError(
            "bad-toml", f"this TOML does not parse: {why}", where=f"{name}:{line}"
        ) from None


def _schema(schema: Any, text: str, name: str) -> None:
    if schema == SCHEMA:
        return
    where = _where(text, name, "schema")
    if schema is None:
        raise ServandaError(
            "missing-key",
            "this inventory does not say its schema",
            hint=f'begin it with schema = "{SCHEMA}"',
            where=where,
        )
    version = (
        re.fullmatch(r"servanda/inventory/(\d{1,9})", schema) if isinstance(schema, str) else None
    )
    if version and int(version[1]) > 1:
        raise ServandaError(
            "newer-schema",
            "this inventory was written by a newer Servanda",
            hint="install the newer version",
            where=where,
        )
    raise ServandaError(
        "unknown-schema", "this is no inventory", hint=f'schema = "{SCHEMA}"', where=where
    )


def _once(items: tuple[Field | Dataset, ...], key: str, text: str, name: str) -> None:
    seen: set[tuple[str, ...]] = set()
    for number, item in enumerate(items):
        place = (item.system, item.table, *([item.column] if isinstance(item, Field) else []))
        if place in seen:
            raise ServandaError(
                "declared-twice",
                f"`{'.'.join(place)}` is declared twice",
                hint="keep one of the two",
                where=_where(text, name, f"{key}/{number}"),
            )
        seen.add(place)


def _where(text: str, name: str, path: str) -> str:
    """`file:line` of a path such as `fields/3/purpose`: its array table, then the key inside it."""
    line, lines = 1, text.splitlines()
    keys = path.split("/") if path else []
    at = 0
    if len(keys) > 1 and keys[1].isdigit():
        header = re.compile(rf"\s*\[\[\s*[\"']?{re.escape(keys[0])}[\"']?\s*\]\]")
        starts = [number for number, content in enumerate(lines) if header.match(content)]
        if int(keys[1]) < len(starts):
            at = starts[int(keys[1])]
            line = at + 1
            keys = keys[2:]
    for key in keys:
        wanted = re.compile(rf"\s*(?:\[\[?.*)?[\"']?{re.escape(key)}[\"']?\s*(?:[=.\]]|$)")
        for number in range(at, len(lines)):
            if wanted.match(lines[number]):
                at, line = number, number + 1
                break
    return f"{name}:{line}"
