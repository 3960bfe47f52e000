"""Arrow batches from rows of Python values, for places that have no Arrow path of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

BATCH_ROWS = 16_384
BATCH_BYTES = 32_000_000
"""A batch is closed at whichever comes first, which bounds memory whatever the cells hold."""
BATCH_CELLS = 500_000
"""Each cell costs some sixty bytes, however short it is: a bound for very wide tables."""


def batch_of(names: Sequence[str], columns: Sequence[Sequence[Any]]) -> Any:
    """A record batch of the columns; each gets the narrowest Arrow type that holds all its values."""
    from arro3.core import RecordBatch, Schema

    arrays = _arrays(columns)
    names = [(_clean(name) or "").replace("\x00", "") for name in names]
    # names may repeat in a hostile file; a schema allows that, a mapping would not
    schema = Schema(
        [array.field.with_name(name) for array, name in zip(arrays, names, strict=True)]
    )
    return RecordBatch.from_arrays(arrays, schema=schema)


def batches_of(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[Any]:
    """Record batches of rows, in bounded memory."""
    held: list[Sequence[Any]] = []
    size = 0
    for row in rows:
        held.append(row)
        size += sum(len(value) for value in row if isinstance(value, str | bytes)) + 8 * len(row)
        if len(held) >= BATCH_ROWS or size >= BATCH_BYTES or len(held) * len(row) >= BATCH_CELLS:
            yield batch_of(names, list(zip(*held, strict=True)))
            held, size = [], 0
    if held:
        yield batch_of(names, list(zip(*held, strict=True)))


_WIDE = 1_000


def _arrays(columns: Sequence[Sequence[Any]]) -> list[Any]:
    """An array a column; very many short ones are parts of one, since each costs some kilobytes."""
    kinds = (
        {type(value) for column in columns for value in column} if len(columns) > _WIDE else {int}
    )
    if not kinds <= {str, type(None)}:
        return [_array(list(column)) for column in columns]
    rows = len(columns[0])
    one = _array([value for column in columns for value in column])
    return [one.slice(place * rows, rows) for place in range(len(columns))]


def _array(values: list[Any]) -> Any:
    from arro3.core import Array, DataType

    kinds = set(map(type, values)) - {type(None)}
    if kinds <= {str}:
        if not all(map(str.isascii, filter(None, values))):
            values = [_clean(value) for value in values]
        return Array(values, type=DataType.string())
    if kinds == {bool}:
        return Array(values, type=DataType.bool())
    if kinds == {int} and _fit(values):
        return Array(values, type=DataType.int64())
    if kinds == {float}:
        return Array(values, type=DataType.float64())
    if kinds <= {bytes, memoryview, bytearray}:
        return Array(
            [None if value is None else bytes(value) for value in values], type=DataType.binary()
        )
    return Array([_clean(_text(value)) for value in values], type=DataType.string())


def _fit(values: list[Any]) -> bool:
    """Whether all whole numbers have 64 bits at most."""
    some = [value for value in values if value is not None] if None in values else values
    return bool(min(some) >= -(2**63) and max(some) < 2**63)


def _clean(value: str | None) -> str | None:
    # a lone surrogate (from a wrong encoding) has no place in Arrow's UTF-8
    if value is None or value.isascii():
        return value
    return value.encode("utf-8", "replace").decode("utf-8")


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).decode("utf-8", "replace")
    if isinstance(value, list | tuple):
        return " ; ".join(_text(item) or "" for item in value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
