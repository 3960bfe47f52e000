"""Arrow IPC files and streams (Feather version 2), batch by batch."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from servanda.inventory.places import unreadable
from servanda.inventory.sources._streamed import StreamedFile

NAME = "Arrow"

_SUFFIXES = (".arrow", ".arrows", ".feather", ".ipc")
_FILE = b"ARROW1"
_STREAM = b"\xff\xff\xff\xff"
_FIRST_FEATHER = b"FEA1"
_MOST_BATCH = 100_000_000
_MOST_HEAD = 64_000_000
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
    _check(head, tail, target)
    with path.open("rb") as file:
        _bounded(file, head == _FILE, target)
    yield _File(path, path.name, target, head[:4] == _STREAM)


def is_arrow(name: str, head: bytes) -> bool:
    """By the suffix or the first bytes of the file form."""
    return name.lower().endswith(_SUFFIXES) or head.startswith(_FILE)


def arrow_bytes(data: bytes, name: str, target: str) -> StreamedFile:
    """A file that is held in memory as a source; raises UnreadableError `not-arrow`."""
    _check(data[:6], data[-6:], target)
    return _File(data, name, target, data[:4] == _STREAM)


def _bounded(file: IO[bytes], aligned: bool, where: str) -> None:
    """Refuse a batch that cannot be held: it is read as a whole. Walks the heads of the messages alone.

    Source: the encapsulated message format of Arrow's columnar format 1.0, and FlatBuffers' tables.
    """
    if aligned:
        # after its name the file is filled up to 8 bytes, or to 64
        file.seek(0)
        file.seek(max(file.read(256).find(_STREAM), 0))
    else:
        file.seek(0)
    while True:
        mark, length = file.read(4), file.read(4)
        if mark != _STREAM or len(length) < 4:
            return
        size = int.from_bytes(length, "little", signed=True)
        if not 0 < size <= _MOST_HEAD:
            return
        body = _body(file.read(size))
        if body > _MOST_BATCH:
            raise unreadable(
                "too-large",
                f"a batch of it has {body // 1_000_000} MB, and is read as a whole",
                where,
                "write it again in smaller batches, or as Parquet",
            )
        if body < 0:
            return
        file.seek(body, 1)


def _body(head: bytes) -> int:
    """The length of a message's body (field 3 of its table); -1 for what is no message."""
    try:
        (table,) = struct.unpack_from("<I", head, 0)
        (back,) = struct.unpack_from("<i", head, table)
        (width,) = struct.unpack_from("<H", head, table - back)
        if width < 12:
            return 0
        (at,) = struct.unpack_from("<H", head, table - back + 10)
        return int(struct.unpack_from("<q", head, table + at)[0]) if at else 0
    except struct.error:
        return -1


def _check(head: bytes, tail: bytes, target: str) -> None:
    if head[:4] == _FIRST_FEATHER:
        raise unreadable(
            "not-arrow",
            "this is Feather version 1, which has no reader here",
            target,
            "write it again as version 2 or as Parquet",
        )
    if head[:4] != _STREAM and (head != _FILE or tail != _FILE):
        raise unreadable("not-arrow", "this is no complete Arrow file", target, _HINT)


class _File(StreamedFile):
    name, hint = NAME, _HINT

    def __init__(self, place: Path | bytes, called: str, target: str, stream: bool) -> None:
        super().__init__(place, called, target)
        self._stream = stream

    def _open(self, file: str | io.BytesIO) -> Any:
        from arro3.io import read_ipc, read_ipc_stream

        return (read_ipc_stream if self._stream else read_ipc)(file)
