"""Columns and files that are kept elsewhere, sealed under the vault's keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from servanda.base.errors import TamperingError
from servanda.safeguards.vault.columns import Column, Prepared, prepared
from servanda.safeguards.vault.format import Place, Records, key_of
from servanda.safeguards.vault.streams import (
    HEADER_BYTES,
    Sink,
    key_of_stream,
    reveal_stream,
    seal_stream,
    whole,
)
from servanda.safeguards.vault.vault import Vault, taken


def seal_column(vault: Vault, agreement: str, customer: str, column: Column) -> Any:
    """Seal a column: a list in gives a list, Arrow in gives binary Arrow; None stays None.

    The record's id is bound to each value, so keep it beside them.
    """
    return seal_columns(vault, agreement, customer, [column])[0]


def seal_columns(
    vault: Vault, agreement: str, customer: str, columns: Sequence[Column]
) -> list[Any]:
    """Seal several columns, best those of one table with one `records` object: its ids are read once."""
    batch = prepared(columns)
    parts = vault.keys.reserve(agreement, customer, sum(len(one.values) for one in batch))
    made: list[Any] = []
    for one in batch:
        place = _place(agreement, customer, one.column)
        sealed: list[bytes] = []
        for key, count in taken(parts, len(one.values)):
            start = len(sealed)
            end = start + count
            values = one.values if count == len(one.values) else one.values[start:end]
            sealed += key.cipher.seal(place, one.records.part(start, end), values)
        made.append(one.spread(sealed))
    return made


def reveal_column(vault: Vault, agreement: str, customer: str, column: Column) -> Any:
    """The plaintext of what `seal_column` returned, as a list or as binary Arrow."""
    (one,) = prepared([column])
    if not one.values:
        vault.keys.agreement(agreement)
        return one.spread([])
    place = _place(agreement, customer, column)
    key = vault.keys.by_id(key_of(one.values[0]), agreement, customer)
    try:
        return one.spread(key.cipher.reveal(place, one.records, one.values))
    except TamperingError as error:
        # most columns are of one key; one of several says so here
        if error.code != "other-key":
            raise
    return one.spread(_reveal_mixed(vault, place, one))


def _reveal_mixed(vault: Vault, place: Place, one: Prepared) -> list[bytes]:
    """Values of several versions of a key, in their order."""
    groups: dict[bytes, list[int]] = {}
    for number, value in enumerate(one.values):
        groups.setdefault(key_of(value), []).append(number)
    opened: list[bytes] = [b""] * len(one.values)
    for id_, numbers in groups.items():
        key = vault.keys.by_id(id_, place.agreement, place.customer)
        records = Records([one.records.names[n] for n in numbers])
        found = key.cipher.reveal(place, records, [one.values[n] for n in numbers])
        for number, value in zip(numbers, found, strict=True):
            opened[number] = value
    return opened


def _place(agreement: str, customer: str, column: Column) -> Place:
    return Place(
        agreement=agreement, customer=customer, field=column.field, category=column.category
    )


def seal_file(vault: Vault, place: Place, record: str, source: BinaryIO, target: Sink) -> int:
    """Seal a file as a stream of chunks (`docs/vault.md` 4); returns the bytes of plaintext."""
    ((key, _),) = vault.keys.reserve(place.agreement, place.customer, 1)
    return seal_stream(source, target, id=key.row.id, key=key.secret, place=place, record=record)


def reveal_file(vault: Vault, place: Place, record: str, source: BinaryIO) -> Iterator[bytes]:
    """The plaintext of a sealed file. It is read to its end first: a file that was cut off or changed
    anywhere gives out nothing. `source` can be sought in."""
    began = source.tell()
    id_ = key_of_stream(source.read(HEADER_BYTES))
    source.seek(began)
    key = vault.keys.by_id(id_, place.agreement, place.customer)
    whole(source, key=key.secret, place=place, record=record)
    return reveal_stream(source, key=key.secret, place=place, record=record)
