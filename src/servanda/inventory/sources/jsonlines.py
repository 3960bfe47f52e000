"""JSON lines and JSON documents, record by record; what does not parse is still read, as text."""

from __future__ import annotations

import io
import json
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

from servanda.inventory.batches import batch_of, batches_of
from servanda.inventory.drawing import Draw
from servanda.inventory.places import Table, unreadable
from servanda.inventory.sources._files import Metered
from servanda.inventory.sources._lines import Opener

NAME = "JSON"

_LINES = (".jsonl", ".ndjson", ".jsonlines")
_HEAD = 65_536
_LOOK = 64_000_000
"""Characters that are read to learn the names of fields; names that come later share one column."""
_LONGEST_RECORD = 4_000_000
_LONGEST_CELL = 65_537
_MOST_FIELDS = 4_000
_DEEPEST = 8
OTHER = "other fields"
BROKEN = "text that is no JSON"


def accepts(target: str) -> bool:
    """By the suffix."""
    return target.lower().endswith((*_LINES, ".json"))


@contextmanager
def connect(target: str, folder: str) -> Iterator[_File]:
    """Look at the file; raises UnreadableError `missing`, `no-permission`, `empty` or `not-json`."""
    path = Path(folder) / target
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise unreadable("missing", "there is no such file", target, "check the path") from None
    except OSError:
        raise unreadable("no-permission", "this file may not be read by you", target) from None
    metered = Metered(path)
    found = json_file(metered.open, path.name, target, head)
    found.metered = metered
    yield found


def json_file(opener: Opener, name: str, target: str, head: bytes) -> _File:
    """A stream of JSON as a source, by its first bytes; raises UnreadableError `empty` or `not-json`."""
    head = head[:_HEAD]
    if not head.strip(b"\x00 \t\r\n"):
        raise unreadable("empty", "this file is empty", target, "check that it was copied in full")
    encoding = json.detect_encoding(head)
    text = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    if text[:1] not in '{["-0123456789tfn':
        raise unreadable("not-json", "this is no JSON, whatever its name says", target)
    return _File(opener, name, target, encoding, _in_lines(name, text, len(head) == _HEAD))


def _in_lines(target: str, text: str, more: bool) -> bool:
    """Whether each line is a record: by the suffix, else where the first line is a whole object."""
    if target.lower().endswith(_LINES):
        return True
    first, found, rest = text.partition("\n")
    if not text.startswith("{") or not found or not (rest.strip() or more):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


class _File:
    """One file of JSON (see `places.Source`). A nested field is a column `outer.inner`."""

    def __init__(self, opener: Opener, name: str, target: str, encoding: str, lines: bool) -> None:
        self._opener, self._name, self._target = opener, name, target
        self._encoding, self._lines = encoding, lines
        self._whole = False
        self.metered: Metered | None = None
        self._count: int | None = None

    def tables(self) -> list[Table]:
        """The file itself; its columns are the fields met in its first 64 million characters."""
        names: dict[str, str] = {}
        rows, surplus = 0, False
        for record in self._records(_LOOK):
            rows += 1
            for name, value in record.items():
                if name not in names and len(names) >= _MOST_FIELDS:
                    surplus = True
                else:
                    names.setdefault(name, type(value).__name__)
        whole = self._whole
        if surplus or not whole:
            names[OTHER] = "str"
        return [
            Table(
                name=self._name,
                columns=tuple(names.items()),
                rows=rows if whole else None,
            )
        ]

    def count(self, table: Table) -> int | None:
        """Records counted when the fields were learnt or by the last read; None before one."""
        return table.rows if table.rows is not None else self._count

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:
        """All records, or `limit` drawn at random from all of them in one pass (a reservoir)."""
        names = [name for name, _ in table.columns]
        known = set(names)
        if limit is None:
            yield from batches_of(names, (_row(r, names, known) for r in self._records()))
            return
        draw = Draw(limit)
        kept = draw.rows(self._records())
        self._count = draw.total
        yield from batches_of(names, [_row(record, names, known) for record in kept])

    def column(self, table: Table, column: str, limit: int) -> Any | None:
        """Up to `limit` random values of one field that are there, in another pass."""
        names = [name for name, _ in table.columns]
        known = set(names)
        place = names.index(column)
        values = (_row(record, names, known)[place] for record in self._records())
        filled = (value for value in values if value is not None and value != "")
        return batch_of([column], [Draw(limit).rows(filled)])

    def _records(self, characters: int | None = None) -> Iterator[dict[str, Any]]:
        try:
            with (
                closing(self._opener()) as raw,
                io.TextIOWrapper(raw, encoding=self._encoding, errors="replace") as file,
            ):
                read = _by_line if self._lines else _by_value
                self._whole = yield from read(file, characters)
        except (OSError, EOFError):
            raise unreadable(
                "unreadable", "the file could not be read to its end", self._target
            ) from None


