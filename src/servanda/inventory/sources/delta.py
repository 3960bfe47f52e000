"""Delta tables in a folder of this machine (`delta://PATH`): their current version, read through Arrow.

What only older versions hold is not read here; a scan of the folder itself reads every Parquet file that
is still there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from servanda.inventory.batches import batch_of
from servanda.inventory.drawing import Draw
from servanda.inventory.places import Table, unreadable

NAME = "Delta"

_SCHEME = "delta://"


def accepts(target: str) -> bool:
    """By the form `delta://PATH`."""
    return target.startswith(_SCHEME)


@contextmanager
def connect(target: str, folder: str) -> Iterator[_Table]:
    """Read the table's log; raises UnreadableError `missing`, `not-delta`, `no-permission`, `damaged`,
    `unreadable` or `no-driver`. Nothing in this module can write: it only runs SELECTs.
    """
    path = Path(folder) / target.removeprefix(_SCHEME)
    try:
        import deltalake
    except ImportError:
        raise unreadable(
            "no-driver",
            "reading Delta tables needs a library that is not installed",
            target,
            "pip install 'servanda[delta]'",
        ) from None
    if not path.is_dir():
        raise unreadable("missing", "there is no such folder", target, "check the path")
    if not (path / "_delta_log").is_dir():
        raise unreadable("not-delta", "this folder is no Delta table", target)
    try:
        table = deltalake.DeltaTable(str(path.resolve()))
    except BaseException as error:
        raise _explain(error, target) from None
    yield _Table(table, target, path.name)


def _explain(error: BaseException, where: str) -> BaseException:
    # a panic of the Rust reader is no Exception, but means the same: a damaged table
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
        return error
    # by the kind of error; its words may quote a value and are only looked at, never shown
    kind, words = type(error).__name__, str(error).lower()
    if kind == "TableNotFoundError":
        return unreadable("missing", "there is no Delta table under this name", where)
    if "permission denied" in words:
        return unreadable("no-permission", "it may not be read by you", where)
    if "not found" in words or "no such file" in words:
        return unreadable(
            "damaged", "a file that its log names is not there", where, "repair the table"
        )
    return unreadable("unreadable", f"this Delta table could not be read ({kind})", where)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class _Table:
    """One Delta table (see `places.Source`)."""

    def __init__(self, table: Any, where: str, name: str) -> None:
        self._table, self._where, self._name = table, where, name
        self._count: int | None = None

    def _select(self, columns: str, condition: str = "") -> Iterator[Any]:
        from deltalake import QueryBuilder

        try:
            reader = (
                QueryBuilder()
                .register("t", self._table)
                .execute(f"SELECT {columns} FROM t {condition}")  # noqa: S608 (names are quoted)
            )
        except BaseException as error:
            raise _explain(error, self._where) from None
        while True:
            try:
                batch = reader.read_next_batch()
            except StopIteration:
                return
            except BaseException as error:
                raise _explain(error, self._where) from None
            yield batch

    def tables(self) -> list[Table]:
        """The table itself, by the name of its folder."""
        try:
            fields = [(field.name, str(field.type)) for field in self._table.schema().to_arrow()]
        except BaseException as error:
            raise _explain(error, self._where) from None
        return [Table(name=self._name, columns=tuple(fields))]

    def count(self, table: Table) -> int | None:  # noqa: ARG002 (one signature for all)
        """Rows counted by the last read; None before one."""
        return self._count

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:
        """All rows, or `limit` drawn at random in one pass over the files of this version."""
        columns = ", ".join(_quoted(name) for name, _ in table.columns)
        if limit is None:
            yield from self._select(columns)
            return
        draw = Draw(limit)
        yield from draw.batches(self._select(columns))
        self._count = draw.total

    def column(self, table: Table, column: str, limit: int) -> Any | None:  # noqa: ARG002 (as above)
        """Up to `limit` random values of one column that are not null; only its bytes are read."""
        name = _quoted(column)
        batches = self._select(name, f"WHERE {name} IS NOT NULL")
        values = [v for b in Draw(limit).batches(batches) for v in b.column(0).to_pylist()]
        return batch_of([column], [values])
