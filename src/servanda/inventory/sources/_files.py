"""Opening a file that a source reads, with the same clear errors everywhere."""

from __future__ import annotations

from pathlib import Path

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
