"""CSV: one line a column, for people and spreadsheets.

Cells that a spreadsheet would run as a formula are written with an apostrophe before them, which is
taken away on reading.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.spreadsheet import RUNS
from servanda.inventory.classes import Detector
from servanda.inventory.exchange.facts import MOST, Imported, field_of, inventory_of
from servanda.inventory.findings import Field, Inventory

NAME = "csv"
TITLE = "CSV, one line a column"

MAX_BYTES = 64_000_000
COLUMNS = (
    "system table column data_class purpose owner region retention agreements essential "
    "sensitivity because by note"
).split()
_MARKED = (*RUNS, "'")
"""What gets an apostrophe: one that stands there already too, so that reading takes only ours away."""


def write(inventory: Inventory, classes: Mapping[str, Detector]) -> str:  # noqa: ARG001 (as every format)
    """The declared columns; datasets have no place in it. Agreements are parted by `;`."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for field in inventory.fields:
        rows.writerow([_cell(getattr(field, name)) for name in COLUMNS])
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ";".join(value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if text.startswith(_MARKED) else text


def read(source: bytes, name: str, classes: Mapping[str, Detector]) -> Imported:  # noqa: ARG001 (as every format)
    """The columns of a table with at least system, table, column and data_class.

    Raises ServandaError `too-large`, `not-utf8`, `bad-csv`, `missing-key`, `wrong-value` or
    `declared-twice` with `file:line`.
    """
    if len(source) > MAX_BYTES:
        raise ServandaError("too-large", "this file is larger than 64 MB", where=name)
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ServandaError(
            "not-utf8", "this is not UTF-8 text", hint="save it as CSV UTF-8", where=name
        ) from None
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    fields: list[Field] = []
    unknown: list[str] = []
    heads: list[str] = []
    try:
        for row in rows:
            where = f"{name}:{rows.line_num}"
            if not heads:
                heads = _heads(row, where)
            elif any(row):
                if len(fields) >= MOST:
                    raise ServandaError("too-large", "this table has too many lines", where=where)
                values = dict(zip(heads, row, strict=False))
                facts = {key: _value(key, cell, where) for key, cell in values.items() if cell}
                system, table, column = (
                    str(facts.get(key, "")) for key in ("system", "table", "column")
                )
                if not facts.get("data_class"):
                    unknown.append(f"{system} {table}.{column}")
                    continue
                fields.append(field_of(system, table, column, facts, where))
    except csv.Error as error:
        raise ServandaError(
            "bad-csv", f"this is not CSV: {error}", where=f"{name}:{rows.line_num}"
        ) from None
    if not heads:
        raise ServandaError("bad-csv", "this table has no heading", where=name)
    return Imported(inventory=inventory_of(fields, [], name), unknown=tuple(unknown))


def _heads(row: list[str], where: str) -> list[str]:
    heads = [cell.strip().casefold().replace(" ", "_") for cell in row]
    for needed in COLUMNS[:4]:
        if needed not in heads:
            raise ServandaError(
                "missing-key",
                f"this table has no column `{needed}`",
                hint=f"its heading is {','.join(COLUMNS)}",
                where=where,
            )
    return heads


def _value(key: str, cell: str, where: str) -> Any:
    text = cell[1:] if cell.startswith("'") else cell
    if key == "agreements":
        return [part for part in text.split(";") if part]
    if key == "essential":
        if text.casefold() not in ("yes", "no"):
            raise ServandaError("wrong-value", "`essential` is yes, no or empty", where=where)
        return text.casefold() == "yes"
    return text
