"""Excel workbooks (xlsx and its kin), sheet by sheet, row by row; hidden sheets too."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from servanda.inventory.batches import batch_of, batches_of
from servanda.inventory.drawing import Draw
from servanda.inventory.places import Table, unreadable

NAME = "Excel"

_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
_OLD = b"\xd0\xcf\x11\xe0"
_MOST_ROWS = 1_048_576
"""Excel's own bound; a row number beyond it is a trick to make a reader count for hours."""
_SHARED_BYTES = 150_000_000
"""Of text shared by all sheets, which has to be held in memory."""
_RATIO, _BOMB_BYTES = 300, 100_000_000
_LOOK_ROWS = 20
_LONGEST_CELL = 65_537


def accepts(target: str) -> bool:
    """By the suffix; the old `.xls` too, to say what to do with it."""
    return is_excel(target)


@contextmanager
def connect(target: str, folder: str) -> Iterator[_Workbook]:
    """Open the file; raises UnreadableError `missing`, `no-permission`, `empty`, `not-excel`,
    `too-large` or `no-driver`.
    """
    with workbook(Path(folder) / target, target) as book:
        yield book


def is_excel(name: str) -> bool:
    """By the suffix; the old `.xls` too, to say what to do with it."""
    return name.lower().endswith((*_SUFFIXES, ".xls", ".xlsb"))


@contextmanager
def workbook(place: Path | bytes, target: str) -> Iterator[_Workbook]:
    """Open a file, or one that is held in memory; raises as `connect`."""
    _look(place, target)
    try:
        import openpyxl
    except ImportError:
        raise unreadable(
            "no-driver",
            "reading Excel needs a library that is not installed",
            target,
            "pip install 'servanda[excel]'",
        ) from None
    with warnings.catch_warnings():
        # about styles and extensions, which a scan has no use for
        warnings.filterwarnings("ignore", module="openpyxl")
        try:
            book = openpyxl.load_workbook(
                _file(place), read_only=True, data_only=True, keep_links=False
            )
        except Exception:  # what a damaged file raises is not bounded by the library
            raise _damaged(target) from None
        try:
            yield _Workbook(book, target)
        finally:
            book.close()


def _damaged(target: str) -> Exception:
    return unreadable(
        "not-excel",
        "this is no complete Excel workbook",
        target,
        "open it in Excel or LibreOffice and save it again",
    )


def _file(place: Path | bytes) -> Path | io.BytesIO:
    return io.BytesIO(place) if isinstance(place, bytes) else place


def _look(place: Path | bytes, target: str) -> None:
    try:
        with io.BytesIO(place) if isinstance(place, bytes) else place.open("rb") as file:
            head = file.read(4)
        if not head:
            raise unreadable(
                "empty", "this file is empty", target, "check that it was copied in full"
            )
        if head == _OLD:
            raise unreadable(
                "not-excel",
                "this workbook is encrypted or of the form before Excel 2007",
                target,
                "save it without a password as .xlsx",
            )
        if target.lower().endswith(".xlsb"):
            raise unreadable("not-excel", "this is a binary workbook", target, "save it as .xlsx")
        with zipfile.ZipFile(_file(place)) as parts:
            sizes = [(p.filename.lower(), p.file_size, p.compress_size) for p in parts.infolist()]
    except FileNotFoundError:
        raise unreadable("missing", "there is no such file", target, "check the path") from None
    except OSError:
        raise unreadable("no-permission", "this file may not be read by you", target) from None
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise _damaged(target) from None
    for name, size, packed in sizes:
        bomb = size > _BOMB_BYTES and size > _RATIO * max(packed, 1)
        if bomb or (name.endswith("sharedstrings.xml") and size > _SHARED_BYTES):
            raise unreadable(
                "too-large",
                f"a part of it unpacks to {size // 1_000_000} MB, more than is read",
                target,
                "save the sheets as CSV" if not bomb else "it looks like a zip bomb",
            )


class _Workbook:
    """An open workbook (see `places.Source`); a sheet is a table."""

    def __init__(self, book: Any, target: str) -> None:
        self._book, self._target = book, target
        self._counts: dict[str, int] = {}

    def tables(self) -> list[Table]:
        """Every sheet with a value in it, named by its title; columns by the header, or by number."""
        found = []
        for sheet in self._book.worksheets:
            head = list(islice(self._rows(sheet), _LOOK_ROWS))
            width = max((len(row) for row in head), default=0)
            if width:
                names, at = _header(head, width)
                columns = tuple((name, "cell") for name in names)
                found.append(Table(name=sheet.title, columns=columns, key=(sheet.title, at)))
        return found

    def count(self, table: Table) -> int | None:
        """Rows counted by the last read; None before one."""
        return self._counts.get(table.name)

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:
        """All rows, or `limit` drawn at random from all of them in one pass (a reservoir)."""
        names = [name for name, _ in table.columns]
        records = self._records(table)
        if limit is None:
            yield from batches_of(names, records)
            return
        draw = Draw(limit)
        kept = draw.rows(records)
        self._counts[table.name] = draw.total
        yield from batches_of(names, kept)

    def column(self, table: Table, column: str, limit: int) -> Any | None:
        """Up to `limit` random values of one column that are not blank, in another pass."""
        place = [name for name, _ in table.columns].index(column)
        values = (row[place] for row in self._records(table))
        return batch_of([column], [Draw(limit).rows(v for v in values if v not in (None, ""))])

    def _records(self, table: Table) -> Iterator[list[Any]]:
        """Rows but the header, each as wide as the table; what is beyond is read with the last."""
        title, at = table.key
        width = len(table.columns)
        for place, row in enumerate(self._rows(self._book[title])):
            if place == at:
                continue
            cells = row[:width] + [None] * (width - len(row))
            if len(row) > width:
                cells[-1] = " ".join(str(v) for v in row[width - 1 :] if v is not None)
            yield cells

    def _rows(self, sheet: Any) -> Iterator[list[Any]]:
        """The rows that are not blank, each up to its last filled cell."""
        # the extent that the file claims may be false
        sheet.reset_dimensions()
        try:
            for row in islice(sheet.iter_rows(values_only=True), _MOST_ROWS):
                cells = [_cell(value) for value in row]
                while cells and cells[-1] is None:
                    cells.pop()
                if cells:
                    yield cells
        except Exception:  # what a damaged file raises is not bounded by the library
            raise _damaged(self._target) from None


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return value[:_LONGEST_CELL] if value.strip() else None
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    return value


def _header(head: list[list[Any]], width: int) -> tuple[list[str], int]:
    """Names of the columns and where they stand: the first row of words that is half full or more.

    Titles above it are read as data. Where a row of data comes first, the columns are numbered, and
    the place is -1.
    """
    names, at = [f"column {place + 1}" for place in range(width)], -1
    for place, row in enumerate(head):
        filled = [cell for cell in row if cell is not None]
        if 2 * len(filled) < width:
            continue
        if all(isinstance(c, str) and "@" not in c and not c[0].isdigit() for c in filled):
            at = place
            for number, cell in enumerate(row):
                names[number] = cell.strip()[:200] if cell is not None else names[number]
        break
    seen: dict[str, int] = {}
    for place, name in enumerate(names):
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            names[place] = f"{name} ({seen[name]})"
    return names, at
