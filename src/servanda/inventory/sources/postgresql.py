"""PostgreSQL by URL, in read-only transactions; sampled by page where a table is large."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from servanda.base.errors import UnreadableError
from servanda.inventory.batches import BATCH_ROWS, batch_of, batches_of
from servanda.inventory.places import Table, unreadable

if TYPE_CHECKING:
    import psycopg

NAME = "PostgreSQL"

_WAIT_SECONDS = 10
_STATEMENT_MS = 60_000
_LOCK_MS = 5_000
# below this a random sort of the whole table is cheap and exactly even
_SORTED_ROWS = 100_000


def accepts(target: str) -> bool:
    """By the scheme."""
    return target.startswith(("postgresql://", "postgres://"))


@contextmanager
def connect(target: str, folder: str) -> Iterator[_Database]:  # noqa: ARG001 (one signature for all)
    """Open a session that cannot write; raises UnreadableError `unreachable`, `login-refused`, `missing`
    or `no-driver`. No error shows the user, the password or the server's words about them.
    """
    where = _shown(target)
    try:
        import psycopg
    except ImportError:
        raise unreadable(
            "no-driver",
            "reading PostgreSQL needs a driver that is not installed",
            where,
            "pip install 'servanda[postgres]'",
        ) from None
    try:
        connection = psycopg.connect(
            target,
            connect_timeout=_WAIT_SECONDS,
            autocommit=True,
            application_name="servanda discover",
            options="-c default_transaction_read_only=on",
        )
    except psycopg.Error as error:
        raise _refused(error, where) from None
    except ValueError:
        raise unreadable("bad-url", "this is no PostgreSQL URL", where, _EXAMPLE) from None
    with connection:
        try:
            # set again as plain settings: `options` of the URL cannot undo them
            connection.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
            connection.execute(f"SET statement_timeout = {_STATEMENT_MS}")
            connection.execute(f"SET lock_timeout = {_LOCK_MS}")
            connection.execute("SET idle_in_transaction_session_timeout = 300000")
        except psycopg.Error as error:
            raise _explain(error, where) from None
        yield _Database(connection, where)


_EXAMPLE = "postgresql://user@host:5432/database"


def _shown(target: str) -> str:
    """Host, port and database of the URL: never its user, password or parameters."""
    scheme, _, rest = target.partition("://")
    return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}"


def _refused(error: psycopg.Error, where: str) -> UnreadableError:
    words = str(error).lower()
    if "password" in words or "authentication" in words or "no pg_hba.conf entry" in words:
        return unreadable(
            "login-refused",
            "the server refused the user or the password",
            where,
            "check both; the password may also come from ~/.pgpass or PGPASSWORD",
        )
    if "role" in words and "does not exist" in words:
        return unreadable("login-refused", "the server does not know this user", where)
    if "database" in words and "does not exist" in words:
        return unreadable("missing", "the server has no such database", where, "check its name")
    if "permission denied" in words:
        return unreadable("no-permission", "this user may not connect to this database", where)
    if "invalid" in words or 'missing "="' in words:
        return unreadable("bad-url", "this is no PostgreSQL URL", where, _EXAMPLE)
    return unreadable(
        "unreachable",
        "no server answers there",
        where,
        "check host and port, and that the server runs",
    )


def _explain(error: psycopg.Error, where: str) -> UnreadableError:
    """By the SQLSTATE alone: the server's words may quote a value."""
    state = getattr(error, "sqlstate", None) or ""
    reasons = {
        "42501": ("no-permission", "this user may not read it"),
        "42P01": ("gone", "it was dropped while the scan ran"),
        "42703": ("gone", "a column was dropped while the scan ran"),
        "57014": ("too-slow", f"a query took longer than {_STATEMENT_MS // 1000} s"),
        "55P03": ("locked", f"another session holds it locked (waited {_LOCK_MS // 1000} s)"),
        "57P01": ("unreachable", "the server ended the connection"),
    }
    code, why = reasons.get(state, ("", ""))
    if code:
        return unreadable(code, why, where)
    if not state or state.startswith("08"):
        return unreadable("unreachable", "the connection was cut", where)
    return unreadable("unreadable", f"the server could not read it (SQLSTATE {state})", where)


