# ruff: noqa: S608 (names are quoted by _quoted, values are bound)
"""MySQL and MariaDB by URL, in read-only transactions; a large table is thinned before it is sorted."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from servanda.base.errors import UnreadableError
from servanda.inventory.batches import batch_of, batches_of
from servanda.inventory.places import Table, Window, unreadable

if TYPE_CHECKING:
    import pymysql

NAME = "MySQL"

_SCHEMES = ("mysql://", "mariadb://")
_EXAMPLE = "mysql://user@host:3306/database"
_WAIT_SECONDS = 10
_STATEMENT_SECONDS = 60
_LOCK_SECONDS = 5
_MOST_CUTS = 5
"""Times that a session is opened again in one scan."""
# below this a random sort of the whole table is cheap and exactly even
_SORTED_ROWS = 100_000


def accepts(target: str) -> bool:
    """By the scheme."""
    return target.startswith(_SCHEMES)


@contextmanager
def connect(target: str, folder: str) -> Iterator[_Database]:  # noqa: ARG001 (one signature for all)
    """Open a session that cannot write; raises UnreadableError `unreachable`, `login-refused`, `missing`,
    `no-permission`, `bad-url` or `no-driver`. No error shows the user, the password or the server's
    words about them. `?ssl=required` refuses a connection that is not encrypted and checked.
    """
    settings, where = _settings(target)
    try:
        import pymysql  # noqa: F401 (whether it is there)
    except ImportError:
        raise unreadable(
            "no-driver",
            "reading MySQL needs a driver that is not installed",
            where,
            "pip install 'servanda[mysql]'",
        ) from None
    with contextlib.closing(_Database(settings, where)) as database:
        yield database


def _session(settings: dict[str, Any], where: str) -> pymysql.Connection[Any]:
    """A session that cannot write, with its bounds of time."""
    import pymysql

    try:
        connection = pymysql.connect(
            **settings,
            charset="utf8mb4",
            connect_timeout=_WAIT_SECONDS,
            read_timeout=_STATEMENT_SECONDS + 30,
            write_timeout=_WAIT_SECONDS,
            autocommit=True,
            local_infile=False,
            conv=_PLAIN,
            program_name="servanda discover",
        )
    except (pymysql.Error, RuntimeError) as error:
        raise _refused(error, where) from None
    try:
        _restrain(connection, where)
    except BaseException:
        _end(connection)
        raise
    return connection


def _end(connection: pymysql.Connection[Any]) -> None:
    # a session whose server is gone cannot be said goodbye to
    with contextlib.suppress(Exception):
        connection.close()


def _settings(target: str) -> tuple[dict[str, Any], str]:
    """What the URL says, and how it may be shown: host, port and database, nothing else."""
    scheme, _, rest = target.partition("://")
    where = f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}"
    try:
        url = urlsplit(target)
        settings: dict[str, Any] = {
            "host": url.hostname or "127.0.0.1",
            "port": url.port or 3306,
            "user": unquote(url.username or ""),
            "password": unquote(url.password or ""),
            "database": unquote(url.path.strip("/")) or None,
        }
        options = parse_qs(url.query, keep_blank_values=True)
    except ValueError:
        raise unreadable("bad-url", "this is no MySQL URL", where, _EXAMPLE) from None
    if options.get("ssl") == ["required"]:
        settings |= {"ssl_verify_cert": True, "ssl_verify_identity": True}
    elif options:
        # an option that were silently left out could be one that protects
        raise unreadable("bad-url", "this URL has an option unknown here", where, "?ssl=required")
    return settings, where


def _restrain(connection: pymysql.Connection[Any], where: str) -> None:
    import pymysql

    with connection.cursor() as cursor:
        try:
            cursor.execute("SET SESSION TRANSACTION READ ONLY")
            cursor.execute(f"SET SESSION lock_wait_timeout = {_LOCK_SECONDS}")
            cursor.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
            cursor.execute("SET SESSION sql_mode = ''")
        except pymysql.Error as error:
            raise _explain(error, where) from None
        # each of the two servers knows one of these
        for setting in (
            f"SET SESSION max_statement_time = {_STATEMENT_SECONDS}",
            f"SET SESSION max_execution_time = {_STATEMENT_SECONDS * 1000}",
        ):
            try:
                cursor.execute(setting)
                return
            except pymysql.Error:
                continue
    raise unreadable("unreadable", "this server knows no time-out for a statement", where)


def _code(error: BaseException) -> int:
    return error.args[0] if error.args and isinstance(error.args[0], int) else 0


def _refused(error: BaseException, where: str) -> UnreadableError:
    """By the server's number alone: its words name the user."""
    code = _code(error)
    if code in (1045, 1698, 1251, 2059):
        return unreadable(
            "login-refused", "the server refused the user or the password", where, "check both"
        )
    if code == 1049:
        return unreadable("missing", "the server has no such database", where, "check its name")
    if code in (1044, 1142, 1130):
        return unreadable("no-permission", "this user may not connect to this database", where)
    if not code and isinstance(error, RuntimeError):
        return unreadable(
            "no-driver",
            "this user's way of logging in needs a library that is not installed",
            where,
            "pip install cryptography",
        )
    return unreadable(
        "unreachable",
        "no server answers there",
        where,
        "check host and port, that the server runs, and its certificate if ssl=required",
    )


