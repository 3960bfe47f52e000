# ruff: noqa: S608 (names are quoted by _quoted, values are bound)
"""SQLite files, opened read-only; a file that another program is writing to is never assumed still."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from servanda.base.errors import UnreadableError
from servanda.inventory.batches import batch_of, batches_of
from servanda.inventory.places import Table, Window, unreadable

NAME = "SQLite"

MAGIC = b"SQLite format 3\x00"
_SUFFIXES = (".sqlite", ".sqlite3", ".db", ".db3", ".s3db", ".sl3")
_WAIT = 5.0


def accepts(target: str) -> bool:
    """By the form `sqlite:PATH`, the file's suffix, or its first bytes."""
    if target.startswith("sqlite:"):
        return True
    if target.lower().endswith(_SUFFIXES):
        return True
    try:
        with Path(target).open("rb") as file:
            return file.read(16) == MAGIC
    except (OSError, ValueError):
        return False


@contextmanager
def connect(target: str, folder: str) -> Iterator[_Database]:
    """Open the file; raises UnreadableError `missing`, `not-a-database`, `locked` or `no-permission`."""
    path = Path(folder) / target.removeprefix("sqlite:").removeprefix("//")
    _look(path, target)
    # mode=ro: the library itself refuses to write; never immutable=1, which would ignore a writer
    uri = f"file:{quote(str(path.resolve()))}?mode=ro"
    try:
        connection = sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None)
    except sqlite3.Error as error:
        raise _explain(error, target) from None
    with _restrained(connection, target) as database:
        yield database


@contextmanager
def database_bytes(data: bytes, target: str) -> Iterator[_Database]:
    """A database that is held in memory; raises UnreadableError `not-a-database`."""
    if not data.startswith(MAGIC):
        raise unreadable("not-a-database", "this is no SQLite database", target)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        # a file that was written with a log ahead (bytes 18 and 19 are 2) has none in memory
        connection.deserialize(data[:18] + b"\x01\x01" + data[20:])
    except (sqlite3.Error, OverflowError, MemoryError):
        connection.close()
        raise unreadable("not-a-database", "this database is damaged", target) from None
    with _restrained(connection, target) as database:
        yield database


@contextmanager
def _restrained(connection: sqlite3.Connection, target: str) -> Iterator[_Database]:
    try:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        try:
            connection.execute("PRAGMA query_only = 1")
            connection.execute("PRAGMA trusted_schema = 0")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.Error as error:
            raise _explain(error, target) from None
        yield _Database(connection, target)
    finally:
        connection.close()


def _look(path: Path, target: str) -> None:
    try:
        if not path.exists():
            raise unreadable("missing", "there is no such file", target, "check the path")
        if path.is_dir():
            raise unreadable("not-a-database", "this is a folder", target)
        with path.open("rb") as file:
            head = file.read(16)
    except OSError:
        raise unreadable(
            "no-permission", "this file may not be read by you", target, "ask for read permission"
        ) from None
    if not head:
        raise unreadable("empty", "this file is empty", target, "check that it was copied in full")
    if head != MAGIC:
        raise unreadable(
            "not-a-database",
            "this is no SQLite database, or it is encrypted",
            target,
            "check the path; an encrypted database has to be exported first",
        )


def _explain(error: sqlite3.Error, target: str) -> UnreadableError:
    # the library's code, never its words, which may quote the schema
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return unreadable(
            "locked",
            f"another program holds this database locked (waited {_WAIT:.0f} s)",
            target,
            "run it again when that program is done, or scan a copy",
        )
    if code in (sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN):
        return unreadable(
            "no-permission",
            "this database cannot be opened for reading",
            target,
            "check the permissions of the file and of its folder",
        )
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return unreadable("not-a-database", "this database is damaged or encrypted", target)
    return unreadable("unreadable", f"SQLite could not read this ({type(error).__name__})", target)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _within(window: Window | None) -> tuple[str, list[int | str]]:
    """The condition of a window and its bounds; numbers are bound as such, times as text."""
    if window is None:
        return "", []
    parts, bounds = [], []
    for sign, bound in ((">=" if window.at else ">", window.low), ("<=", window.high)):
        if bound is not None:
            parts.append(f"{_quoted(window.column)} {sign} ?")
            bounds.append(int(bound) if re.fullmatch(r"-?[0-9]{1,18}", bound) else bound)
    return f" WHERE {' AND '.join(parts) or 'true'}", bounds


