"""The ledger's store in a workspace's database (`servanda.ledger.store.LedgerStore`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager

from django.db import connections, transaction
from django.db.models import Max

from servanda.ledger.store import Batch
from servanda_app.database import exclusively
from servanda_app.records.models import LedgerCheckpoint, LedgerEntry, LedgerNode, Pending, raw

_AT_ONCE = 900
"""How many keys one query asks for; below every database's limit of parameters."""


class DatabaseStore:
    """The ledger of one workspace, on SQLite and on PostgreSQL alike."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def exclusive(self) -> AbstractContextManager[None]:
        return exclusively(self._alias)

    def size(self) -> int:
        last = LedgerEntry.objects.using(self._alias).aggregate(last=Max("index"))["last"]
        return 0 if last is None else last + 1

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
        last = LedgerCheckpoint.objects.using(self._alias).order_by("-size").first()
        return str(last.note) if last else ""

    def pending(self, limit: int) -> Sequence[tuple[int, bytes]]:
        rows = Pending.objects.using(self._alias).order_by("id").values_list("id", "data")[:limit]
        return [(key, raw(data)) for key, data in rows]

    def pending_count(self) -> int:
        return Pending.objects.using(self._alias).count()

    def wait(self, entries: Sequence[bytes]) -> None:
        """Let entries wait for the sequencer, in one transaction: on the disk when this returns."""
        with transaction.atomic(using=self._alias), connections[self._alias].cursor() as cursor:
            cursor.executemany(
                "INSERT INTO servanda_ledger_pending (data) VALUES (%s)",
                [(entry,) for entry in entries],
            )

    def append(self, batch: Batch) -> None:
        with connections[self._alias].cursor() as cursor:
            cursor.executemany(
                'INSERT INTO servanda_ledger_entry ("index", data) VALUES (%s, %s)',
                list(enumerate(batch.entries, batch.start)),
            )
            cursor.executemany(
                "INSERT INTO servanda_ledger_node (position, hash) VALUES (%s, %s)",
                list(enumerate(batch.nodes, batch.first_node)),
            )
            query = "DELETE FROM servanda_ledger_pending WHERE id"
            for part, marks in _parts(batch.keys):
                cursor.execute(f"{query} IN ({marks})", part)
        size = batch.start + len(batch.entries)
        LedgerCheckpoint(size=size, note=batch.note).save(using=self._alias)


def _parts(keys: Sequence[int]) -> Iterator[tuple[Sequence[int], str]]:
    """The keys in parts that one query takes, each with its placeholders."""
    for first in range(0, len(keys), _AT_ONCE):
        part = keys[first : first + _AT_ONCE]
        yield part, ",".join(["%s"] * len(part))