def _explain(error: BaseException, where: str) -> UnreadableError:
    """By the server's number alone: its words may quote a value."""
    code = _code(error)
    reasons = {
        1142: ("no-permission", "this user may not read it"),
        1143: ("no-permission", "this user may not read a column of it"),
        1044: ("no-permission", "this user may not read this database"),
        1146: ("gone", "it was dropped while the scan ran"),
        1054: ("gone", "a column was dropped while the scan ran"),
        1969: ("too-slow", f"a query took longer than {_STATEMENT_SECONDS} s"),
        3024: ("too-slow", f"a query took longer than {_STATEMENT_SECONDS} s"),
        1205: ("locked", f"another session holds it locked (waited {_LOCK_SECONDS} s)"),
        1927: ("unreachable", "the server ended the connection"),
        1053: ("unreachable", "the server is shutting down"),
        2006: ("unreachable", "the connection was cut"),
        2013: ("unreachable", "the connection was cut"),
        4031: ("unreachable", "the server ended the connection"),
        0: ("unreachable", "the connection was cut"),
    }
    given = reasons.get(code, ("unreadable", f"the server could not read it (error {code})"))
    return unreadable(*given, where)


# numbers and bytes as Python has them; dates and all else stay text (MySQL's 0000-00-00 is no date)
_INTEGERS = ("tinyint", "smallint", "mediumint", "int", "bigint", "year")
_PLAIN: dict[Any, Any] = {1: int, 2: int, 3: int, 8: int, 9: int, 13: int, 4: float, 5: float}
_BYTES = ("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob")

_TABLES = """
SELECT c.TABLE_SCHEMA, c.TABLE_NAME, c.COLUMN_NAME, c.DATA_TYPE, coalesce(t.TABLE_ROWS, 0)
FROM information_schema.COLUMNS c
JOIN information_schema.TABLES t
  ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
WHERE t.TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')
  AND c.TABLE_SCHEMA NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
  AND (DATABASE() IS NULL OR c.TABLE_SCHEMA = DATABASE())
ORDER BY c.TABLE_SCHEMA, c.TABLE_NAME, c.ORDINAL_POSITION
"""


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _column(name: str, kind: str) -> str:
    """The column as Python has it; a long value is cut at the server and never crosses the network."""
    if kind in (*_INTEGERS, "float", "double"):
        return _quoted(name)
    if kind in _BYTES:
        return f"left({_quoted(name)}, 65536)"
    if kind == "bit":
        return f"{_quoted(name)} + 0"
    if kind in ("point", "geometry", "linestring", "polygon", "geometrycollection") or (
        kind.startswith("multi")
    ):
        return f"left(ST_AsText({_quoted(name)}), 65537)"
    return f"left(CAST({_quoted(name)} AS CHAR CHARACTER SET utf8mb4), 65537)"


