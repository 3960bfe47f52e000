"""The vault: records in, sealed; found without being opened; revealed on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from servanda.base.errors import TamperingError
from servanda.safeguards.vault.columns import (
    Column,
    Prepared,
    is_arrow,
    prepared,
    to_arrow,
    to_list,
)
from servanda.safeguards.vault.format import (
    MOST_USES,
    Place,
    Records,
)
from servanda.safeguards.vault.indexing import BlindIndex
from servanda.safeguards.vault.keyring import CustomerKey, KeyRing, OpenKey
from servanda.safeguards.vault.keyservice import KeyService
from servanda.safeguards.vault.masking import mask
from servanda.safeguards.vault.normal import normal
from servanda.safeguards.vault.store import FieldRow, Place4, VaultStore

if TYPE_CHECKING:
    pass

Parts = list[tuple[OpenKey, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record in which a value was found."""

    customer: str
    record: str


class Vault:
    """A vault over one store and one key service.

    `customers` are the customers that hold an outer key of their own. What yields plaintext is called
    `reveal`. Errors of every function: ServandaError `key-destroyed`, `no-keys`, `outer-key-withdrawn`,
    `key-service-unreachable`, what the store says; TamperingError where anything stored was changed.
    """

    def __init__(
        self,
        store: VaultStore,
        service: KeyService,
        *,
        customers: Mapping[str, CustomerKey] | None = None,
        most: int = MOST_USES,
    ) -> None:
        self.store = store
        self.keys = KeyRing(store, service, customers=customers, most=most)

    def __repr__(self) -> str:
        return f"Vault({self.store!r}, {self.keys.service!r})"

    def put(self, agreement: str, customer: str, columns: Iterable[Column]) -> int:
        """Seal and store columns, all in one transaction; returns how many values were stored.

        A value that stood at the same place is replaced; None removes it.
        """
        batch = prepared(list(columns))
        # reserved on the disk before any key is used, and outside of the transaction
        parts = self.keys.reserve(agreement, customer, sum(len(one.values) for one in batch))
        rows: list[FieldRow] = []
        gone: list[Place4] = []
        for one in batch:
            rows += self.sealed_rows(agreement, customer, one, parts)
            if not one.whole:
                gone += [
                    (agreement, customer, one.column.field, record)
                    for record, value in zip(one.all_records.names, one.all_values, strict=True)
                    if value is None
                ]
        with self.store.transaction():
            # an agreement that is ended meanwhile gets nothing more
            if rows:
                self.keys.agreement(agreement)
            self.store.put(rows)
            self.store.drop(gone)
        return len(rows)

    def sealed_rows(
        self, agreement: str, customer: str, one: Prepared, parts: Parts
    ) -> list[FieldRow]:
        """A column as rows, sealed with keys of which enough uses were reserved."""
        column = one.column
        place = Place(
            agreement=agreement, customer=customer, field=column.field, category=column.category
        )
        marks: Sequence[bytes | None] = [None] * len(one.values)
        if column.searchable and one.values:
            marks = self.index(agreement, column.field, column.category).marks(one.values)
        rows = []
        start = 0
        for key, count in taken(parts, len(one.values)):
            end = start + count
            records = one.records.part(start, end)
            sealed = key.cipher.seal(place, records, one.values[start:end])
            rows += [
                FieldRow(
                    agreement=agreement,
                    customer=customer,
                    field=column.field,
                    record=record,
                    category=column.category,
                    key=key.row.id,
                    sealed=value,
                    mark=mark_,
                )
                for record, value, mark_ in zip(
                    records.names, sealed, marks[start:end], strict=True
                )
            ]
            start = end
        return rows

    def reveal(self, agreement: str, customer: str, field: str, records: Any) -> Any:
        """The plaintext of a field of these records, None where there is none.

        A sequence of ids gives a list of bytes, an Arrow array of them a binary one.
        """
        names = to_list(records)
        rows = self.store.fetch(agreement, customer, field, list(dict.fromkeys(names)))
        opened = self.reveal_rows(list(rows.values()))
        found = {row.record: value for row, value in zip(rows.values(), opened, strict=True)}
        if not rows:
            self.keys.agreement(agreement)
        values = [found.get(record) for record in names]
        return to_arrow(values) if is_arrow(records) else values

    def reveal_record(self, agreement: str, customer: str, record: str) -> dict[str, bytes]:
        """The plaintext of every field of a record, by field; empty where there is no such record."""
        rows = self.store.record(agreement, customer, record)
        if not rows:
            self.keys.agreement(agreement)
        return {row.field: value for row, value in zip(rows, self.reveal_rows(rows), strict=True)}

    def masked_record(self, agreement: str, customer: str, record: str) -> dict[str, str]:
        """Every field of a record as it may be shown (`masking`), by field."""
        rows = self.store.record(agreement, customer, record)
        if not rows:
            self.keys.agreement(agreement)
        opened = self.reveal_rows(rows)
        return {row.field: mask(v, row.category) for row, v in zip(rows, opened, strict=True)}

    def reveal_rows(self, rows: Sequence[FieldRow]) -> list[bytes]:
        """The plaintext of stored values, in their order."""
        groups: dict[tuple[str, str, str, str, bytes], list[int]] = {}
        for number, row in enumerate(rows):
            group = (row.agreement, row.customer, row.field, row.category, row.key)
            groups.setdefault(group, []).append(number)
        found: list[bytes] = [b""] * len(rows)
        for (agreement, customer, field, category, id_), numbers in groups.items():
            key = self.keys.by_id(id_, agreement, customer)
            place = Place(agreement=agreement, customer=customer, field=field, category=category)
            opened = key.cipher.reveal(
                place,
                Records([rows[n].record for n in numbers]),
                [rows[n].sealed for n in numbers],
            )
            for number, value in zip(numbers, opened, strict=True):
                found[number] = value
        return found

    def find(
        self,
        agreement: str,
        field: str,
        category: str,
        value: str | bytes,
        *,
        customer: str | None = None,
    ) -> tuple[Found, ...]:
        """The records whose field has this value, in its class's normal form; none is given out.

        The blind index finds candidates; each is opened and compared, so that its truncation never shows.
        """
        plain = value.encode() if isinstance(value, str) else value
        (mark_,) = self.index(agreement, field, category).marks([plain])
        rows = [
            row
            for row in self.store.marked(agreement, field, [mark_], customer)
            if row.category == category
        ]
        wanted = normal(plain, category)
        return tuple(
            Found(customer=row.customer, record=row.record)
            for row, opened in zip(rows, self.reveal_rows(rows), strict=True)
            if normal(opened, category) == wanted
        )

    def index(self, agreement: str, field: str, category: str) -> BlindIndex:
        """The marks of a field, also for columns that are kept elsewhere."""
        key = self.keys.index_key(agreement)
        return BlindIndex(key.secret, agreement=agreement, field=field, category=category)

    def close(self) -> None:
        """Let go of every key and of this thread's connection."""
        self.keys.forget()
        self.store.close()


def taken(parts: Parts, count: int) -> Parts:
    """Take `count` uses off the front of what was reserved."""
    taken: Parts = []
    while count:
        if not parts:
            raise TamperingError(
                "not-reserved", "a key was to be used more often than was reserved"
            )
        key, left = parts[0]
        used = min(left, count)
        taken.append((key, used))
        count -= used
        if used == left:
            parts.pop(0)
        else:
            parts[0] = (key, left - used)
    return taken
