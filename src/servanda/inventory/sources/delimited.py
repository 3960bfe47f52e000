"""CSV and other delimited text: encoding and dialect are found out, hostile files keep memory bounded."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

from servanda.inventory.batches import batch_of, batches_of
from servanda.inventory.drawing import Draw
from servanda.inventory.places import Table, unreadable
from servanda.inventory.sources._files import Metered, head_of
from servanda.inventory.sources._lines import HEAD, Opener, encoding_of
from servanda.inventory.sources._wide import WIDE, Packing

NAME = "CSV"

_SUFFIXES = (".csv", ".tsv", ".tab", ".psv")
_LONGEST_LINE = 4_000_000
"""Characters of one record that are read; a longer one is cut there."""
_LONGEST_CELL = 65_537


def accepts(target: str) -> bool:
    """By the suffix."""
    return target.lower().endswith(_SUFFIXES)


@contextmanager
def connect(target: str, folder: str) -> Iterator[_File]:
    """Look at the file; raises UnreadableError `missing`, `no-permission`, `empty` or `not-text`."""
    path = Path(folder) / target
    head_of(path, target)
    metered = Metered(path)
    file = delimited_file(metered.open, path.name, target)
    file.metered = metered
    yield file


def delimited_file(opener: Opener, name: str, target: str, head: bytes = b"") -> _File:
    """A stream of delimited text as a source; `head` are its first bytes, where they are known."""
    if not head:
        with closing(opener()) as file:
            head = file.read(HEAD)
    if not head.strip(b"\x00 \t\r\n"):
        raise unreadable("empty", "this file is empty", target, "check that it was copied in full")
    encoding = encoding_of(head)
    text = head.decode(encoding, "replace").replace("\x00", "")
    strange = sum(letter < " " and letter not in "\t\r\n\x0b\x0c" for letter in text[:4096])
    if strange > len(text[:4096]) // 20:
        raise unreadable("not-text", "this is no text, whatever its name says", target)
    return _File(opener, name, target, encoding, _dialect(text, name))


def _dialect(text: str, name: str) -> str:
    """The delimiter that cuts the first lines most evenly, outside quotes; a comma where none does."""
    if name.lower().endswith((".tsv", ".tab")):
        return "\t"
    lines = [line for line in text[:65_536].splitlines()[:50] if line]
    best, score = ",", 0.0
    for delimiter in (",", ";", "\t", "|"):
        counts = [_outside_quotes(line, delimiter) for line in lines[:-1] or lines]
        if not counts or not counts[0]:
            continue
        even = sum(count == counts[0] for count in counts) / len(counts)
        value = even * 10 + min(counts[0], 5) / 10
        if value > score:
            best, score = delimiter, value
    return best


def _outside_quotes(line: str, delimiter: str) -> int:
    return sum(part.count(delimiter) for part in line.split('"')[::2])


class _File:
    """One delimited file (see `places.Source`)."""

    def __init__(
        self, opener: Opener, name: str, target: str, encoding: str, delimiter: str
    ) -> None:
        self._opener, self._name, self._target = opener, name, target
        self._encoding, self._delimiter = encoding, delimiter
        self._known: tuple[list[str], bool] | None = None
        self._count: int | None = None
        self.metered: Metered | None = None

    def tables(self) -> list[Table]:
        """The file itself; its columns are named by its first record, or by number if that is data."""
        names, _ = self._header()
        return [Table(name=self._name, columns=tuple((name, "text") for name in names))]

    def count(self, table: Table) -> int | None:  # noqa: ARG002 (one signature for all)
        """Records counted by the last read; None before one."""
        return self._count

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:
        """All records, or `limit` drawn at random from all of them in one pass (a reservoir)."""
        names = [name for name, _ in table.columns]
        if len(names) > WIDE:
            yield from self._wide(names, limit)
        elif limit is None:
            yield from batches_of(names, self._records(len(names)))
        else:
            draw = Draw(limit)
            kept = draw.rows(self._records(len(names)))
            self._count = draw.total
            yield from batches_of(names, kept)

    def _wide(self, names: list[str], limit: int | None) -> Iterator[Any]:
        if limit is None:
            yield from Packing(names).stream(self._records(len(names)))
            return
        packing, draw = Packing(names, limit), Draw(limit)
        kept = draw.rows(map(packing.pack, self._records(len(names))))
        self._count = draw.total
        yield from packing.batches(kept) if kept else ()

    def column(self, table: Table, column: str, limit: int) -> Any | None:
        """Up to `limit` random values of one column that are not blank, in another pass."""
        place = [name for name, _ in table.columns].index(column)
        values = (record[place] for record in self._records(len(table.columns)))
        filled = (value for value in values if value is not None and value.strip())
        return batch_of([column], [Draw(limit).rows(filled)])

    def _header(self) -> tuple[list[str], bool]:
        if self._known is None:
            self._known = self._names()
        return self._known

    def _names(self) -> tuple[list[str], bool]:
        """The names of the columns, and whether the first record is them."""
        with closing(self._read()) as records:
            first = next(records, [])
        # a first record with a number, a date or an address in it is data, not names
        data = any(any(letter.isdigit() for letter in cell[:1]) or "@" in cell for cell in first)
        names = [
            f"column {place + 1}" if data or not cell.strip() else cell.strip()[:200]
            for place, cell in enumerate(first)
        ]
        seen: dict[str, int] = {}
        for place, name in enumerate(names):
            seen[name] = seen.get(name, 0) + 1
            if seen[name] > 1:
                names[place] = f"{name} ({seen[name]})"
        return names, not data

    def _records(self, width: int) -> Iterator[list[str | None]]:
        """Records after the header, each of `width` cells: ragged ones are filled or joined."""
        _, skip = self._header()
        for position, record in enumerate(self._read()):
            if skip and position == 0:
                continue
            if not record:
                continue
            cells: list[str | None] = [cell[:_LONGEST_CELL] for cell in record[:width]]
            if len(record) > width:
                # a value in a surplus cell must not be lost: it is read with the last column
                cells[-1] = " ".join(record[width - 1 :])[:_LONGEST_CELL]
            cells.extend([None] * (width - len(cells)))
            yield cells

    def _read(self) -> Generator[list[str], None, None]:
        csv.field_size_limit(_LONGEST_LINE + 1)
        try:
            with (
                closing(self._opener()) as raw,
                io.TextIOWrapper(
                    raw, encoding=self._encoding, errors="replace", newline=""
                ) as file,
            ):
                yield from csv.reader(_lines(file), delimiter=self._delimiter)
        except (OSError, EOFError):
            raise unreadable(
                "unreadable", "the file could not be read to its end", self._target
            ) from None
        except csv.Error:
            raise unreadable(
                "unreadable", "a record is longer than can be read", self._target
            ) from None


def _lines(file: IO[str]) -> Iterator[str]:
    """Lines without NULs, in pieces of bounded length: what is beyond is left out of that record."""
    while line := file.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE and not line.endswith("\n"):
            while rest := file.readline(_LONGEST_LINE):
                if rest.endswith("\n"):
                    break
        yield line.replace("\x00", "")
