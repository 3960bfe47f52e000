"""What a long scan of files remembers, so that it can be stopped and taken up again.

One line of JSON a finished file: its place, size and time of change, and what it showed. A file that has
not changed since is not read again. Of a table of a database, what its rows up to the highest key showed:
only those above it are read next time. Holds counts and findings, never a value but such keys.
"""

from __future__ import annotations

import hashlib
import json
import os
from io import BufferedRandom
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from servanda.base.codec import canonical, digest, from_plain
from servanda.base.errors import ServandaError
from servanda.inventory.evidence import Classes
from servanda.inventory.prose.telling import can_read

T = TypeVar("T")

_SCHEMA = "servanda/scan-journal/1"


class Journal:
    """The journal of one scan, opened with `with`.

    `asked` says what is looked for and how closely; a journal that answers another question is
    refused (`another-scan`), and one that is no journal too (`not-a-journal`).
    """

    def __init__(self, path: Path, asked: str) -> None:
        self._path, self._asked = path, asked
        self._known: dict[int, int] = {}
        self._file: BufferedRandom | None = None

    def __enter__(self) -> Self:
        try:
            fresh = not self._path.exists() or not self._path.stat().st_size
            self._file = self._path.open("w+b" if fresh else "r+b")
        except OSError as error:
            raise ServandaError(
                "journal-unusable",
                f"the journal cannot be opened: {error.strerror}",
                where=str(self._path),
                hint="name a file in a folder that you may write to",
            ) from None
        if fresh:
            self._append({"schema": _SCHEMA, "asked": self._asked})
            return self
        try:
            self._read(self._file)
        except BaseException:
            self._file.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _read(self, file: BufferedRandom) -> None:
        whole = 0
        for number, line in enumerate(file):
            try:
                entry = json.loads(line) if line.endswith(b"\n") else None
            except ValueError:
                entry = None
            if number == 0:
                self._check(entry)
            elif not isinstance(entry, dict):
                break  # cut off in the middle of a line; that file is read again
            else:
                self._known[_short(str(entry.get("place")))] = whole
            whole += len(line)
        file.seek(whole)
        file.truncate()

    def _check(self, head: Any) -> None:
        if not isinstance(head, dict) or head.get("schema") != _SCHEMA:
            raise ServandaError(
                "not-a-journal",
                "this file is no journal of a scan, and is left as it is",
                where=str(self._path),
                hint="name a new file",
            )
        if head.get("asked") != self._asked:
            raise ServandaError(
                "another-scan",
                "this journal belongs to a scan with other classes or other settings",
                where=str(self._path),
                hint="name a new file, or repeat the scan as it was begun",
            )

    def recall(self, place: str, seen: str, kind: type[T]) -> tuple[T, ...] | None:
        """What the file showed, or None where it is new or has changed."""
        entry = self._entry(place) if seen else None
        if entry is None or entry.get("mark") != seen:
            return None
        try:
            return tuple(from_plain(kind, part) for part in entry["parts"])
        except (KeyError, TypeError, ServandaError):
            return None  # written by another version: read the file again

    def finished(self, place: str, seen: str) -> bool:
        """Whether the file, or the table of this name, is as it was when it was finished."""
        for name in (place, f"table {place}"):
            entry = self._entry(name) if seen else None
            if entry is not None and entry.get("mark") == seen:
                return True
        return False

    def keep(self, place: str, seen: str, parts: tuple[Any, ...]) -> None:
        """Remember what a file showed; `seen` changes when it does, and was taken before."""
        if seen and place.isprintable():  # a name that is no text is read again, not remembered
            assert self._file is not None  # noqa: S101 (used inside `with`)
            self._known[_short(place)] = self._file.tell()
            self._append({"place": place, "mark": seen, "parts": parts})

    def _entry(self, place: str) -> dict[str, Any] | None:
        # only where each line begins is kept in memory: there may be a million of them
        start = self._known.get(_short(place))
        if start is None or self._file is None:
            return None
        self._file.seek(start)
        entry = json.loads(self._file.readline())
        self._file.seek(0, os.SEEK_END)
        return entry if isinstance(entry, dict) and entry.get("place") == place else None

    def _append(self, entry: dict[str, Any]) -> None:
        assert self._file is not None  # noqa: S101 (used inside `with`)
        self._file.write(canonical(entry) + b"\n")
        self._file.flush()


def _short(place: str) -> int:
    word = hashlib.blake2b(place.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(word, "big")


def question(classes: Classes, rows: int | None) -> str:
    """What a scan asks, as a digest: the classes with their expressions and words, how many rows, and
    whether texts can be read.
    """
    asked = [
        [d.id, d.pattern, d.fits, sorted(d.words), list(d.headers), list(d.hints), list(d.unless)]
        for d in (recogniser.detector for recogniser in classes.recognisers)
    ]
    return digest(canonical([asked, rows, can_read()]))
