"""Read-only questions to the databases of the workspace: counts and grants, never a value.

Read-only by construction: SQLite is opened with `mode=ro` and `query_only`, PostgreSQL in a session
whose transactions are read-only, both with a limit on time. `dated` gives the expression that turns a
column into seconds since 1970 UTC, NULL where it holds no time that can be understood.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from servanda.base.errors import ServandaError
from servanda.controls import filetables
from servanda.controls.collecting import within
from servanda.inventory.systems import System

MOST_SECONDS = 60
"""A question that takes longer is given up, and its collection counts as failed."""

WAIT = 5
"""Seconds to wait for another program that holds a lock."""

_DAY = r"'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'"

# Seconds since 1970 lie between 1973 and 5138, milliseconds above that; smaller numbers (a year, a
# 20240131) are no instants. A REAL between 1e6 and 1e7 is a Julian day (SQLite, "Date and Time Functions").
_SQLITE_DATED = f"""CASE typeof({{c}})
WHEN 'text' THEN CASE WHEN {{c}} GLOB {_DAY} THEN (julianday({{c}}) - 2440587.5) * 86400.0 END
WHEN 'integer' THEN CASE WHEN {{c}} >= 100000000000 THEN {{c}} / 1000.0 WHEN {{c}} >= 100000000 THEN {{c}} END
WHEN 'real' THEN CASE WHEN {{c}} >= 100000000000 THEN {{c}} / 1000.0 WHEN {{c}} >= 100000000 THEN {{c}}
WHEN {{c}} BETWEEN 1000000 AND 10000000 THEN ({{c}} - 2440587.5) * 86400.0 END END"""

_NUMBER = "CASE WHEN {c} >= 100000000000 THEN {c} / 1000.0 WHEN {c} >= 100000000 THEN {c} END"
_POSTGRES_DATED = {
    "date": "extract(epoch FROM {c}::timestamp)",
    "timestamp without time zone": "extract(epoch FROM {c})",
    "timestamp with time zone": "extract(epoch FROM {c})",
    **dict.fromkeys(("integer", "bigint", "numeric", "double precision", "real"), _NUMBER),
    # a text's day alone is read: its hour and offset are not certain to be written one way
    **dict.fromkeys(
        ("text", "character varying", "character"),
        "CASE WHEN {c} ~ '^[12]\\d{{3}}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])' THEN extract(epoch FROM "
        "(make_date(left({c}, 4)::int, substr({c}, 6, 2)::int, 1) + substr({c}, 9, 2)::int - 1)::timestamp)"
        " END",
    ),
}


@dataclass(frozen=True, slots=True)
class Database:
    """An open, read-only database. `ask` runs one query; `mark` stands for each of its parameters."""

    engine: Literal["sqlite", "postgresql"]
    mark: Literal["?", "%s"]
    ask: Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]

    def table(self, name: str) -> str:
        """The table's name, quoted for a query; raises ServandaError `no-table`."""
        if self.engine == "sqlite":
            query = "SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND name = ?"
            if self.ask(f"{query} COLLATE NOCASE", [name]):
                return self.name(name)
        else:
            for parts in ([name], name.split(".", 1)):
                if self.ask("SELECT 1 WHERE to_regclass(%s) IS NOT NULL", [_quoted(*parts)]):
                    return self.name(*parts)
        raise ServandaError("no-table", f"there is no table `{name}`")

    def name(self, *parts: str) -> str:
        """A name, quoted for a query."""
        quoted = _quoted(*parts)
        return quoted.replace("%", "%%") if self.engine == "postgresql" else quoted

    def columns(self, table: str) -> dict[str, str]:
        """The columns of a table and their types, lower case."""
        if self.engine == "sqlite":
            rows = self.ask("SELECT name, type FROM pragma_table_info(?)", [table])
        else:
            rows = self.ask(
                "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute "
                "WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
                [self.table(table).replace("%%", "%")],
            )
        return {str(name): str(kind).lower() for name, kind in rows}

    def kind(self, table: str, column: str) -> str:
        """The type of a column; raises ServandaError `no-column`."""
        columns = self.columns(table)
        if column not in columns:
            raise ServandaError("no-column", f"table `{table}` has no column `{column}`")
        return columns[column]

    def dated(self, table: str, column: str) -> str:
        """An expression for the seconds since 1970 UTC in a column; NULL where it holds no time.

        Raises ServandaError `no-column` or `no-time`.
        """
        kind = self.kind(table, column)
        if self.engine == "sqlite":
            return _SQLITE_DATED.format(c=self.name(column))
        if kind not in _POSTGRES_DATED:
            raise ServandaError(
                "no-time", f"`{table}.{column}` is of type {kind}, which is no time"
            )
        return _POSTGRES_DATED[kind].format(c=self.name(column))


