"""The embedded store: one SQLite file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from servanda.base.errors import ServandaError, TamperingError, UnreadableError
from servanda.safeguards.vault.stores.rows import TABLES, Rows, unwritable


class SqliteStore(Rows):
    """A vault in a file, made where it is missing and readable by its owner alone."""

    def __init__(self, file: Path, *, busy_seconds: float = 10) -> None:
        super().__init__()
        self.file = file
        self._busy = busy_seconds
        with self._told():
            if not file.exists():
                os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
            with self.transaction():
                for statement in TABLES:
                    self._run(statement)

    def __repr__(self) -> str:
        return f"SqliteStore({str(self.file)!r})"

    def _connect(self) -> sqlite3.Connection:
        with self._told():
            connection = sqlite3.connect(
                f"{self.file.resolve().as_uri()}?mode=rw",
                uri=True,
                timeout=self._busy,
                isolation_level=None,
            )
            for pragma in (
                "journal_mode=WAL",
                # what is acknowledged is on the disk
                "synchronous=FULL",
                # what was replaced or removed is overwritten
                "secure_delete=ON",
                # damaged pages are told and not worked around
                "cell_size_check=ON",
                "trusted_schema=OFF",
                # a temporary file would hold ids
                "temp_store=MEMORY",
            ):
                connection.execute(f"PRAGMA {pragma}")
            return connection

    def _run(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        with self._told():
            cursor: sqlite3.Cursor = self._connection.execute(sql, values)
            return cursor

    def _all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        # rows are decoded when they are fetched, and may then turn out to be damaged
        with self._told():
            rows: list[Any] = self._connection.execute(sql, values).fetchall()
            return rows

    def _run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> int:
        with self._told():
            return int(self._connection.executemany(sql, rows).rowcount) if rows else 0

    @contextmanager
    def _writing(self) -> Iterator[None]:
        connection = self._connection
        with self._told():
            connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with self._told():
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            raise
        with self._told():
            connection.execute("COMMIT")

    def sound(self) -> None:
        """See `VaultStore.sound`."""
        said = self._all("PRAGMA integrity_check(1)")
        if said != [("ok",)]:
            raise TamperingError(
                "database-damaged",
                "the pages or indexes of the vault's database do not agree with one another",
                hint="restore it from a backup",
                where=str(self.file),
            )

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except UnicodeEncodeError:
            raise unwritable() from None
        except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
            raise self._fault(error) from None

    def _fault(self, error: Exception) -> ServandaError:
        text = str(error).lower()
        where = str(self.file)
        if "locked" in text:
            return ServandaError(
                "locked-database", "another program holds the vault's database", where=where
            )
        if "full" in text and "disk" in text:
            return ServandaError("disk-full", "the disk is full; nothing was written", where=where)
        if "unable to open" in text or isinstance(error, OSError):
            return ServandaError(
                "missing-database",
                "the vault's database cannot be opened",
                hint="see to its folder and permissions, or restore it from a backup",
                where=where,
            )
        if "readonly" in text:
            return ServandaError(
                "read-only-database", "the vault's database cannot be written to", where=where
            )
        return UnreadableError(
            "corrupt-database",
            "the vault's database is damaged or is no database",
            hint="restore it from a backup",
            where=where,
        )
