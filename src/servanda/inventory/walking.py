"""The files of a folder, one by one in a fixed order, and the datasets that their paths tell of."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

_PARTITION = re.compile(r"[^=/]{1,200}=[^/]*")
_NOTHING = "__HIVE_DEFAULT_PARTITION__"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file by its place within the folder; `mark` is its size and time of change, or what the
    place itself `told`; `fault` why a folder could not be listed.
    """

    place: str
    size: int = 0
    changed: int = 0
    fault: str = ""
    told: str = ""

    @property
    def mark(self) -> str:
        """What changes when the file does; empty where it could not be looked at."""
        return self.told or (f"{self.size}-{self.changed}" if self.changed else "")


def files_of(folder: Path) -> Iterator[Found]:
    """Every file below a folder, in the order of their names, in the memory of one folder.

    Links to folders are not followed. `changed` is in nanoseconds since 1970.
    """
    waiting: list[tuple[str, str]] = [(str(folder), "")]
    while waiting:
        there, prefix = waiting.pop()
        inner: list[tuple[str, str]] = []
        try:
            with os.scandir(there) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            yield Found(place=prefix or "./", fault=error.strerror or "it cannot be listed")
            continue
        names = {entry.name: entry for entry in entries}
        for entry in entries:
            place = f"{prefix}{entry.name}"
            try:
                if entry.is_dir(follow_symlinks=False):
                    inner.append((entry.path, f"{place}/"))
                elif entry.is_file():
                    log = names.get(f"{entry.name}-wal")
                    yield _found(place, entry.stat(), log.stat() if log is not None else None)
            except (OSError, ValueError):
                yield Found(place=place)
        waiting.extend(reversed(inner))


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """A file of a dataset: the dataset's folder and what the names of the folders below it say."""

    dataset: str
    keys: tuple[tuple[str, str | None], ...]


def partition_of(place: str) -> Partition | None:
    """What the path of a file says, as Hive and Spark write it (`sales/day=2026-11-01/part-0.parquet`)."""
    *folders, _ = place.split("/")
    first = next((n for n, name in enumerate(folders) if _PARTITION.fullmatch(name)), None)
    if first is None:
        return None
    keys = []
    for name in folders[first:]:
        key, found, value = name.partition("=")
        if found and key:
            said = unquote(value)
            keys.append((unquote(key), None if said in (_NOTHING, "") else said))
    return Partition(dataset="/".join(folders[:first]) or ".", keys=tuple(keys))


def mark(file: Path) -> str:
    """As `Found.mark`, of one file; empty where it is none or cannot be looked at."""
    try:
        seen = os.stat(file)  # noqa: PTH116 (a path with a lone surrogate too)
    except (OSError, ValueError):
        return ""
    try:
        log = os.stat(f"{file}-wal")  # noqa: PTH116 (as above)
    except (OSError, ValueError):
        log = None
    return _found("", seen, log).mark


def _found(place: str, seen: os.stat_result, log: os.stat_result | None) -> Found:
    """What SQLite has written to its log ahead is part of the database."""
    size = seen.st_size + (log.st_size if log is not None else 0)
    changed = max(seen.st_mtime_ns, log.st_mtime_ns if log is not None else 0)
    return Found(place=place, size=size, changed=changed)