def _quoted(*parts: str) -> str:
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


@contextmanager
def opened(system: System, folder: str, columns: Collection[str] = ()) -> Iterator[Database]:
    """The system's database, read-only, while the block runs.

    A CSV or Parquet file is loaded into memory, its `columns` only. Raises ServandaError
    `not-countable` for other kinds of place, and `unreachable-database` with the engine's reason where
    it cannot be opened or asked.
    """
    if system.target.startswith(("postgresql://", "postgres://")):
        with _postgres(system) as database:
            yield database
        return
    if "://" in system.target:
        raise _not_countable(system)
    path = within(folder, system.target.removeprefix("sqlite:"))
    if not path.is_file():
        raise ServandaError("unreachable-database", f"`{system.id}` is not there")
    with path.open("rb") as file:
        is_sqlite = file.read(15) == b"SQLite format 3"
    if not is_sqlite and not filetables.countable(system.target):
        raise _not_countable(system)
    uri = f"file:{quote(str(path.resolve()))}?mode=ro" if is_sqlite else ":memory:"
    with closing(_connect(system, uri)) as connection:
        if not is_sqlite:
            try:
                filetables.load(connection, system.target, folder, columns)
            except sqlite3.Error as error:
                raise _unanswered(system, error) from None
        yield _sqlite(system, connection)


def _not_countable(system: System) -> ServandaError:
    return ServandaError(
        "not-countable",
        f"`{system.id}` is no SQLite, PostgreSQL, CSV or Parquet: its rows cannot be counted yet",
    )


def _connect(system: System, uri: str) -> sqlite3.Connection:
    try:
        return sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None)
    except sqlite3.Error as error:
        raise _unanswered(system, error) from None


def _sqlite(system: System, connection: sqlite3.Connection) -> Database:
    connection.execute("PRAGMA query_only = ON")
    until = time.monotonic() + MOST_SECONDS
    connection.set_progress_handler(lambda: int(time.monotonic() > until), 100_000)

    def ask(query: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        try:
            return connection.execute(query, tuple(parameters)).fetchall()
        except sqlite3.Error as error:
            raise _unanswered(system, error) from None

    return Database("sqlite", "?", ask)


@contextmanager
def _postgres(system: System) -> Iterator[Database]:
    try:
        import psycopg
    except ImportError:
        raise ServandaError(
            "unreachable-database",
            f"`{system.id}` is a PostgreSQL, and its driver is not installed",
            hint="pip install 'servanda[postgres]'",
        ) from None
    options = f"-c default_transaction_read_only=on -c statement_timeout={MOST_SECONDS}s"
    options += f" -c lock_timeout={WAIT}s"
    try:
        connection = psycopg.connect(
            system.target, connect_timeout=10, options=options, autocommit=True
        )
    except psycopg.Error as error:
        raise _unanswered(system, error) from None

    def ask(query: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        try:
            return list(connection.execute(query, tuple(parameters)).fetchall())
        except psycopg.Error as error:
            raise _unanswered(system, error) from None

    with closing(connection):
        yield Database("postgresql", "%s", ask)


def _unanswered(system: System, error: Exception) -> ServandaError:
    # an engine's message can quote a value, or the password of a URL: its code is enough to act on
    code = getattr(error, "sqlite_errorname", "") or type(error).__name__
    reason = next((words for start, words in _REASONS.items() if code.startswith(start)), code)
    return ServandaError(
        "unreachable-database", f"`{system.id}` could not be opened or asked: {reason}"
    )


_REASONS = {
    "SQLITE_BUSY": "another program holds it locked",
    "SQLITE_LOCKED": "another program holds it locked",
    "SQLITE_INTERRUPT": f"it took longer than {MOST_SECONDS} seconds",
    "SQLITE_NOTADB": "it is damaged or encrypted",
    "SQLITE_CORRUPT": "it is damaged",
    "SQLITE_CANTOPEN": "it may not be read by you",
    "QueryCanceled": f"it took longer than {MOST_SECONDS} seconds",
    "LockNotAvailable": "another program holds a table locked",
    "InsufficientPrivilege": "the role that asks may not read it",
    "ConnectionTimeout": "it does not answer",
    "OperationalError": "it cannot be reached, or refuses the role or its password",
}
