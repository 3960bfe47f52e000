"""The store on a PostgreSQL server, for several machines at once (extra `postgres`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from servanda.base.errors import ServandaError
from servanda.safeguards.vault.stores.rows import TABLES, Rows, unwritable

LOCK = 0x5E7A_4DB0
"""The number of our advisory lock, for making the tables."""


class PostgresqlStore(Rows):
    """A vault in the tables `servanda_vault_key` and `servanda_vault_field` of a database."""

    def __init__(self, url: str, *, busy_seconds: int = 10) -> None:
        super().__init__()
        self._url = url
        self._busy = busy_seconds
        parts = urlsplit(url)
        self._place = f"{parts.hostname or 'localhost'}{parts.path}"
        with self.transaction():
            self._run("SELECT pg_advisory_xact_lock(?)", [LOCK])
            for statement in TABLES:
                self._run(statement.replace("BLOB", "BYTEA"))

    def __repr__(self) -> str:
        # the URL may hold a password
        return f"PostgresqlStore({self._place!r})"

    def _connect(self) -> Any:
        try:
            import psycopg
        except ImportError:
            raise ServandaError(
                "missing-library",
                "PostgreSQL needs psycopg",
                hint="pip install 'servanda[postgres]'",
            ) from None
        with self._told():
            connection = psycopg.connect(
                self._url, autocommit=True, connect_timeout=max(2, self._busy)
            )
            # acknowledged is on the disk, whatever the server's default is
            connection.execute("SET synchronous_commit = on")
            connection.execute(f"SET lock_timeout = '{int(self._busy)}s'")
            return connection

    def _run(self, sql: str, values: Sequence[Any] = ()) -> Any:
        with self._told():
            return self._connection.execute(sql.replace("?", "%s"), values)

    def _all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._told():
            return list(self._connection.execute(sql.replace("?", "%s"), values).fetchall())

    def _run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> int:
        if not rows:
            return 0
        with self._told(), self._connection.cursor() as cursor:
            cursor.executemany(sql.replace("?", "%s"), rows)
            return int(cursor.rowcount)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        connection = self._connection
        with self._told(), connection.transaction():
            yield

    def sound(self) -> None:
        """See `VaultStore.sound`: the server keeps checksums of its pages; here every row is read."""
        self._all("SELECT COUNT(*) FROM servanda_vault_field")

    @contextmanager
    def _told(self) -> Iterator[None]:
        import psycopg

        try:
            yield
        except (UnicodeEncodeError, psycopg.DataError):
            raise unwritable() from None
        except psycopg.Error as error:
            raise self._fault(error) from None

    def _fault(self, error: Any) -> ServandaError:
        state = error.sqlstate or ""
        if state in ("55P03", "40P01", "40001"):
            return ServandaError(
                "locked-database", "another program holds the vault's rows", where=self._place
            )
        if not state or state.startswith(("08", "28", "57", "3D")):
            return ServandaError(
                "unreachable-database",
                "the vault's database does not answer or does not let us in",
                where=self._place,
            )
        return ServandaError(
            "database-failed", f"the database refused (SQLSTATE {state})", where=self._place
        )
