"""CSV and Parquet files of what was de-identified, written beside and moved into place when whole."""

from __future__ import annotations

import csv
import secrets
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from servanda.base.errors import ServandaError
from servanda.inventory.batches import batch_of
from servanda.inventory.deidentify.copying import Treated, rows_deidentified, treatments
from servanda.inventory.deidentify.methods import Key, Method
from servanda.inventory.evidence import compile_classes
from servanda.inventory.opening import open_tables
from servanda.inventory.scan import discover

_SUFFIXES = (".csv", ".parquet")


def copy_deidentified(
    source: Path,
    out: Path,
    *,
    detectors: tuple[Any, ...],
    sources: tuple[Any, ...],
    key: Key,
    chosen: Mapping[str, Method] | None = None,
    progress: Callable[[int, int | None, str], None] | None = None,
) -> tuple[Treated, ...]:
    """Write a de-identified copy of a file of one table; every row is scanned first.

    The format is that of `out`'s suffix, `.csv` or `.parquet`. Raises ServandaError `unknown-suffix`,
    `there-already`, `several-tables`, `not-scanned-whole` or `cannot-write`, and UnreadableError.
    """
    if out.suffix.lower() not in _SUFFIXES:
        raise ServandaError(
            "unknown-suffix",
            "a copy is written as .csv or .parquet",
            hint=f"--out {out.with_suffix('.csv').name}",
            where=str(out),
        )
    if out.exists():
        raise ServandaError(
            "there-already", "this file is there already", hint="name a new one", where=str(out)
        )
    classes = compile_classes(detectors)
    found = discover(
        str(source.absolute()),
        system="source",
        detectors=classes,
        sources=sources,
        rows=None,
        progress=progress,
    )
    if found.tables != 1:
        raise ServandaError(
            "several-tables",
            f"this holds {found.tables} tables; a copy is made of one",
            where=str(source),
        )
    if found.skipped:
        raise ServandaError(
            "not-scanned-whole",
            f"not all of it could be looked at: {found.skipped[0].why}",
            where=str(source),
        )
    treated = treatments(found.findings, chosen)
    fresh = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        for _, place, table in open_tables(str(source.absolute()), sources=sources):
            batches = rows_deidentified(place.batches(table, None), treated, key, classes)
            write = _csv if out.suffix.lower() == ".csv" else _parquet
            write(fresh, batches, [name for name, _ in table.columns])
        fresh.replace(out)
    except OSError as error:
        raise ServandaError(
            "cannot-write",
            f"this file cannot be written: {error.strerror or 'unknown reason'}",
            where=str(out),
        ) from None
    finally:
        fresh.unlink(missing_ok=True)
    return treated


def _csv(
    path: Path, batches: Iterator[tuple[list[str], list[list[Any]]]], names: list[str]
) -> None:
    with path.open("x", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(names)
        for _, columns in batches:
            rows.writerows(zip(*columns, strict=True))


def _parquet(
    path: Path, batches: Iterator[tuple[list[str], list[list[Any]]]], names: list[str]
) -> None:
    from arro3.core import RecordBatchReader
    from arro3.io import write_parquet

    first = next(batches, None)
    head = batch_of(*(first or (names, [[] for _ in names])))

    def made() -> Iterator[Any]:
        yield head
        for names_, columns in batches:
            yield batch_of(names_, columns).cast(head.schema)

    write_parquet(RecordBatchReader.from_batches(head.schema, made()), path)
