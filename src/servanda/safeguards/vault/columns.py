"""Columns: lists and Arrow arrays in, lists and Arrow arrays out."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from servanda.base.errors import ServandaError


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

    def record_names(self) -> list[str]:
        """The records' ids; raises ServandaError `bad-name` where one is no text."""
        names = to_list(self.records)
        if not set(map(type, names)) <= {str}:
            raise ServandaError("bad-name", "a record's id is a text", where=self.field)
        return names

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


def to_arrow_texts(values: Sequence[bytes | None]) -> Any:
    """A text Arrow array; raises ServandaError `not-text` where a value is no UTF-8."""
    from arro3.core import Array, DataType

    try:
        texts = [None if value is None else value.decode() for value in values]
    except UnicodeDecodeError:
        raise ServandaError("not-text", "a value of this column is no UTF-8 text") from None
    return Array(texts, type=DataType.string())
