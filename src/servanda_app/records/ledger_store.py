"""The ledger's store in a workspace's database (`servanda.ledger.store.LedgerStore`).

What the sequencer asks for is written in SQL: for a group of a hundred entries, making queries out of
objects took as long as the database itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import chain
from typing import Any

from django.db import connections, transaction

from servanda.base.errors import TamperingError
from servanda.ledger.store import Batch
from servanda_app.database import exclusively
from servanda_app.records.models import LedgerCheckpoint, LedgerEntry, LedgerNode, Pending, raw

_AT_ONCE = 900
"""How many keys one query asks for; below every database's limit of parameters."""

_ROWS = 100
"""How many rows one statement writes."""


class DatabaseStore:
    """The ledger of one workspace, on SQLite and on PostgreSQL alike."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def exclusive(self) -> AbstractContextManager[None]:
        return exclusively(self._alias)

    def size(self) -> int:
        ((last,),) = self._rows('SELECT MAX("index") FROM servanda_ledger_entry')
        if last is None:
            return 0
        if not isinstance(last, int):
            # SQLite lets a text stand where a number belongs
            raise TamperingError("index-altered", "an entry's number in the ledger is no number")
        return last + 1

    def entries(self, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        rows = LedgerEntry.objects.using(self._alias).filter(index__gte=start, index__lt=end)
        for index, data in rows.order_by("index").values_list("index", "data").iterator():
            yield index, raw(data)

    def entries_at(self, indices: Sequence[int]) -> Mapping[int, bytes]:
        return self._among('SELECT "index", data FROM servanda_ledger_entry WHERE "index"', indices)

    def nodes(self, positions: Sequence[int]) -> Mapping[int, bytes]:
        query = "SELECT position, hash FROM servanda_ledger_node WHERE position"
        if isinstance(positions, range) and positions.step == 1:
            with connections[self._alias].cursor() as cursor:
                cursor.execute(
                    f"{query} >= %s AND position < %s", [positions.start, positions.stop]
                )
                return {position: raw(value) for position, value in cursor}
        return self._among(query, positions)

    def _among(self, query: str, keys: Sequence[int]) -> dict[int, bytes]:
        """The rows with these keys. Written in SQL: a proof asks for many, and objects are slow."""
        found: dict[int, bytes] = {}
        with connections[self._alias].cursor() as cursor:
            for part, marks in _parts(keys):
                cursor.execute(f"{query} IN ({marks})", part)
                rows = cursor.fetchall()
                found.update({key: v if type(v) is bytes else raw(v) for key, v in rows})
        return found

    def node_count(self) -> int:
        return LedgerNode.objects.using(self._alias).count()

    def checkpoints(self) -> Iterable[tuple[int, str]]:
        rows = LedgerCheckpoint.objects.using(self._alias).order_by("size")
        return [(size, str(note)) for size, note in rows.values_list("size", "note")]

    def latest(self) -> str:
        rows = self._rows("SELECT note FROM servanda_ledger_checkpoint ORDER BY size DESC LIMIT 1")
        return str(rows[0][0]) if rows else ""

    def pending(self, limit: int) -> Sequence[tuple[int, bytes]]:
        rows = self._rows(
            "SELECT id, data FROM servanda_ledger_pending ORDER BY id LIMIT %s", limit
        )
        return [(key, data if type(data) is bytes else raw(data)) for key, data in rows]

    def pending_count(self) -> int:
        return Pending.objects.using(self._alias).count()

    def wait(self, entries: Sequence[bytes]) -> None:
        """Let entries wait for the sequencer, in one transaction: on the disk when this returns."""
        with transaction.atomic(using=self._alias):
            self._insert(
                "INSERT INTO servanda_ledger_pending (data)", [(entry,) for entry in entries]
            )

    def append(self, batch: Batch) -> None:
        entries = list(enumerate(batch.entries, batch.start))
        nodes = list(enumerate(batch.nodes, batch.first_node))
        size = batch.start + len(batch.entries)
        self._insert('INSERT INTO servanda_ledger_entry ("index", data)', entries)
        self._insert("INSERT INTO servanda_ledger_node (position, hash)", nodes)
        self._insert("INSERT INTO servanda_ledger_checkpoint (size, note)", [(size, batch.note)])
        with connections[self._alias].cursor() as cursor:
            query = "DELETE FROM servanda_ledger_pending WHERE id"
            for part, marks in _parts(batch.keys):
                cursor.execute(f"{query} IN ({marks})", part)

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with connections[self._alias].cursor() as cursor:
            cursor.execute(query, values)
            return list(cursor.fetchall())

    def _insert(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows, many with one statement: half the time of one statement each."""
        with connections[self._alias].cursor() as cursor:
            for first in range(0, len(rows), _ROWS):
                part = rows[first : first + _ROWS]
                row = f"({', '.join(['%s'] * len(part[0]))})"
                marks = ", ".join([row] * len(part))
                cursor.execute(f"{statement} VALUES {marks}", list(chain.from_iterable(part)))


def _parts(keys: Sequence[int]) -> Iterator[tuple[Sequence[int], str]]:
    """The keys in parts that one query takes, each with its placeholders."""
    for first in range(0, len(keys), _AT_ONCE):
        part = keys[first : first + _AT_ONCE]
        yield part, ",".join(["%s"] * len(part))
