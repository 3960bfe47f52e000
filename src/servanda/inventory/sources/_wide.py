"""Tables of very many columns: rows are kept packed, and given out some columns at a time."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from servanda.inventory.batches import BATCH_CELLS, batch_of

WIDE = 1_000
"""Columns from which a row is packed: its cells one by one take a hundred times the memory."""
_ROWS = 1_000
_NULL = "\x01"


class Packing:
    """How rows are cut into pieces of as many columns as one batch of `rows` rows may have."""

    def __init__(self, names: Sequence[str], rows: int = _ROWS) -> None:
        self._names = names
        self._width = max(1, BATCH_CELLS // max(rows, 1))

    def pack(self, record: Sequence[str | None]) -> list[bytes]:
        """A row as its pieces. NULs have no place in a cell."""
        return [
            zlib.compress(
                "\x00".join(
                    _NULL if cell is None else cell for cell in record[start : start + self._width]
                ).encode("utf-8", "surrogatepass"),
                1,
            )
            for start in range(0, len(self._names), self._width)
        ]

    def batches(self, rows: Sequence[list[bytes]]) -> Iterator[Any]:
        """Batches of all the rows, each of some of the columns, from the first to the last."""
        for place, start in enumerate(range(0, len(self._names), self._width)):
            names = self._names[start : start + self._width]
            columns = list(zip(*(_unpack(row[place]) for row in rows), strict=True))
            yield batch_of(names, columns)

    def stream(self, records: Iterable[Sequence[str | None]]) -> Iterator[Any]:
        """Batches of any number of rows, some rows at a time."""
        held: list[list[bytes]] = []
        size = 0
        for record in records:
            held.append(self.pack(record))
            size += sum(map(len, held[-1]))
            if len(held) >= _ROWS or size >= _MOST_BYTES:
                yield from self.batches(held)
                held, size = [], 0
        if held:
            yield from self.batches(held)


_MOST_BYTES = 64_000_000


def _unpack(piece: bytes) -> list[str | None]:
    cells = zlib.decompress(piece).decode("utf-8", "surrogatepass").split("\x00")
    return [None if cell == _NULL else cell for cell in cells]
