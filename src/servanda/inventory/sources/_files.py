"""Opening a file that a source reads, with the same clear errors everywhere."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from servanda.inventory.places import unreadable


def head_of(path: Path, target: str, size: int = 4_096) -> bytes:
    """The first bytes; raises UnreadableError `missing`, `no-permission` or `empty`."""
    try:
        with path.open("rb") as file:
            head = file.read(size)
    except FileNotFoundError:
        raise unreadable("missing", "there is no such file", target, "check the path") from None
    except (OSError, ValueError):
        raise unreadable("no-permission", "this file may not be read by you", target) from None
    if not head:
        raise unreadable("empty", "this file is empty", target, "check that it was copied in full")
    return head


def peek(target: str, size: int = 4_096) -> bytes:
    """The first bytes of a target, or nothing where it is no file that can be read."""
    try:
        if "://" in target or not Path(target).is_file():
            return b""
        with Path(target).open("rb") as file:
            return file.read(size)
    except (OSError, ValueError):
        return b""


class Metered:
    """A file that is opened any number of times and tells how far it has been read.

    `report` gets the bytes read since it was opened last, and its size; None is not told.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.report: Callable[[int, int], None] | None = None

    def open(self) -> IO[bytes]:
        """The file from its beginning."""
        raw = self._path.open("rb")
        if self.report is None:
            return raw
        size = self._path.stat().st_size
        return io.BufferedReader(_Counted(raw, size, self.report), 262_144)


class _Counted(io.RawIOBase):
    def __init__(self, raw: IO[bytes], size: int, report: Callable[[int, int], None]) -> None:
        self._raw, self._size, self._report, self._read = raw, size, report, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._raw.read(len(buffer))
        buffer[: len(data)] = data
        self._read += len(data)
        self._report(self._read, max(self._size, self._read))
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()
