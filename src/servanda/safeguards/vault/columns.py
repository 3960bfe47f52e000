"""Columns: lists and Arrow arrays in, lists and Arrow arrays out."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, cast

from servanda.base.errors import ServandaError
from servanda.safeguards.vault.format import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Values of one field, one a record. `records` and `values` are sequences or Arrow arrays of one
    length; values are texts (kept as UTF-8), bytes, or None, which stays None.

    `category` is the data class; it decides how values are compared and masked. `searchable`: a blind
    index is kept, by which equal values are found.
    """

    field: str
    category: str
    records: Any
    values: Any = dataclasses.field(repr=False)
    searchable: bool = False

    def plain_values(self) -> tuple[list[bytes | None], bool]:
        """The values as bytes, and whether none of them is missing.

        Raises ServandaError `not-text` for anything but texts and bytes.
        """
        values = to_list(self.values)
        kinds = set(map(type, values))
        if kinds <= {bytes}:
            return values, True
        try:
            if kinds <= {str}:
                return list(map(str.encode, values)), True
            return [_bytes(value) for value in values], type(None) not in kinds
        except (TypeError, UnicodeEncodeError):
            # the cause would carry the value
            raise ServandaError(
                "not-text",
                "a value is neither text (in UTF-8) nor bytes",
                hint="write numbers and dates as texts first",
                where=self.field,
            ) from None


def _bytes(value: Any) -> bytes | None:
    if value is None or type(value) is bytes:
        return value
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    raise TypeError


def is_arrow(values: Any) -> bool:
    """Whether this speaks Arrow's PyCapsule interface."""
    return hasattr(values, "__arrow_c_array__") or hasattr(values, "__arrow_c_stream__")


def to_list(values: Any) -> list[Any]:
    """A list of a sequence, of an Arrow array, or of a chunked one."""
    if isinstance(values, list):
        return values
    if is_arrow(values):
        from arro3.core import Array, ChunkedArray

        if hasattr(values, "__arrow_c_array__"):
            return list(Array.from_arrow(values).to_pylist())
        return list(ChunkedArray.from_arrow(values).to_pylist())
    if isinstance(values, str | bytes) or not isinstance(values, Sequence):
        raise ServandaError("not-a-column", "a column is a sequence or an Arrow array")
    return list(values)


def to_arrow(values: Sequence[bytes | None]) -> Any:
    """A binary Arrow array."""
    from arro3.core import Array, DataType

    return Array(list(values), type=DataType.binary())


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A column that was read: all of it, and its `records` and `values` without what is missing."""

    column: Column
    all_records: Records
    all_values: list[bytes | None] = dataclasses.field(repr=False)
    records: Records
    values: list[bytes] = dataclasses.field(repr=False)

    @property
    def whole(self) -> bool:
        """Whether no value is missing."""
        return len(self.values) == len(self.all_values)

    def spread(self, made: list[bytes]) -> Any:
        """What was made of the values, with None where one is missing, as a list or as Arrow."""
        found: list[bytes | None] = cast("list[bytes | None]", made)
        if not self.whole:
            following = iter(made)
            found = [None if value is None else next(following) for value in self.all_values]
        return to_arrow(found) if is_arrow(self.column.values) else found


def prepared(columns: Sequence[Column]) -> list[Prepared]:
    """Read columns; the records of those that share one object are read once.

    Raises ServandaError `uneven-column` beside what reading a column raises.
    """
    read: dict[int, Records] = {}
    made = []
    for column in columns:
        if id(column.records) not in read:
            read[id(column.records)] = Records(to_list(column.records))
        records = read[id(column.records)]
        values, whole = column.plain_values()
        if len(records) != len(values):
            raise ServandaError(
                "uneven-column",
                f"there are {len(records)} records and {len(values)} values",
                where=column.field,
            )
        there = [] if whole else [value is not None for value in values]
        made.append(
            Prepared(
                column=column,
                all_records=records,
                all_values=values,
                records=records if whole else records.only(there),
                values=cast("list[bytes]", values if whole else list(compress(values, there))),
            )
        )
    return made
