# ruff: noqa: S608 (names are quoted by _quoted, numbers are ours)
"""DuckDB files, opened read-only, without access to other files, extensions or the network."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from servanda.base.errors import UnreadableError
from servanda.inventory.batches import BATCH_ROWS, batch_of, batches_of
from servanda.inventory.places import Table, Window, unreadable

NAME = "DuckDB"

_SUFFIXES = (".duckdb", ".ddb")
_MAGIC = b"DUCK"
_STATEMENT_SECONDS = 60.0
_SETTINGS = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "192MB",
    "threads": "1",
    "temp_directory": "",
    "lock_configuration": "true",
}


def accepts(target: str) -> bool:
    """By the form `duckdb:PATH`, the suffix, or the mark in the file's first bytes."""
    if target.startswith("duckdb:") or target.lower().endswith(_SUFFIXES):
        return True
    try:
        with Path(target).open("rb") as file:
            return file.read(12)[8:] == _MAGIC
    except (OSError, ValueError):
        return False


@contextmanager
def connect(target: str, folder: str) -> Iterator[_Database]:
    """Open the file; raises UnreadableError `missing`, `empty`, `not-a-database`, `locked`,
    `no-permission` or `no-driver`.
    """
    path = Path(folder) / target.removeprefix("duckdb:").removeprefix("//")
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except FileNotFoundError:
        raise unreadable("missing", "there is no such file", target, "check the path") from None
    except OSError:
        raise unreadable("no-permission", "this file may not be read by you", target) from None
    if not head:
        raise unreadable("empty", "this file is empty", target, "check that it was copied in full")
    if head[8:] != _MAGIC:
        raise unreadable("not-a-database", "this is no DuckDB database, or it is encrypted", target)
    try:
        import duckdb
    except ImportError:
        raise unreadable(
            "no-driver",
            "reading DuckDB needs a driver that is not installed",
            target,
            "pip install 'servanda[duckdb]'",
        ) from None
    try:
        connection = duckdb.connect(str(path), read_only=True, config=_SETTINGS)
    except duckdb.Error as error:
        raise _explain(error, target) from None
    try:
        yield _Database(connection, target)
    finally:
        connection.close()


def _explain(error: Exception, target: str) -> UnreadableError:
    # by the kind of error; its words may quote a value and are only looked at, never shown
    kind, words = type(error).__name__, str(error).lower()
    if kind == "InterruptException":
        return unreadable(
            "too-slow", f"a query took longer than {_STATEMENT_SECONDS:.0f} s", target
        )
    if kind == "CatalogException":
        return unreadable("gone", "it was dropped while the scan ran", target)
    if "lock" in words:
        return unreadable(
            "locked",
            "another program has this database open for writing",
            target,
            "wait until it is done, or scan a copy",
        )
    if kind == "OutOfMemoryException":
        return unreadable(
            "too-large", f"it needs more than {_SETTINGS['memory_limit']} to be read", target
        )
    if kind in ("SerializationException", "FatalException", "InternalException", "IOException"):
        return unreadable(
            "not-a-database",
            "this database is damaged or of another version of DuckDB",
            target,
            "open it with the DuckDB that wrote it and export it",
        )
    return unreadable("unreadable", f"DuckDB could not read it ({kind})", target)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _within(window: Window | None) -> str:
    """The condition of a window; DuckDB reads its bounds as the column's own type."""
    parts = ["true"]
    if window is not None:
        for sign, bound in ((">=" if window.at else ">", window.low), ("<=", window.high)):
            if bound is not None:
                value = bound.replace("'", "''")
                parts.append(f"{_quoted(window.column)} {sign} '{value}'")
    return " AND ".join(parts)


_GROUP = 122_880
"""Rows that DuckDB stores and gives out together."""
_MOST_BYTES = 64_000_000
_SHORT = (
    "DATE",
    "TIMESTAMP",
    "TIME",
    "UUID",
    "HUGEINT",
    "UBIGINT",
    "UINTEGER",
    "USMALLINT",
    "UTINYINT",
)
_PLAIN = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "BOOLEAN", "FLOAT", "DOUBLE")


def _column(name: str, kind: str) -> str:
    """The column as a type that Python has; a long value is cut in the engine."""
    if kind in _PLAIN:
        return _quoted(name)
    if kind == "BLOB":
        return f"{_quoted(name)}[1:65536]"
    return f"left({_quoted(name)}::VARCHAR, 65537)"


