"""A database file seen as whoever copies it sees it: its bytes, without the database program.

A SQLite file starts with "SQLite format 3" and a NUL (the SQLite file format, section 1.3.1); a file
that SQLCipher encrypts has no such header, its first 16 bytes are a salt. Rows that were deleted or
overwritten stay in free pages until `VACUUM`, so a column that is ciphertext today can still stand in
clear in the file; what the page cache has not yet written stands in the `-wal` and `-journal` files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from servanda.inventory.classes import Detector

SQLITE_HEADER = b"SQLite format 3\x00"
CHUNK = 1 << 20
OVERLAP = 256
MOST = 1 << 28
"""At most this many bytes of a file are read; beyond it the look is partial and says so."""

ENOUGH = 3
"""So many different valid values of one class are remains; fewer may be chance."""

SHORTEST = 8
"""Shorter matches are ignored: in megabytes of ciphertext any few characters turn up by chance."""

_DIGITS = re.compile(r"[0-9A-Fa-f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the bytes show. `remains` counts different values by class, never the values."""

    plain: bool
    remains: dict[str, int]
    read: int
    size: int


def companions(path: Path) -> tuple[Path, ...]:
    """The file and those that SQLite keeps beside it, as far as they exist."""
    beside = [path.with_name(path.name + suffix) for suffix in ("-wal", "-journal")]
    return (path, *(file for file in beside if file.is_file()))


def look(path: Path, classes: Iterable[Detector]) -> Look:
    """Read the raw file and what stands beside it; count values of `classes` that stand in clear.

    Only classes that their pattern alone proves are looked for. Raises OSError.
    """
    patterns = [
        (detector, re.compile(detector.pattern))
        for detector in classes
        if detector.pattern and not detector.needs_header
    ]
    with path.open("rb") as file:
        plain = file.read(len(SQLITE_HEADER)) == SQLITE_HEADER
    found: dict[str, set[int]] = {}
    read = size = 0
    for part in companions(path) if patterns else (path,):
        size += part.stat().st_size
        if patterns:
            read += _scan(part, MOST - read, patterns, found)
    remains = {name: len(values) for name, values in found.items() if len(values) >= ENOUGH}
    return Look(plain=plain, remains=remains, read=read if patterns else size, size=size)


def _scan(
    path: Path,
    most: int,
    patterns: list[tuple[Detector, re.Pattern[str]]],
    found: dict[str, set[int]],
) -> int:
    read, tail = 0, b""
    with path.open("rb") as file:
        while read < most and (chunk := file.read(min(CHUNK, most - read))):
            read += len(chunk)
            window = tail + chunk
            text = window.decode("latin-1")
            for detector, pattern in patterns:
                values = found.setdefault(detector.id, set())
                if len(values) >= ENOUGH:
                    continue
                for match in pattern.finditer(text):
                    if _stands_alone(match) and (
                        detector.valid is None or detector.valid(match.group())
                    ):
                        values.add(hash(match.group()))
            tail = window[-OVERLAP:]
    return read


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether a match is more than a piece of a digest or a number.

    SQLite writes a row's texts one after another with nothing between, so a letter beside a match says
    nothing, unless the match is made of hex digits alone, as any piece of a digest is.
    """
    value, text = match.group(), match.string
    if len(value) < SHORTEST:
        return False
    if not _DIGITS.fullmatch(value):
        return True
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return not (before.isalnum() or after.isalnum())
