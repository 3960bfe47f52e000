"""PostgreSQL by URL, in read-only transactions; sampled by page where a table is large."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from servanda.base.errors import UnreadableError
from servanda.inventory.batches import BATCH_ROWS, batch_of, batches_of
from servanda.inventory.places import Table, Window, unreadable

if TYPE_CHECKING:
    import psycopg

NAME = "PostgreSQL"

_WAIT_SECONDS = 10
_STATEMENT_MS = 60_000
_LOCK_MS = 5_000
_MOST_CUTS = 5
"""Times that a session is opened again in one scan."""
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
        import psycopg  # noqa: F401 (whether it is there)
    except ImportError:
        raise unreadable(
            "no-driver",
            "reading PostgreSQL needs a driver that is not installed",
            where,
            "pip install 'servanda[postgres]'",
        ) from None
    with contextlib.closing(_Database(target, where)) as database:
        yield database


def _session(target: str, where: str) -> psycopg.Connection[Any]:
    """A session that cannot write, with its bounds of time."""
    import psycopg

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
    try:
        # set again as plain settings: `options` of the URL cannot undo them
        connection.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
        connection.execute(f"SET statement_timeout = {_STATEMENT_MS}")
        connection.execute(f"SET lock_timeout = {_LOCK_MS}")
        connection.execute("SET idle_in_transaction_session_timeout = 300000")
    except psycopg.Error as error:
        connection.close()
        raise _explain(error, where) from None
    return connection


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
        "22P02": ("bad-value", "the column does not hold values of that kind"),
        "22007": ("bad-value", "the column holds times, and this is none"),
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

_COUNTED = """
SELECT a.attname::text
FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey::smallint[])
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE i.indisprimary AND i.indnkeyatts = 1 AND n.nspname = %s AND c.relname = %s
  AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%%')
"""

_PLAIN = ("smallint", "integer", "bigint", "boolean", "real", "double precision", "bytea", "date")


class _Database:
    """A session (see `places.Source`), opened again where it was cut: a cut costs one table at most."""

    def __init__(self, target: str, where: str) -> None:
        self._target, self._where = target, where
        self._connection = _session(target, where)
        self._lost = 0

    def close(self) -> None:
        """End the session."""
        self._connection.close()

    def _live(self) -> psycopg.Connection[Any]:
        if self._connection.closed:
            if self._lost >= _MOST_CUTS:
                raise unreadable(
                    "unreachable", "the connection was cut again and again", self._where
                )
            self._lost += 1
            self._connection = _session(self._target, self._where)
        return self._connection

    def _run(self, query: Any, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        import psycopg

        cut = False
        while True:
            connection = self._live()
            try:
                rows: list[tuple[Any, ...]] = connection.execute(query, values or None).fetchall()
            except psycopg.Error as error:
                if not connection.closed or cut:
                    raise _explain(error, self._where) from None
                cut = True  # once more: it only reads
            else:
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
            sql.SQL("SELECT count(*) FROM {} WHERE {}").format(
                sql.Identifier(*table.key[:2]), _within(table.window)
            )
        )
        return int(count)

    def newest(self, table: Table) -> Window | None:
        """An identity or serial column that is the primary key alone."""
        from psycopg import sql

        found = self._run(_COUNTED, table.key[:2])
        if len(found) != 1:
            return None
        column = found[0][0]
        ((high,),) = self._run(
            sql.SQL("SELECT max({})::text FROM {}").format(
                sql.Identifier(column), sql.Identifier(*table.key[:2])
            )
        )
        return Window(column=column, high=high)

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:
        """All rows through a server-side cursor, or one batch of `limit` rows drawn at random."""
        import psycopg
        from psycopg import sql

        names = [name for name, _ in table.columns]
        select = sql.SQL("SELECT {} FROM {}").format(
            sql.SQL(", ").join(_column(name, kind) for name, kind in table.columns),
            sql.Identifier(*table.key[:2]),
        )
        where = _within(table.window)
        try:
            if limit is not None:
                yield from batches_of(names, self._sample(table, select, where, limit))
                return
            connection = self._live()
            with connection.transaction(), connection.cursor(name="servanda_scan") as cursor:
                cursor.itersize = BATCH_ROWS
                cursor.execute(sql.SQL("{} WHERE {}").format(select, where))
                yield from batches_of(names, cursor)
        except psycopg.Error as error:
            raise _explain(error, self._where) from None

    def _sample(self, table: Table, select: Any, where: Any, limit: int) -> list[tuple[Any, ...]]:
        """`limit` rows, each as likely as any other.

        A large table is first thinned row by row (BERNOULLI, not by page, which would draw neighbours
        together) to about four times what is needed.
        """
        from psycopg import sql

        _, _, kind, estimate = table.key
        if estimate > _SORTED_ROWS and kind in ("r", "m"):
            share = min(100.0, 400.0 * limit / estimate)
            thinned = sql.SQL(
                "{} TABLESAMPLE BERNOULLI ({}) WHERE {} ORDER BY random() LIMIT {}"
            ).format(select, sql.Literal(share), where, sql.Literal(limit))
            rows = self._run(thinned)
            if len(rows) >= limit:
                return rows
        return self._run(
            sql.SQL("{} WHERE {} ORDER BY random() LIMIT {}").format(
                select, where, sql.Literal(limit)
            )
        )

    def column(self, table: Table, column: str, limit: int) -> Any | None:
        """Up to `limit` random values of one column that are not null."""
        from psycopg import sql

        kind = dict(table.columns)[column]
        rows = self._run(
            sql.SQL(
                "SELECT {} FROM {} WHERE {} AND {} IS NOT NULL ORDER BY random() LIMIT {}"
            ).format(
                _column(column, kind),
                sql.Identifier(*table.key[:2]),
                _within(table.window),
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


def _within(window: Window | None) -> Any:
    """The condition of a window; the server reads its bounds as the column's own type."""
    from psycopg import sql

    if window is None:
        return sql.SQL("true")
    parts = [sql.SQL("true")]
    for sign, bound in ((">=" if window.at else ">", window.low), ("<=", window.high)):
        if bound is not None:
            name = sql.Identifier(window.column)
            parts.append(sql.SQL("{} {} {}").format(name, sql.SQL(sign), sql.Literal(bound)))
    return sql.SQL(" AND ").join(parts)