_TABLES = """
SELECT n.nspname, c.relname, c.relkind::text, greatest(c.reltuples, 0)::bigint,
       array_agg(a.attname::text ORDER BY a.attnum),
       array_agg(format_type(a.atttypid, NULL) ORDER BY a.attnum)
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p', 'm', 'f') AND NOT c.relispartition
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2
"""

_PLAIN = ("smallint", "integer", "bigint", "boolean", "real", "double precision", "bytea", "date")


class _Database:
    """An open session (see `places.Source`)."""

    def __init__(self, connection: psycopg.Connection[Any], where: str) -> None:
        self._connection = connection
        self._where = where

    def _run(self, query: Any, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        import psycopg

        try:
            rows: list[tuple[Any, ...]] = self._connection.execute(query, values or None).fetchall()
        except psycopg.Error as error:
            raise _explain(error, self._where) from None
        return rows

    def tables(self) -> list[Table]:
        """Every table, partitioned table, foreign table and materialised view outside the catalogue."""
        return [
            Table(
                name=name if schema == "public" else f"{schema}.{name}",
                columns=tuple(zip(columns, types, strict=True)),
                key=(schema, name, kind, estimate),
            )
            for schema, name, kind, estimate, columns, types in self._run(_TABLES)
        ]

    def count(self, table: Table) -> int | None:
        """Exact for small tables; for large ones the planner's estimate is no count, so None."""
        from psycopg import sql

        if table.key[3] > 20 * _SORTED_ROWS:
            return None
        ((count,),) = self._run(
            sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(*table.key[:2]))
        )
        return int(count)

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:
        """All rows through a server-side cursor, or one batch of `limit` rows drawn at random."""
        import psycopg
        from psycopg import sql

        names = [name for name, _ in table.columns]
        select = sql.SQL("SELECT {} FROM {}").format(
            sql.SQL(", ").join(_column(name, kind) for name, kind in table.columns),
            sql.Identifier(*table.key[:2]),
        )
        try:
            if limit is not None:
                yield from batches_of(names, self._sample(table, select, limit))
                return
            with (
                self._connection.transaction(),
                self._connection.cursor(name="servanda_scan") as cursor,
            ):
                cursor.itersize = BATCH_ROWS
                cursor.execute(select)
                yield from batches_of(names, cursor)
        except psycopg.Error as error:
            raise _explain(error, self._where) from None

    def _sample(self, table: Table, select: Any, limit: int) -> list[tuple[Any, ...]]:
        """`limit` rows, each as likely as any other.

        A large table is first thinned row by row (BERNOULLI, not by page, which would draw neighbours
        together) to about four times what is needed.
        """
        from psycopg import sql

        _, _, kind, estimate = table.key
        if estimate > _SORTED_ROWS and kind in ("r", "m"):
            share = min(100.0, 400.0 * limit / estimate)
            thinned = sql.SQL("{} TABLESAMPLE BERNOULLI ({}) ORDER BY random() LIMIT {}").format(
                select, sql.Literal(share), sql.Literal(limit)
            )
            rows = self._run(thinned)
            if len(rows) >= limit:
                return rows
        return self._run(
            sql.SQL("{} ORDER BY random() LIMIT {}").format(select, sql.Literal(limit))
        )

    def column(self, table: Table, column: str, limit: int) -> Any | None:
        """Up to `limit` random values of one column that are not null."""
        from psycopg import sql

        kind = dict(table.columns)[column]
        rows = self._run(
            sql.SQL("SELECT {} FROM {} WHERE {} IS NOT NULL ORDER BY random() LIMIT {}").format(
                _column(column, kind),
                sql.Identifier(*table.key[:2]),
                sql.Identifier(column),
                sql.Literal(limit),
            )
        )
        return batch_of([column], [[value for (value,) in rows]])


def _column(name: str, kind: str) -> Any:
    """The column as a type that Python has; dates beyond Python's calendar and all else as text."""
    from psycopg import sql

    column = sql.Identifier(name)
    if kind in _PLAIN and kind != "date":
        # a long value is cut at the server, so that a huge cell never crosses the network
        if kind == "bytea":
            return sql.SQL("substring({} FROM 1 FOR 65536)").format(column)
        return column
    return sql.SQL("left({}::text, 65537)").format(column)
