"""Files that are there in full or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servanda.base.errors import ServandaError


def write_whole(path: Path, text: str | bytes, *, mode: int = 0o644) -> None:
    """Write a file so that a crash leaves the old one or the new one, and never a part.

    What is written is on the disk when this returns. Raises ServandaError `cannot-write`.
    """
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8") if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise ServandaError(
            "cannot-write",
            f"this file cannot be written: {error.strerror or 'unknown reason'}",
            hint="make the folder first"
            if isinstance(error, FileNotFoundError)
            else "see to permissions and free space",
            where=str(path),
        ) from None


def sync_folder(folder: Path) -> None:
    """Put a folder's names on the disk, where the system lets a folder be opened."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold other processes off from `folder` while it is being made, where the system can."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # released by closing, also when the process is killed
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def read_small(path: Path, limit: int = 8_000_000) -> bytes:
    """A file's bytes; raises ServandaError `missing-file`, `cannot-read` or `too-large`."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise ServandaError("missing-file", "this file does not exist", where=str(path)) from None
    except OSError as error:
        raise ServandaError(
            "cannot-read",
            f"this file cannot be read: {error.strerror or 'unknown reason'}",
            where=str(path),
        ) from None
    if len(data) > limit:
        raise ServandaError("too-large", "this file is too large", where=str(path))
    return data
