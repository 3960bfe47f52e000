"""A file of one table that arro3 reads as a stream of record batches."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from servanda.inventory.batches import BATCH_ROWS
from servanda.inventory.drawing import Draw
from servanda.inventory.places import Table, unreadable


class StreamedFile:
    """One such file (see `places.Source`); a kind of file says its name and how it is opened.

    `place` is its path, or its bytes where it stands within another file.
    """

    name: str
    hint: str = ""

    def __init__(self, place: Path | bytes, called: str, target: str) -> None:
        self._place, self._called, self._target = place, called, target
        self._count: int | None = None

    def _open(self, file: str | io.BytesIO) -> Any:
        """arro3's reader of the file."""
        raise NotImplementedError

    def _fault(self, error: BaseException) -> BaseException:
        # a panic of the Rust reader is no Exception, but means the same: a damaged file
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
            return error
        return unreadable(
            "unreadable", f"this {self.name} file is damaged", self._target, self.hint
        )

    def _read(self) -> Any:
        try:
            place = self._place
            return self._open(io.BytesIO(place) if isinstance(place, bytes) else str(place))
        except BaseException as error:
            raise self._fault(error) from None

    def _batches(self) -> Iterator[Any]:
        reader = self._read()
        while True:
            try:
                batch = reader.read_next_batch()
            except StopIteration:
                return
            except BaseException as error:
                raise self._fault(error) from None
            for start in range(0, batch.num_rows, BATCH_ROWS):
                yield batch.slice(start, min(BATCH_ROWS, batch.num_rows - start))

    def tables(self) -> list[Table]:
        """The file itself."""
        schema = self._read().schema
        return [
            Table(
                name=self._called,
                columns=tuple((field.name, str(field.type)) for field in schema),
            )
        ]

    def count(self, table: Table) -> int | None:  # noqa: ARG002 (one signature for all)
        """Rows counted by the last read; None before one."""
        return self._count

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:  # noqa: ARG002 (as above)
        """All rows, or `limit` drawn at random in one pass."""
        if limit is None:
            yield from self._batches()
            return
        draw = Draw(limit)
        yield from draw.batches(self._batches())
        self._count = draw.total

    def column(self, table: Table, column: str, limit: int) -> Any | None:  # noqa: ARG002 (as above)
        """Not offered: it would read the whole file again."""
        return None
