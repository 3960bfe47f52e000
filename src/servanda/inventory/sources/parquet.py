"""Parquet files, read row group by row group."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from servanda.inventory.batches import BATCH_ROWS
from servanda.inventory.drawing import Draw
from servanda.inventory.places import Table, unreadable

NAME = "Parquet"

_MAGIC = b"PAR1"


def accepts(target: str) -> bool:
    """By the suffix or the first bytes."""
    if target.lower().endswith((".parquet", ".pq")):
        return True
    try:
        with Path(target).open("rb") as file:
            return file.read(4) == _MAGIC
    except (OSError, ValueError):
        return False


@contextmanager
def connect(target: str, folder: str) -> Iterator[_File]:
    """Look at the file; raises UnreadableError `missing`, `no-permission`, `empty` or `not-parquet`."""
    path = Path(folder) / target
    try:
        with path.open("rb") as file:
            head = file.read(4)
            size = file.seek(0, 2)
            file.seek(max(size - 4, 0))
            tail = file.read(4)
    except FileNotFoundError:
        raise unreadable("missing", "there is no such file", target, "check the path") from None
    except OSError:
        raise unreadable("no-permission", "this file may not be read by you", target) from None
    if not size:
        raise unreadable("empty", "this file is empty", target, "check that it was copied in full")
    if head != _MAGIC or tail != _MAGIC:
        raise unreadable(
            "not-parquet",
            "this is no complete Parquet file",
            target,
            "check that it was copied in full; an encrypted one has to be exported first",
        )
    yield _File(path, target)


class _File:
    """One Parquet file (see `places.Source`)."""

    def __init__(self, path: Path, target: str) -> None:
        self._path, self._target = path, target
        self._count: int | None = None

    def _fault(self, error: BaseException) -> BaseException:
        # a panic of the Rust reader is no Exception, but means the same: a damaged file
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
            return error
        return unreadable("unreadable", "this Parquet file is damaged", self._target)

    def _read(self) -> Any:
        from arro3.io import read_parquet

        try:
            return read_parquet(str(self._path), batch_size=BATCH_ROWS)
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
            yield batch

    def tables(self) -> list[Table]:
        """The file itself."""
        schema = self._read().schema
        return [
            Table(
                name=self._path.name,
                columns=tuple((field.name, str(field.type)) for field in schema),
            )
        ]

    def count(self, table: Table) -> int | None:  # noqa: ARG002 (one signature for all)
        """Rows counted by the last read; None before one."""
        return self._count

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:  # noqa: ARG002 (as above)
        """All rows, or `limit` drawn at random in one pass over the row groups."""
        if limit is None:
            yield from self._batches()
            return
        draw = Draw(limit)
        yield from draw.batches(self._batches())
        self._count = draw.total

    def column(self, table: Table, column: str, limit: int) -> Any | None:  # noqa: ARG002 (as above)
        """Not offered: it would read the whole file again."""
        return None
