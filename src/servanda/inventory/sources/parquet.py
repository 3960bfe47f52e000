"""Parquet files, read row group by row group."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from servanda.inventory.batches import BATCH_ROWS
from servanda.inventory.places import unreadable
from servanda.inventory.sources._streamed import StreamedFile

NAME = "Parquet"

_MAGIC = b"PAR1"
_SUFFIXES = (".parquet", ".pq")


def accepts(target: str) -> bool:
    """By the suffix or the first bytes."""
    if target.lower().endswith(_SUFFIXES):
        return True
    try:
        with Path(target).open("rb") as file:
            return file.read(4) == _MAGIC
    except (OSError, ValueError):
        return False


def is_parquet(name: str, head: bytes) -> bool:
    """By the suffix or the first bytes."""
    return name.lower().endswith(_SUFFIXES) or head.startswith(_MAGIC)


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
    _check(head, tail, target)
    yield _File(path, path.name, target)


def parquet_bytes(data: bytes, name: str, target: str) -> StreamedFile:
    """A file that is held in memory as a source; raises UnreadableError `not-parquet`."""
    _check(data[:4], data[-4:], target)
    return _File(data, name, target)


def _check(head: bytes, tail: bytes, target: str) -> None:
    if head != _MAGIC or tail != _MAGIC:
        raise unreadable(
            "not-parquet",
            "this is no complete Parquet file",
            target,
            "check that it was copied in full; an encrypted one has to be exported first",
        )


class _File(StreamedFile):
    name = NAME

    def _open(self, file: str | io.BytesIO) -> Any:
        from arro3.io import read_parquet

        return read_parquet(file, batch_size=BATCH_ROWS)