def _by_line(file: IO[str], characters: int | None) -> Generator[dict[str, Any], None, bool]:
    """One record a line; a line beyond the bound is cut there and read as text.

    Returns whether it came to the end.
    """
    read = 0
    while line := file.readline(_LONGEST_RECORD):
        cut = len(line) == _LONGEST_RECORD and not line.endswith("\n")
        if cut:
            while rest := file.readline(_LONGEST_RECORD):
                if rest.endswith("\n"):
                    break
        text = line.strip("\ufeff\x00 \t\r\n")
        if text:
            yield _parsed(text)
        read += len(line)
        if characters is not None and read >= characters:
            return False
    return True


def _parsed(text: str) -> dict[str, Any]:
    try:
        return _flat(json.loads(text))
    except (ValueError, RecursionError):
        return {BROKEN: text}


def _by_value(file: IO[str], characters: int | None) -> Generator[dict[str, Any], None, bool]:
    """The items of an array, or values that follow each other; once one is broken, text to the end.

    A value that does not end within the held text is tried again with twice as much, so that no
    text is parsed more than a few times. Returns whether it came to the end.
    """
    decode = json.JSONDecoder().raw_decode
    text = file.read(_HEAD).lstrip("\ufeff \t\r\n")
    between = " \t\r\n,]" if text.startswith("[") else " \t\r\n"
    start, want, read = int(text.startswith("[")), _HEAD, 0
    while characters is None or read < characters:
        while start < len(text) and text[start] in between:
            start += 1
        try:
            value, end = decode(text, start)
        except (ValueError, RecursionError):
            value, end = None, start
        if start < end < len(text):
            yield _flat(value)
            read += end - start
            start = end
            continue
        # it goes on beyond the held text, or (a number) may go on
        more = file.read(want) if len(text) - start < 16 * _LONGEST_RECORD else ""
        if more:
            want = want * 2 if start == 0 else _HEAD
            text, start = text[start:] + more, 0
        elif end > start:
            yield _flat(value)
            return True
        else:
            yield from _as_text(text[start:], file)
            return True
    return False


def _as_text(text: str, file: IO[str]) -> Iterator[dict[str, Any]]:
    while text.strip():
        for place in range(0, len(text), 32_768):
            yield {BROKEN: text[place : place + 32_768]}
        text = file.read(1_000_000)


def _flat(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        value = {"value": value}
    record: dict[str, Any] = {}
    _flatten(value, "", record, 0)
    return record


def _flatten(value: Any, name: str, record: dict[str, Any], depth: int) -> None:
    if isinstance(value, dict) and depth < _DEEPEST:
        for key, inner in value.items():
            _flatten(inner, f"{name}.{key}" if name else key[:200], record, depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST and any(isinstance(v, dict) for v in value):
        for inner in value:
            _flatten(inner, name, record, depth + 1)
    else:
        cell = value
        if isinstance(value, list) and not any(isinstance(v, dict | list) for v in value):
            cell = " ; ".join("" if v is None else str(v) for v in value)
        elif isinstance(value, dict | list):
            cell = json.dumps(value, ensure_ascii=False)
        if name in record and record[name] is not None:
            cell = record[name] if cell is None else f"{record[name]} ; {cell}"
        record[name] = cell


def _row(record: dict[str, Any], names: list[str], known: set[str]) -> list[Any]:
    """The cells of a record; fields without a column share the last one."""
    row = [_cell(record.get(name)) for name in names]
    if len(record) and not record.keys() <= known:
        rest = {name: value for name, value in record.items() if name not in known}
        row[-1] = _cell(" ; ".join(f"{name}: {value}" for name, value in rest.items()))
    return row


def _cell(value: Any) -> Any:
    return value[:_LONGEST_CELL] if isinstance(value, str) else value
