"""What every kind of place looks like to a scan: tables of columns, read in Arrow batches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from servanda.base.errors import UnreadableError
from servanda.inventory.walking import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The rows of a table whose `column` is above `low` (or at it, where `at`) and not above `high`.

    Both are the source's own words for a whole number or a time; None is no bound.
    """

    column: str
    low: str | None = None
    high: str | None = None
    at: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, sheet or file. `columns` are (name, type as the place says it); `rows` None if unknown.

    `key` is what the source finds it by, `name` what people call it. `prose` is True for a text, whose
    batches have the columns `positions.COLUMNS`. With a `window` only those of its rows are meant. `file` is the
    object that it stands in, where the place is a store of them.
    """

    name: str
    columns: tuple[tuple[str, str], ...] = ()
    rows: int | None = None
    key: Any = None
    prose: bool = False
    window: Window | None = None
    file: Found | None = None


class Source(Protocol):
    """An open place, read-only by construction; used as a context manager.

    `batches` yields record batches (anything with the Arrow PyCapsule interface): of `limit` rows
    drawn at random, or of all where `limit` is None. `column` yields one column of up to `limit`
    random values that are not null, for columns that a draw of rows saw too little of; a source that
    cannot do that cheaply returns None. Both raise UnreadableError for a table that cannot be read.
    """

    def tables(self) -> list[Table]:
        """Every table there is, by name."""
        ...

    def count(self, table: Table) -> int | None:
        """How many rows the table has, or None where that is not known or would take too long."""
        ...

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:
        """Record batches of the table."""
        ...

    def column(self, table: Table, column: str, limit: int) -> Any | None:
        """One record batch of one column, without nulls, or None."""
        ...


class Growing(Protocol):
    """What a source can have besides: tables of which only the newer rows can be read."""

    def newest(self, table: Table) -> Window | None:
        """The key that the place itself counts upwards, with its highest value; None where there is none."""
        ...


class Kind(Protocol):
    """A module of `sources/`: one kind of place."""

    NAME: str

    def accepts(self, target: str) -> bool:
        """Whether the target is of this kind, by its form, name or first bytes."""
        ...

    def connect(self, target: str, folder: str) -> AbstractContextManager[Source]:
        """Open the target; raises UnreadableError with one clear line."""
        ...


def unreadable(code: str, message: str, where: str, hint: str = "") -> UnreadableError:
    """An UnreadableError about a place; `where` must carry no password."""
    return UnreadableError(code, message, where=where, hint=hint)


def kind_of(target: str, kinds: tuple[Kind, ...], folder: str) -> Kind:
    """The kind that a target is of; raises UnreadableError `missing` or `unknown-kind`."""
    # a URL is chosen by its scheme alone: the `.csv` at its end makes it no file
    scheme, found, _ = target.partition("://")
    there = f"{scheme}://" if found else str(Path(folder) / target)
    for kind in kinds:
        if kind.accepts(there):
            return kind
    # only the scheme of a URL is shown: the rest may hold a password
    shown = f"{target.partition('://')[0]}://..." if "://" in target else target
    if "://" not in target and not Path(there).exists():
        raise unreadable("missing", "there is no such file or folder", shown, "check the path")
    raise unreadable(
        "unknown-kind",
        "this kind of place cannot be read yet",
        shown,
        f"there is {', '.join(kind.NAME for kind in kinds)}",
    )
