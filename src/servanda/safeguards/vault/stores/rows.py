"""The SQL that both stores share, and the way rows become values."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from servanda.base.errors import ServandaError, TamperingError
from servanda.safeguards.vault.store import FieldRow, KeyRow, Kind, Place4, State, TakenError

TABLES = (
    """CREATE TABLE IF NOT EXISTS servanda_vault_key (
  id BLOB PRIMARY KEY, kind TEXT NOT NULL, agreement TEXT NOT NULL, customer TEXT NOT NULL,
  version INTEGER NOT NULL, state TEXT NOT NULL, parent TEXT NOT NULL, wrapped BLOB NOT NULL,
  commitment BLOB NOT NULL, outer_key BLOB NOT NULL, used BIGINT NOT NULL, seal BLOB NOT NULL,
  UNIQUE (agreement, kind, customer, version))""",
    """CREATE TABLE IF NOT EXISTS servanda_vault_field (
  agreement TEXT NOT NULL, customer TEXT NOT NULL, field TEXT NOT NULL, record TEXT NOT NULL,
  category TEXT NOT NULL, key BLOB NOT NULL, sealed BLOB NOT NULL, mark BLOB,
  PRIMARY KEY (agreement, customer, field, record))""",
    """CREATE INDEX IF NOT EXISTS servanda_vault_field_record
  ON servanda_vault_field (agreement, customer, record)""",
    "CREATE INDEX IF NOT EXISTS servanda_vault_field_key ON servanda_vault_field (key)",
    """CREATE INDEX IF NOT EXISTS servanda_vault_field_mark
  ON servanda_vault_field (agreement, field, mark) WHERE mark IS NOT NULL""",
)

_KEY = "id, kind, agreement, customer, version, state, parent, wrapped, commitment, outer_key, used, seal"  # fmt: skip
_FIELD = "agreement, customer, field, record, category, key, sealed, mark"
_PLACE = "agreement = ? AND customer = ? AND field = ? AND record = ?"
_MOST = 500
"""Values in one `IN (...)`."""


class Rows:
    """A store over one of Python's database modules; a subclass connects, and names its errors."""

    def __init__(self) -> None:
        self._held = threading.local()

    def _connect(self) -> Any:
        raise NotImplementedError

    def _run(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Execute one statement; returns a cursor."""
        raise NotImplementedError

    def _all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Every row that a statement gives."""
        raise NotImplementedError

    def _run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> int:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[None]:
        """A transaction of the database."""
        raise NotImplementedError

    @property
    def _connection(self) -> Any:
        """This thread's connection, opened by this process: none outlives a fork."""
        if getattr(self._held, "process", 0) != os.getpid():
            # what was inherited belongs to the parent and is neither used nor closed here
            if (inherited := getattr(self._held, "connection", None)) is not None:
                _inherited.append(inherited)
            self._held.connection = self._connect()
            self._held.process = os.getpid()
            self._held.depth = 0
        return self._held.connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """See `VaultStore.transaction`."""
        _ = self._connection
        if self._held.depth:
            yield
            return
        with self._writing():
            self._held.depth += 1
            try:
                yield
            finally:
                self._held.depth -= 1

    def close(self) -> None:
        """See `VaultStore.close`."""
        if getattr(self._held, "process", 0) == os.getpid():
            self._held.connection.close()
            self._held.process = 0
            self._held.connection = None

    def key(self, id: bytes, /) -> KeyRow | None:  # noqa: A002
        """See `VaultStore.key`."""
        rows = self._keys("id = ?", [id])
        return rows[0] if rows else None

    def keys(
        self, *, agreement: str = "", customer: str | None = None, kind: Kind | None = None
    ) -> list[KeyRow]:
        """See `VaultStore.keys`."""
        wanted: list[tuple[str, Any]] = []
        if agreement:
            wanted.append(("agreement = ?", agreement))
        if customer is not None:
            wanted.append(("customer = ?", customer))
        if kind is not None:
            wanted.append(("kind = ?", kind.value))
        where = " AND ".join(part for part, _ in wanted) or "1 = 1"
        return self._keys(where, [value for _, value in wanted])

    def _keys(self, where: str, values: list[Any]) -> list[KeyRow]:
        sql = f"SELECT {_KEY} FROM servanda_vault_key WHERE {where} ORDER BY agreement, kind, customer, version"  # noqa: S608 (the parts are literals of this file)
        return [_key_row(row) for row in self._all(sql, values)]

    def add_key(self, row: KeyRow, /) -> None:
        """See `VaultStore.add_key`."""
        sql = (
            f"INSERT INTO servanda_vault_key ({_KEY}) VALUES ({_marks(12)}) ON CONFLICT DO NOTHING"  # noqa: S608
        )
        with self.transaction():
            if self._run(sql, _key_values(row)).rowcount != 1:
                raise TakenError("key-taken", "another process has added this version of the key")

    def swap_key(self, old: KeyRow, new: KeyRow, /) -> bool:
        """See `VaultStore.swap_key`."""
        sql = """UPDATE servanda_vault_key SET state = ?, parent = ?, wrapped = ?, commitment = ?,
          outer_key = ?, used = ?, seal = ? WHERE id = ? AND seal = ?"""
        values = (
            *(new.state.value, new.parent, new.wrapped, new.commitment, new.outer, new.used),
            *(new.seal, old.id, old.seal),
        )
        with self.transaction():
            return bool(self._run(sql, values).rowcount == 1)

    def put(self, rows: Sequence[FieldRow], /) -> None:
        """See `VaultStore.put`."""
        sql = f"""INSERT INTO servanda_vault_field ({_FIELD}) VALUES ({_marks(8)})
          ON CONFLICT (agreement, customer, field, record) DO UPDATE SET category = excluded.category,
          key = excluded.key, sealed = excluded.sealed, mark = excluded.mark"""  # noqa: S608
        with self.transaction():
            self._run_many(
                sql,
                [
                    (
                        r.agreement,
                        r.customer,
                        r.field,
                        r.record,
                        r.category,
                        r.key,
                        r.sealed,
                        r.mark,
                    )
                    for r in rows
                ],
            )

    def drop(self, places: Sequence[Place4], /) -> int:
        """See `VaultStore.drop`."""
        with self.transaction():
            return self._run_many(f"DELETE FROM servanda_vault_field WHERE {_PLACE}", places)  # noqa: S608

    def fetch(
        self, agreement: str, customer: str, field: str, records: Sequence[str], /
    ) -> dict[str, FieldRow]:
        """See `VaultStore.fetch`."""
        found: dict[str, FieldRow] = {}
        for start in range(0, len(records), _MOST):
            part = records[start : start + _MOST]
            for row in self._fields(
                f"agreement = ? AND customer = ? AND field = ? AND record IN ({_marks(len(part))})",
                [agreement, customer, field, *part],
            ):
                found[row.record] = row
        return found

    def record(self, agreement: str, customer: str, record: str, /) -> list[FieldRow]:
        """See `VaultStore.record`."""
        return self._fields(
            "agreement = ? AND customer = ? AND record = ?", [agreement, customer, record]
        )

    def marked(
        self, agreement: str, field: str, marks: Sequence[bytes], customer: str | None = None, /
    ) -> list[FieldRow]:
        """See `VaultStore.marked`."""
        found = []
        for start in range(0, len(marks), _MOST):
            part = marks[start : start + _MOST]
            where = f"agreement = ? AND field = ? AND mark IN ({_marks(len(part))})"
            values: list[Any] = [agreement, field, *part]
            if customer is not None:
                where, values = where + " AND customer = ?", [*values, customer]
            found += self._fields(where, values)
        return found

    def under(self, key: bytes, limit: int, /) -> list[FieldRow]:
        """See `VaultStore.under`."""
        # no order: the index of the key alone finds the next ones, however many there are
        return self._fields("key = ?", [key], order="", limit=limit)

    def count_under(self, keys: Sequence[bytes], /) -> int:
        """See `VaultStore.count_under`."""
        total = 0
        for start in range(0, len(keys), _MOST):
            part = keys[start : start + _MOST]
            sql = f"SELECT COUNT(*) FROM servanda_vault_field WHERE key IN ({_marks(len(part))})"  # noqa: S608
            total += self._all(sql, part)[0][0]
        return total

    def swap(self, pairs: Iterable[tuple[FieldRow, FieldRow]], /) -> int:
        """See `VaultStore.swap`."""
        sql = f"""UPDATE servanda_vault_field SET category = ?, key = ?, sealed = ?, mark = ?
          WHERE {_PLACE} AND sealed = ?"""  # noqa: S608
        rows = [
            (
                *(new.category, new.key, new.sealed, new.mark),
                *(old.agreement, old.customer, old.field, old.record, old.sealed),
            )
            for old, new in pairs
        ]
        with self.transaction():
            return self._run_many(sql, rows)

    def scan(self, after: Place4 | None, limit: int, /) -> list[FieldRow]:
        """See `VaultStore.scan`."""
        if after is None:
            return self._fields("1 = 1", [], limit=limit)
        return self._fields(
            "(agreement, customer, field, record) > (?, ?, ?, ?)", list(after), limit=limit
        )

    def count(self, agreement: str = "", /) -> int:
        """See `VaultStore.count`."""
        sql = "SELECT COUNT(*) FROM servanda_vault_field"
        if agreement:
            return int(self._all(f"{sql} WHERE agreement = ?", [agreement])[0][0])
        return int(self._all(sql)[0][0])

    def clear(self, agreement: str, limit: int, /) -> int:
        """See `VaultStore.clear`."""
        with self.transaction():
            rows = self._fields("agreement = ?", [agreement], limit=limit)
            return self.drop([(r.agreement, r.customer, r.field, r.record) for r in rows])

    def _fields(
        self,
        where: str,
        values: list[Any],
        *,
        order: str = "ORDER BY agreement, customer, field, record",
        limit: int | None = None,
    ) -> list[FieldRow]:
        sql = f"SELECT {_FIELD} FROM servanda_vault_field WHERE {where} {order}"  # noqa: S608
        if limit is not None:
            sql, values = sql + " LIMIT ?", [*values, limit]
        return [_field_row(row) for row in self._all(sql, values)]


_inherited: list[Any] = []
"""Connections of a parent process, kept so that no destructor speaks on them."""


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _key_values(row: KeyRow) -> tuple[Any, ...]:
    return (
        *(row.id, row.kind.value, row.agreement, row.customer, row.version, row.state.value),
        *(row.parent, row.wrapped, row.commitment, row.outer, row.used, row.seal),
    )


def unwritable() -> ServandaError:
    """A name that no database can hold."""
    return ServandaError("bad-name", "a name is no text that can be written as UTF-8")


def damaged(what: str) -> TamperingError:
    """A column holds what was never put there."""
    return TamperingError(
        "row-damaged",
        f"a row of the vault's {what} holds what was never put there",
        hint="compare the vault's database with a backup",
    )


def _key_row(row: Sequence[Any]) -> KeyRow:
    try:
        (id_, kind, agreement, customer, version, state, parent, wrapped, commitment, outer, used, seal) = row  # fmt: skip
        return KeyRow(
            id=_bytes(id_),
            kind=Kind(kind),
            agreement=_text(agreement),
            customer=_text(customer),
            version=_number(version),
            state=State(state),
            parent=_text(parent),
            wrapped=_bytes(wrapped),
            commitment=_bytes(commitment),
            outer=_bytes(outer),
            used=_number(used),
            seal=_bytes(seal),
        )
    except (TypeError, ValueError):
        raise damaged("keys") from None


def _field_row(row: Sequence[Any]) -> FieldRow:
    try:
        agreement, customer, field, record, category, key, sealed, mark = row
        return FieldRow(
            agreement=_text(agreement),
            customer=_text(customer),
            field=_text(field),
            record=_text(record),
            category=_text(category),
            key=_bytes(key),
            sealed=_bytes(sealed),
            mark=None if mark is None else _bytes(mark),
        )
    except (TypeError, ValueError):
        raise damaged("fields") from None


def _bytes(value: Any) -> bytes:
    if type(value) is bytes:
        return value
    if isinstance(value, memoryview | bytearray):
        return bytes(value)
    raise TypeError


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError
    return value


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 2**63:
        raise TypeError
    return value