class _Database:
    """An open SQLite file (see `places.Source`)."""

    def __init__(self, connection: sqlite3.Connection, target: str) -> None:
        self._connection = connection
        self._target = target

    def _run(self, sql: str, *values: Any) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise _explain(error, self._target) from None

    def _rows(self, cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
        try:
            yield from cursor
        except (sqlite3.Error, OverflowError) as error:
            if isinstance(error, sqlite3.Error):
                raise _explain(error, self._target) from None
            raise unreadable("unreadable", "a value is too large to read", self._target) from None

    def tables(self) -> list[Table]:
        """Every ordinary table, by name; what SQLite keeps for itself and shadow tables are left out."""
        names = [
            (str(name), str(kind))
            for _schema, name, kind, *_ in self._run("PRAGMA table_list")
            if kind in ("table", "virtual") and _schema == "main" and not name.startswith("sqlite_")
        ]
        return [
            Table(
                name=name,
                columns=tuple(
                    (str(row[1]), str(row[2]))
                    for row in self._run(f"PRAGMA table_info({_quoted(name)})")
                ),
                key=kind,
            )
            for name, kind in sorted(names)
        ]

    def count(self, table: Table) -> int:
        """How many rows there are."""
        where, bounds = _within(table.window)
        (count,) = self._run(
            f"SELECT count(*) FROM {_quoted(table.name)}{where}", *bounds
        ).fetchone()
        return int(count)

    def newest(self, table: Table) -> Window | None:
        """An AUTOINCREMENT key, of which SQLite never gives out a number twice."""
        try:
            counted = self._connection.execute(
                "SELECT 1 FROM sqlite_sequence WHERE name = ?", (table.name,)
            ).fetchone()
        except sqlite3.Error:
            return None
        keys = [
            str(row[1]) for row in self._run(f"PRAGMA table_info({_quoted(table.name)})") if row[5]
        ]
        if not counted or len(keys) != 1:
            return None
        name = _quoted(table.name)
        (high,) = self._run(f"SELECT max({_quoted(keys[0])}) FROM {name}").fetchone()
        return Window(column=keys[0], high=None if high is None else str(high))

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:
        """All rows in batches, or one batch of `limit` rows drawn at random."""
        names = [name for name, _ in table.columns]
        select = f"SELECT {', '.join(map(_quoted, names))} FROM {_quoted(table.name)}"
        where, bounds = _within(table.window)
        if limit is None:
            yield from batches_of(names, self._rows(self._run(f"{select}{where}", *bounds)))
            return
        rowids = self._draw(table, limit) if table.window is None else None
        if rowids is None:
            drawn = self._run(f"{select}{where} ORDER BY random() LIMIT ?", *bounds, limit)
            rows = list(self._rows(drawn))
        else:
            marks = ", ".join("?" * len(rowids))
            rows = list(self._rows(self._run(f"{select} WHERE rowid IN ({marks})", *rowids)))
        yield from batches_of(names, rows)

    def column(self, table: Table, column: str, limit: int) -> Any | None:
        """Up to `limit` random values of one column that are not null."""
        name = _quoted(column)
        where, bounds = _within(table.window)
        cursor = self._run(
            f"SELECT {name} FROM {_quoted(table.name)}{where or ' WHERE true'}"
            f" AND {name} IS NOT NULL AND {name} <> '' ORDER BY random() LIMIT ?",
            *bounds,
            limit,
        )
        return batch_of([column], [[value for (value,) in self._rows(cursor)]])

    def _draw(self, table: Table, limit: int) -> list[int] | None:
        """Random row ids without a walk over the table, or None where that cannot be done.

        Each try picks ids evenly between the least and the greatest and keeps those that exist, so
        every row is as likely as any other; where ids are sparse this is given up.
        """
        if table.key != "table" or any(name.lower() == "rowid" for name, _ in table.columns):
            return None
        try:
            low, high = self._connection.execute(
                f"SELECT min(rowid), max(rowid) FROM {_quoted(table.name)}"
            ).fetchone()
        except sqlite3.Error:
            return None  # WITHOUT ROWID
        if low is None or not isinstance(low, int) or high - low < 20 * limit:
            return None  # small enough to be drawn by sorting
        found: set[int] = set()
        for _ in range(10):
            tries = random.sample(range(low, high + 1), min(limit, 900))
            marks = ", ".join("?" * len(tries))
            hits = self._run(
                f"SELECT rowid FROM {_quoted(table.name)} WHERE rowid IN ({marks})", *tries
            )
            found.update(rowid for (rowid,) in hits)
            if len(found) >= limit:
                return random.sample(sorted(found), limit)
        return None
