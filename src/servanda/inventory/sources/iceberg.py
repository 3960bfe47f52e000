"""Iceberg tables in a folder of this machine (`iceberg://PATH`): their current snapshot.

The newest metadata file of the folder is the table; no catalogue is asked. Nothing outside the folder is
opened, whatever the metadata names. What only older snapshots hold is not read here; a scan of the folder
itself reads every Parquet file that is still there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from servanda.base.errors import UnreadableError
from servanda.inventory.drawing import Draw
from servanda.inventory.evidence import records_of
from servanda.inventory.places import Table, unreadable

NAME = "Iceberg"

_SCHEME = "iceberg://"
_SUFFIX = ".metadata.json"
_MOST_METADATA = 64_000_000


def accepts(target: str) -> bool:
    """By the form `iceberg://PATH`."""
    return target.startswith(_SCHEME)


@contextmanager
def connect(target: str, folder: str) -> Iterator[_Table]:
    """Read the newest metadata; raises UnreadableError `missing`, `not-iceberg`, `too-large`, `outside`,
    `damaged` or `no-driver`.
    """
    path = Path(folder) / target.removeprefix(_SCHEME)
    try:
        import pyarrow  # noqa: F401 (whether it is there)
        import pyiceberg  # noqa: F401
    except ImportError:
        raise unreadable(
            "no-driver",
            "reading Iceberg tables needs libraries that are not installed",
            target,
            "pip install 'servanda[iceberg]'",
        ) from None
    if not path.is_dir():
        raise unreadable("missing", "there is no such folder", target, "check the path")
    newest = _newest(path)
    if newest is None:
        raise unreadable("not-iceberg", "this folder is no Iceberg table", target)
    if newest.stat().st_size > _MOST_METADATA:
        raise unreadable("too-large", "its metadata is larger than 64 MB", target)
    try:
        table = _opened(newest, path.resolve(), target)
    except UnreadableError:
        raise
    except Exception:  # what damaged metadata raises is not bounded by the library
        raise _damaged(target) from None
    yield _Table(table, target, path.name)


def _newest(path: Path) -> Path | None:
    """By the number that its name begins with: `00002-...` or `v2`."""

    def number(file: Path) -> tuple[int, int]:
        found = re.match(r"v?([0-9]{1,18})", file.name)
        return int(found[1]) if found else -1, file.stat().st_mtime_ns

    try:
        return max((path / "metadata").glob(f"*{_SUFFIX}"), key=number, default=None)
    except OSError:
        return None


def _damaged(where: str) -> UnreadableError:
    return unreadable(
        "damaged", "its metadata, or a file that it names, is damaged or not there", where
    )


def _opened(metadata: Path, root: Path, where: str) -> Any:
    """The table behind a metadata file; its properties choose no class and no store."""
    from pyiceberg.catalog.noop import NoopCatalog
    from pyiceberg.io.pyarrow import PyArrowFileIO
    from pyiceberg.serializers import FromInputFile
    from pyiceberg.table import StaticTable

    class Within(PyArrowFileIO):  # type: ignore[misc]
        """Files of one folder, for reading."""

        def new_input(self, location: str) -> Any:
            return super().new_input(str(_inside(location, root, where)))

        def new_output(self, location: str) -> Any:  # noqa: ARG002 (as the library calls it)
            raise unreadable("outside", "an Iceberg table is never written", where)

        def delete(self, location: Any) -> None:  # noqa: ARG002 (as the library calls it)
            raise unreadable("outside", "an Iceberg table is never written", where)

    files = Within()
    return StaticTable(
        identifier=("table", root.name),
        metadata=FromInputFile.table_metadata(files.new_input(str(metadata))),
        metadata_location=str(metadata),
        io=files,
        catalog=NoopCatalog("none"),
    )


def _inside(location: str, root: Path, where: str) -> Path:
    parts = urlsplit(location)
    path = Path(unquote(parts.path) if parts.scheme else location).resolve()
    if parts.scheme not in ("", "file") or parts.netloc or not path.is_relative_to(root):
        raise unreadable(
            "outside",
            "its metadata names files outside of its folder: it was moved, or lies in another store",
            where,
            "scan it where it was written, or scan the folder as files",
        )
    return path


class _Table:
    """One Iceberg table (see `places.Source`)."""

    def __init__(self, table: Any, where: str, name: str) -> None:
        self._table, self._where, self._name = table, where, name
        self._count: int | None = None

    def tables(self) -> list[Table]:
        """The table itself, by the name of its folder."""
        fields = [(field.name, str(field.field_type)) for field in self._table.schema().fields]
        return [Table(name=self._name, columns=tuple(fields))]

    def count(self, table: Table) -> int | None:  # noqa: ARG002 (one signature for all)
        """Rows counted by the last read; None before one."""
        return self._count

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:  # noqa: ARG002 (as above)
        """All rows, or `limit` drawn at random in one pass over the files of the snapshot."""
        if limit is None:
            yield from self._read()
            return
        draw = Draw(limit)
        yield from draw.batches(self._read())
        self._count = draw.total

    def column(self, table: Table, column: str, limit: int) -> Any | None:  # noqa: ARG002 (as above)
        """Not offered: it would read all files again."""
        return None

    def _read(self) -> Iterator[Any]:
        from pyiceberg.expressions import AlwaysTrue
        from pyiceberg.io.pyarrow import ArrowScan

        try:
            scan = self._table.scan()
            reader = ArrowScan(
                self._table.metadata, self._table.io, scan.projection(), AlwaysTrue()
            )
            for task in scan.plan_files():
                # file by file: the library's own loop holds all files at once
                for batch in _of(reader, task):
                    yield records_of(batch)
        except UnreadableError:
            raise
        except Exception:  # what damaged files raise is not bounded by the library
            raise _damaged(self._where) from None


def _of(reader: Any, task: Any) -> Iterator[Any]:
    """The rows of one data file, batch by batch where no rows of it were deleted; else the file as one."""
    streamed = getattr(reader, "_record_batches_from_scan_tasks_and_deletes", None)
    if streamed is None or task.delete_files:
        yield from reader.to_record_batches([task])
    else:
        yield from streamed([task], {})
