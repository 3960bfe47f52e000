"""The vault: records in, sealed; found without being opened; revealed on purpose."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from servanda.base.errors import ServandaError, TamperingError
from servanda.safeguards.vault.columns import Column, is_arrow, to_arrow
from servanda.safeguards.vault.format import (
    HEAD_BYTES,
    MOST_USES,
    Place,
    bound_records,
    key_of,
    name_bytes,
)
from servanda.safeguards.vault.indexing import BlindIndex
from servanda.safeguards.vault.keyring import CustomerKey, KeyRing, OpenKey
from servanda.safeguards.vault.keyservice import KeyService
from servanda.safeguards.vault.masking import mask
from servanda.safeguards.vault.normal import normal
from servanda.safeguards.vault.store import FieldRow, Place4, VaultStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.safeguards.vault.streams import Sink

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
        columns = list(columns)
        read: dict[int, _Bound] = {}
        plain = [(_Bound.of(column, read), *column.plain_values()) for column in columns]
        for column, (records, values, _) in zip(columns, plain, strict=True):
            _require_even(column, records.names, values)
        kept = [records.present(values, whole) for records, values, whole in plain]
        total = sum(len(values) for _, _, values in kept)
        # reserved on the disk before any key is used, and outside of the transaction
        parts = self.keys.reserve(agreement, customer, total)
        rows: list[FieldRow] = []
        gone: list[Place4] = []
        for column, (records, values, whole), (names, bound, present) in zip(
            columns, plain, kept, strict=True
        ):
            rows += self._rows(agreement, customer, column, names, bound, present, parts)
            if not whole:
                gone += [
                    (agreement, customer, column.field, record)
                    for record, value in zip(records.names, values, strict=True)
                    if value is None
                ]
        with self.store.transaction():
            # an agreement that is ended meanwhile gets nothing more
            if rows:
                self.keys.agreement(agreement)
            self.store.put(rows)
            self.store.drop(gone)
        return len(rows)

    def _rows(
        self,
        agreement: str,
        customer: str,
        column: Column,
        records: list[str],
        bound: list[bytes],
        values: list[bytes],
        parts: Parts,
    ) -> list[FieldRow]:
        place = Place(
            agreement=agreement, customer=customer, field=column.field, category=column.category
        )
        marks: Sequence[bytes | None] = [None] * len(values)
        if column.searchable and values:
            marks = self._index(agreement, column.field, column.category).marks(values)
        rows = []
        start = 0
        for key, count in _taken(parts, len(values)):
            end = start + count
            sealed = key.cipher.seal_bound(place, bound[start:end], values[start:end])
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
                    records[start:end], sealed, marks[start:end], strict=True
                )
            ]
            start = end
        return rows

    def reveal(
        self, agreement: str, customer: str, field: str, records: Sequence[str]
    ) -> list[bytes | None]:
        """The plaintext of a field of these records, None where there is none."""
        rows = self.store.fetch(agreement, customer, field, list(dict.fromkeys(records)))
        opened = self.reveal_rows(list(rows.values()))
        found = {row.record: value for row, value in zip(rows.values(), opened, strict=True)}
        if not rows:
            self.keys.agreement(agreement)
        return [found.get(record) for record in records]

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
                place, [rows[n].record for n in numbers], [rows[n].sealed for n in numbers]
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
        (mark_,) = self._index(agreement, field, category).marks([plain])
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

    def _index(self, agreement: str, field: str, category: str) -> BlindIndex:
        key = self.keys.index_key(agreement)
        return BlindIndex(key.secret, agreement=agreement, field=field, category=category)

    def blind_index(self, agreement: str, customer: str, field: str, category: str) -> BlindIndex:
        """The marks of a field, for columns that are kept elsewhere."""
        self.keys.data_row(agreement, customer)
        return self._index(agreement, field, category)

    def seal_column(self, agreement: str, customer: str, column: Column) -> Any:
        """Seal a column that is kept elsewhere: a list in gives a list, Arrow in gives binary Arrow.

        The record's id is bound to each value, so keep it beside them.
        """
        return self.seal_columns(agreement, customer, [column])[0]

    def seal_columns(self, agreement: str, customer: str, columns: Sequence[Column]) -> list[Any]:
        """Seal several columns, best those of one table with one `records` object: its ids are read once."""
        read: dict[int, _Bound] = {}
        plain = [(_Bound.of(column, read), *column.plain_values()) for column in columns]
        for column, (records, values, _) in zip(columns, plain, strict=True):
            _require_even(column, records.names, values)
        kept = [records.present(values, whole) for records, values, whole in plain]
        parts = self.keys.reserve(agreement, customer, sum(len(values) for _, _, values in kept))
        made: list[Any] = []
        for column, (_, values, whole), (_, bound, present) in zip(
            columns, plain, kept, strict=True
        ):
            place = Place(
                agreement=agreement, customer=customer, field=column.field, category=column.category
            )
            count = len(present)
            sealed: list[bytes] = []
            for key, part in _taken(parts, count):
                start = len(sealed)
                end = start + part
                once = part == count
                sealed += key.cipher.seal_bound(
                    place,
                    bound if once else bound[start:end],
                    present if once else present[start:end],
                )
            spread = sealed if whole else _spread(values, sealed)
            made.append(to_arrow(spread) if is_arrow(column.values) else spread)
        return made

    def reveal_column(self, agreement: str, customer: str, column: Column) -> Any:
        """The plaintext of what `seal_column` returned, as a list or as binary Arrow."""
        records, (values, whole) = _Bound(column), column.plain_values()
        _require_even(column, records.names, values)
        names, bound, sealed = records.present(values, whole)
        place = Place(
            agreement=agreement, customer=customer, field=column.field, category=column.category
        )
        heads = set(map(itemgetter(slice(HEAD_BYTES)), sealed))
        opened: list[bytes] = []
        if not heads:
            self.keys.agreement(agreement)
        elif len(heads) == 1:
            key = self.keys.by_id(key_of(sealed[0]), agreement, customer)
            opened = key.cipher.reveal_bound(place, names, bound, sealed)
        else:
            opened = self._reveal_mixed(agreement, customer, place, names, sealed)
        made = opened if whole else _spread(values, opened)
        return to_arrow(made) if is_arrow(column.values) else made

    def _reveal_mixed(
        self, agreement: str, customer: str, place: Place, names: list[str], sealed: list[bytes]
    ) -> list[bytes]:
        """Values of several versions of a key, in their order."""
        groups: dict[bytes, list[int]] = {}
        for number, value in enumerate(sealed):
            groups.setdefault(key_of(value), []).append(number)
        opened: list[bytes] = [b""] * len(sealed)
        for id_, numbers in groups.items():
            key = self.keys.by_id(id_, agreement, customer)
            found = key.cipher.reveal(
                place, [names[n] for n in numbers], [sealed[n] for n in numbers]
            )
            for number, value in zip(numbers, found, strict=True):
                opened[number] = value
        return opened

    def seal_file(
        self,
        agreement: str,
        customer: str,
        field: str,
        category: str,
        record: str,
        source: BinaryIO,
        target: Sink,
    ) -> int:
        """Seal a file as a stream of chunks (`docs/vault.md` 4); returns the bytes of plaintext."""
        from servanda.safeguards.vault.streams import seal_stream

        ((key, _),) = self.keys.reserve(agreement, customer, 1)
        place = Place(agreement=agreement, customer=customer, field=field, category=category)
        return seal_stream(
            source, target, id=key.row.id, key=key.secret, place=place, record=record
        )

    def reveal_file(
        self,
        agreement: str,
        customer: str,
        field: str,
        category: str,
        record: str,
        source: BinaryIO,
    ) -> Iterator[bytes]:
        """The plaintext of a sealed file. It is read to its end first: a file that was cut off or
        changed anywhere gives out nothing. `source` can be sought in."""
        from servanda.safeguards.vault.streams import (
            HEADER_BYTES,
            key_of_stream,
            reveal_stream,
            whole,
        )

        began = source.tell()
        id_ = key_of_stream(source.read(HEADER_BYTES))
        source.seek(began)
        key = self.keys.by_id(id_, agreement, customer)
        place = Place(agreement=agreement, customer=customer, field=field, category=category)
        whole(source, key=key.secret, place=place, record=record)
        return reveal_stream(source, key=key.secret, place=place, record=record)

    def tokenise(
        self, agreement: str, customer: str, category: str, values: Sequence[str]
    ) -> list[str]:
        """A random token for each value, the same for the same value; `reveal_tokens` gives it back.

        A token has nothing of its value in it. Equal means: equal in the class's normal form.
        """
        field = f"token:{category}"
        wanted = dict.fromkeys(normal(value.encode(), category) for value in values)
        parts = self.keys.reserve(agreement, customer, len(wanted))
        index = self._index(agreement, field, category)
        marks = index.marks_of_normal(list(wanted))
        tokens: dict[bytes, str] = {}
        with self.store.transaction():
            known = self.store.marked(agreement, field, marks, customer)
            for row, opened in zip(known, self.reveal_rows(known), strict=True):
                tokens[normal(opened, category)] = row.record
            fresh = {
                f"tok_{secrets.token_hex(16)}": value.encode()
                for value in {normal(v.encode(), category): v for v in values}.values()
                if normal(value.encode(), category) not in tokens
            }
            column = Column(
                field=field,
                category=category,
                records=list(fresh),
                values=list(fresh.values()),
                searchable=True,
            )
            self.store.put(
                self._rows(
                    agreement,
                    customer,
                    column,
                    list(fresh),
                    bound_records(list(fresh)),
                    list(fresh.values()),
                    parts,
                )
            )
        tokens |= {normal(value, category): token for token, value in fresh.items()}
        return [tokens[normal(value.encode(), category)] for value in values]

    def reveal_tokens(
        self, agreement: str, customer: str, category: str, tokens: Sequence[str]
    ) -> list[bytes | None]:
        """The value of each token, None for one that this customer does not have."""
        return self.reveal(agreement, customer, f"token:{category}", tokens)

    def format_tokens(
        self, agreement: str, customer: str, field: str, category: str, values: Sequence[str]
    ) -> list[str]:
        """Each value in another of the same form (FF1): digits for digits, letters for letters.

        Only where something cannot take any other form; raises ServandaError `short-domain`.
        """
        from servanda.safeguards.vault.formats import encrypted

        key = self._format_key(agreement, customer, field, category)
        return [encrypted(value, key, category=category, customer=customer) for value in values]

    def reveal_format_tokens(
        self, agreement: str, customer: str, field: str, category: str, tokens: Sequence[str]
    ) -> list[str]:
        """What `format_tokens` was given. A wrong token gives a wrong value, and nothing tells."""
        from servanda.safeguards.vault.formats import decrypted

        key = self._format_key(agreement, customer, field, category)
        return [decrypted(token, key, category=category, customer=customer) for token in tokens]

    def _format_key(self, agreement: str, customer: str, field: str, category: str) -> Any:
        self.keys.data_row(agreement, customer)
        return self.keys.index_key(agreement).secret.derive(
            "format", name_bytes(field, "a field"), name_bytes(category, "a category")
        )

    def close(self) -> None:
        """Let go of every key and of this thread's connection."""
        self.keys.forget()
        self.store.close()