class _Database:
    """An open DuckDB file (see `places.Source`)."""

    def __init__(self, connection: Any, target: str) -> None:
        self._connection, self._target = connection, target

    def _rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement; each fetch has the time-out that DuckDB itself does not offer."""
        import duckdb

        cursor = self._connection.cursor()
        try:
            with self._timed(cursor):
                cursor.execute(sql)
            while True:
                with self._timed(cursor):
                    rows = cursor.fetchmany(BATCH_ROWS // 8)
                if not rows:
                    return
                yield from rows
        except duckdb.Error as error:
            raise _explain(error, self._target) from None
        finally:
            cursor.close()

    @contextmanager
    def _timed(self, cursor: Any) -> Iterator[None]:
        timer = threading.Timer(_STATEMENT_SECONDS, cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def tables(self) -> list[Table]:
        """Every ordinary table of the file, by schema and name."""
        columns: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for schema, name, column, kind in self._rows(
            "SELECT t.schema_name, t.table_name, c.column_name, c.data_type"
            " FROM duckdb_tables() t JOIN duckdb_columns() c USING (table_oid, database_oid)"
            " WHERE NOT t.internal AND t.database_name = current_database()"
            " ORDER BY t.schema_name, t.table_name, c.column_index"
        ):
            columns.setdefault((schema, name), []).append((column, kind))
        return [
            Table(
                name=name if schema == "main" else f"{schema}.{name}",
                columns=tuple(found),
                key=f"{_quoted(schema)}.{_quoted(name)}",
            )
            for (schema, name), found in columns.items()
        ]

    def count(self, table: Table) -> int:
        """How many rows there are."""
        ((count,),) = self._rows(f"SELECT count(*) FROM {table.key} WHERE {_within(table.window)}")
        return int(count)

    def newest(self, table: Table) -> Window | None:  # noqa: ARG002 (one signature for all)
        """None: nothing in the file says which column counts upwards. A window that is asked for is read."""
        return None

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:
        """All rows in batches, or `limit` rows drawn at random by DuckDB's own reservoir."""
        names = [name for name, _ in table.columns]
        columns = ", ".join(
            f"{_column(name, kind)} AS {_quoted(name)}" for name, kind in table.columns
        )
        where = _within(table.window)
        source = f"SELECT {columns} FROM {table.key} WHERE {where}"
        if limit is not None:
            # the draw stands inside, so that only drawn rows are turned into text
            drawn = f"SELECT * FROM (SELECT * FROM {table.key} WHERE {where}) USING SAMPLE reservoir({limit:d} ROWS)"
            source = f"SELECT {columns} FROM ({drawn})"
        elif self._narrow(table):
            yield from self._arrow(source)
            return
        yield from batches_of(names, self._rows(source))

    def _narrow(self, table: Table) -> bool:
        """Whether its rows, as many as DuckDB gives out at once as Arrow, fit in memory together."""
        texts = [_quoted(name) for name, kind in table.columns if kind in ("VARCHAR", "BLOB")]
        if any(kind not in (*_PLAIN, *_SHORT, "VARCHAR", "BLOB") for _, kind in table.columns):
            return False
        if not texts:
            return True
        size = " + ".join(f"coalesce(octet_length({name}::BLOB), 0)" for name in texts)
        ((most,),) = self._rows(
            f"SELECT max(size) FROM (SELECT sum({size}) AS size FROM {table.key}"
            f" GROUP BY rowid // {_GROUP})"
        )
        return int(most or 0) <= _MOST_BYTES

    def _arrow(self, sql: str) -> Iterator[Any]:
        """The rows of a statement as DuckDB's own Arrow batches: ten times as fast as row by row."""
        import duckdb
        from arro3.core import RecordBatchReader

        cursor = self._connection.cursor()
        try:
            with self._timed(cursor):
                reader = RecordBatchReader.from_arrow(cursor.sql(sql))
            while True:
                with self._timed(cursor):
                    try:
                        batch = reader.read_next_batch()
                    except StopIteration:
                        return
                for start in range(0, batch.num_rows, BATCH_ROWS):
                    yield batch.slice(start, min(BATCH_ROWS, batch.num_rows - start))
        except duckdb.Error as error:
            raise _explain(error, self._target) from None
        except Exception as error:
            # what comes through the stream has lost its kind; its words are looked at, never shown
            if "interrupt" in str(error).lower():
                raise _explain(duckdb.InterruptException(), self._target) from None
            raise unreadable("unreadable", "DuckDB could not read it", self._target) from None
        finally:
            cursor.close()

    def column(self, table: Table, column: str, limit: int) -> Any | None:
        """Up to `limit` random values of one column that are not null."""
        name = _quoted(column)
        drawn = (
            f"SELECT * FROM (SELECT {name} FROM {table.key} WHERE {_within(table.window)}"
            f" AND {name} IS NOT NULL)"
            f" USING SAMPLE reservoir({limit:d} ROWS)"
        )
        rows = self._rows(f"SELECT {_column(column, dict(table.columns)[column])} FROM ({drawn})")
        return batch_of([column], [[value for (value,) in rows]])
