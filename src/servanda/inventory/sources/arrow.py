"""Arrow IPC files and streams (Feather version 2), batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from servanda.inventory.drawing import Draw
from servanda.inventory.places import Table, unreadable

NAME = "Arrow"

_SUFFIXES = (".arrow", ".arrows", ".feather", ".ipc")
_FILE = b"ARROW1"
_STREAM = b"\xff\xff\xff\xff"
_FIRST_FEATHER = b"FEA1"
_HINT = "check that it was copied in full"


def accepts(target: str) -> bool:
    """By the suffix or the first bytes of the file form."""
    if target.lower().endswith(_SUFFIXES):
        return True
    try:
        with Path(target).open("rb") as file:
            return file.read(6) == _FILE
    except (OSError, ValueError):
        return False


@contextmanager
def connect(target: str, folder: str) -> Iterator[_File]:
    """Look at the file; raises UnreadableError `missing`, `no-permission`, `empty` or `not-arrow`."""
    path = Path(folder) / target
    try:
        with path.open("rb") as file:
            head = file.read(6)
            size = file.seek(0, 2)
            file.seek(max(size - 6, 0))
            tail = file.read(6)
    except FileNotFoundError:
        raise unreadable("missing", "there is no such file", target, "check the path") from None
    except OSError:
        raise unreadable("no-permission", "this file may not be read by you", target) from None
    if not size:
        raise unreadable("empty", "this file is empty", target, _HINT)
    if head[:4] == _FIRST_FEATHER:
        raise unreadable(
            "not-arrow",
            "this is Feather version 1, which has no reader here",
            target,
            "write it again as version 2 or as Parquet",
        )
    if head[:4] != _STREAM and (head != _FILE or tail != _FILE):
        raise unreadable("not-arrow", "this is no complete Arrow file", target, _HINT)
    yield _File(path, target, head[:4] == _STREAM)


class _File:
    """One Arrow file (see `places.Source`)."""

    def __init__(self, path: Path, target: str, stream: bool) -> None:
        self._path, self._target, self._stream = path, target, stream
        self._count: int | None = None

    def _fault(self, error: BaseException) -> BaseException:
        # a panic of the Rust reader is no Exception, but means the same: a damaged file
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
            return error
        return unreadable("unreadable", "this Arrow file is damaged", self._target, _HINT)

    def _read(self) -> Any:
        from arro3.io import read_ipc, read_ipc_stream

        try:
            return (read_ipc_stream if self._stream else read_ipc)(str(self._path))
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
        """All rows, or `limit` drawn at random in one pass; a batch is as large as it was written."""
        if limit is None:
            yield from self._batches()
            return
        draw = Draw(limit)
        yield from draw.batches(self._batches())
        self._count = draw.total

    def column(self, table: Table, column: str, limit: int) -> Any | None:  # noqa: ARG002 (as above)
        """Not offered: it would read the whole file again."""
        return None