class _Database:
    """A session (see `places.Source`), opened again where it was cut: a cut costs one table at most."""

    def __init__(self, settings: dict[str, Any], where: str) -> None:
        self._settings, self._where = settings, where
        self._connection = _session(settings, where)
        self._lost = 0

    def close(self) -> None:
        """End the session."""
        _end(self._connection)

    def _live(self) -> pymysql.Connection[Any]:
        if not self._connection.open:
            if self._lost >= _MOST_CUTS:
                raise unreadable(
                    "unreachable", "the connection was cut again and again", self._where
                )
            self._lost += 1
            self._connection = _session(self._settings, self._where)
        return self._connection

    def _run(self, query: str) -> list[tuple[Any, ...]]:
        import pymysql

        cut = False
        while True:
            connection = self._live()
            try:
                with connection.cursor() as cursor:
                    cursor.execute(query)
                    return list(cursor.fetchall())
            except (pymysql.Error, OSError) as error:
                if connection.open or cut:
                    raise _explain(error, self._where) from None
                cut = True  # once more: it only reads

    def tables(self) -> list[Table]:
        """Every table of the database, or of all databases this user sees where the URL names none."""
        rows = self._run(_TABLES)
        (database,) = self._run("SELECT DATABASE()")[0]
        columns: dict[tuple[str, str], list[tuple[str, str]]] = {}
        sizes: dict[tuple[str, str], int] = {}
        for schema, name, column, kind, size in rows:
            columns.setdefault((schema, name), []).append((column, kind.lower()))
            sizes[schema, name] = int(size)
        return [
            Table(
                name=name if database else f"{schema}.{name}",
                columns=tuple(found),
                key=(f"{_quoted(schema)}.{_quoted(name)}", sizes[schema, name]),
            )
            for (schema, name), found in columns.items()
        ]

    def count(self, table: Table) -> int | None:
        """Exact for small tables; for large ones the server's estimate is no count, so None."""
        place, estimate = table.key
        if estimate > 20 * _SORTED_ROWS:
            return None
        ((count,),) = self._run(f"SELECT count(*) FROM {place} WHERE {self._within(table)}")
        return int(count)

    def newest(self, table: Table) -> Window | None:
        """An AUTO_INCREMENT column."""
        place = table.key[0]
        found = [
            row[0] for row in self._run(f"SHOW COLUMNS FROM {place}") if "auto_inc" in str(row[5])
        ]
        if len(found) != 1:
            return None
        ((high,),) = self._run(f"SELECT max({_quoted(found[0])}) FROM {place}")
        return Window(column=found[0], high=None if high is None else str(high))

    def _within(self, table: Table) -> str:
        """The condition of the table's window."""
        window = table.window
        if window is None:
            return "true"
        parts = ["true"]
        for sign, bound in ((">=" if window.at else ">", window.low), ("<=", window.high)):
            if bound is not None:
                # as a number where it is one: a text would be compared as an inexact fraction
                number = re.fullmatch(r"-?[0-9]{1,20}", bound)
                value = bound if number else self._connection.escape(bound)
                parts.append(f"{_quoted(window.column)} {sign} {value}")
        return " AND ".join(parts)

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:
        """All rows as the server sends them, or one batch of `limit` rows drawn at random."""
        names = [name for name, _ in table.columns]
        columns = ", ".join(_column(name, kind) for name, kind in table.columns)
        select = f"SELECT {columns} FROM {table.key[0]}"
        where = self._within(table)
        rows = (
            self._stream(f"{select} WHERE {where}")
            if limit is None
            else self._sample(table, select, where, limit)
        )
        yield from batches_of(names, rows)

    def _stream(self, select: str) -> Iterator[tuple[Any, ...]]:
        import pymysql
        from pymysql.cursors import SSCursor

        # the rows stay at the server until they are asked for, whatever the table's size
        cursor = self._live().cursor(SSCursor)
        try:
            cursor.execute(select)
            yield from cursor.fetchall_unbuffered()
        except (pymysql.Error, OSError) as error:
            _forget(cursor)
            raise _explain(error, self._where) from None
        cursor.close()

    def _sample(self, table: Table, select: str, where: str, limit: int) -> list[tuple[Any, ...]]:
        """`limit` rows, each as likely as any other.

        A large table is first thinned row by row to about four times what is needed, so that only
        those are sorted.
        """
        estimate = table.key[1]
        if estimate > _SORTED_ROWS:
            share = min(1.0, 4.0 * limit / estimate)
            rows = self._run(
                f"{select} WHERE {where} AND rand() < {share:.9f} ORDER BY rand() LIMIT {limit:d}"
            )
            if len(rows) >= limit:
                return rows
        return self._run(f"{select} WHERE {where} ORDER BY rand() LIMIT {limit:d}")

    def column(self, table: Table, column: str, limit: int) -> Any | None:
        """Up to `limit` random values of one column that are not null."""
        value = _column(column, dict(table.columns)[column])
        rows = self._run(
            f"SELECT {value} FROM {table.key[0]} WHERE {self._within(table)}"
            f" AND {_quoted(column)} IS NOT NULL ORDER BY rand() LIMIT {limit:d}"
        )
        return batch_of([column], [[value for (value,) in rows]])


def _forget(cursor: Any) -> None:
    """Keep the driver from asking a connection that was cut for the rest of its rows."""
    result = getattr(cursor, "_result", None)
    if result is not None:
        result.unbuffered_active = False
    cursor.connection = None
