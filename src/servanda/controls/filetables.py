"""CSV and Parquet files as tables that can be counted: the few columns that count, in memory.

The files are read by the same sources as the scan. Only the columns that date rows and name their
customer are held, in a SQLite database that lives in memory and never on disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from servanda.base.errors import ServandaError
from servanda.inventory.places import Table
from servanda.inventory.sources import delimited, parquet

MOST_ROWS = 5_000_000
"""A longer file is not counted, so that memory stays bounded."""

_SOURCES: tuple[Any, ...] = (delimited, parquet)


def countable(target: str) -> bool:
    """Whether the target is a file of a kind that can be loaded."""
    return any(source.accepts(target) for source in _SOURCES)


def load(
    connection: sqlite3.Connection, target: str, folder: str, columns: Collection[str]
) -> None:
    """Fill an empty database with the file's rows, `columns` only, in a table of the file's name.

    Raises ServandaError `too-long`, and UnreadableError as the source does.
    """
    source = next(s for s in _SOURCES if s.accepts(target))
    with source.connect(target, folder) as place:
        for table in place.tables():
            names = [name for name, _ in table.columns if name in columns]
            quoted = ", ".join(_quoted(name) for name in names or ["no column"])
            connection.execute(f"CREATE TABLE {_quoted(table.name)} ({quoted})")
            marks = ", ".join("?" * max(len(names), 1))
            insert = f"INSERT INTO {_quoted(table.name)} VALUES ({marks})"  # noqa: S608 (a quoted name)
            connection.executemany(insert, _rows(place, table, names, target))


def _rows(place: Any, table: Table, names: list[str], target: str) -> Iterator[tuple[Any, ...]]:
    read = 0
    for batch in place.batches(table, None):
        read += batch.num_rows
        if read > MOST_ROWS:
            raise ServandaError(
                "too-long", f"`{target}` has more than {MOST_ROWS:,} rows and was not counted"
            )
        if not names:
            yield from ((None,) for _ in range(batch.num_rows))
            continue
        cells = [[_plain(v) for v in batch.column(name).to_pylist()] for name in names]
        yield from zip(*cells, strict=True)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bytes | None) else str(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