class _Bound:
    """The records of a column, and what of them is bound to its values."""

    __slots__ = ("bound", "names")

    def __init__(self, column: Column) -> None:
        self.names = column.record_names()
        _require_names(column, self.names)
        self.bound = bound_records(self.names)

    def present(
        self, values: list[bytes | None], whole: bool
    ) -> tuple[list[str], list[bytes], list[bytes]]:
        """Names, what is bound, and values, of the records whose value is not missing."""
        if whole:
            return self.names, self.bound, cast("list[bytes]", values)
        there = [value is not None for value in values]
        return (
            list(compress(self.names, there)),
            list(compress(self.bound, there)),
            cast("list[bytes]", list(compress(values, there))),
        )

    @classmethod
    def of(cls, column: Column, read: dict[int, _Bound]) -> _Bound:
        """Those of a column; read once for all columns that have the same object of records."""
        if id(column.records) not in read:
            read[id(column.records)] = cls(column)
        return read[id(column.records)]


def _require_even(column: Column, records: list[str], values: list[Any]) -> None:
    if len(records) != len(values):
        raise ServandaError(
            "uneven-column",
            f"there are {len(records)} records and {len(values)} values",
            where=column.field,
        )


def _require_names(column: Column, records: list[str]) -> None:
    if "\x00" in "".join(records):
        raise ServandaError("bad-name", "a record's id has no zero byte", where=column.field)


def _spread(values: list[bytes | None], made: list[bytes]) -> list[bytes | None]:
    following = iter(made)
    return [None if value is None else next(following) for value in values]


def _taken(parts: Parts, count: int) -> Parts:
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
