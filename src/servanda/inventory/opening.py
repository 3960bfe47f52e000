"""Tables of a place by the names that a scan gives them, to read some of their columns again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from servanda.base.errors import UnreadableError
from servanda.inventory.combination import Combination, combine, quasi_columns
from servanda.inventory.evidence import records_of
from servanda.inventory.findings import ColumnFinding, Skipped
from servanda.inventory.places import Kind, Source, Table, unreadable


def open_tables(
    target: str, *, sources: Iterable[Any], folder: str = "."
) -> Iterator[tuple[str, Source, Table]]:
    """Every table of a place with its open source, named as `scan.discover` names it.

    Files of a folder that cannot be read are passed over: the scan has said so. Raises
    UnreadableError where the place itself cannot be opened.
    """
    kinds: tuple[Kind, ...] = tuple(sources)
    path = None if "://" in target else Path(folder) / target
    if path is None or not path.is_dir():
        with _kind(target if path is None else str(path), kinds).connect(target, folder) as source:
            for table in source.tables():
                yield table.name, source, table
        return
    for file in sorted(one for one in path.rglob("*") if one.is_file()):
        place = file.relative_to(path).as_posix()
        try:
            with _kind(str(file), kinds).connect(str(file), ".") as source:
                single = source.tables()
                alone = len(single) == 1 and single[0].name == file.name
                prefix = place.removesuffix(file.name) if alone else f"{place}/"
                for table in single:
                    yield f"{prefix}{table.name}", source, table
        except UnreadableError:
            continue


def _kind(there: str, kinds: tuple[Kind, ...]) -> Kind:
    for kind in kinds:
        if kind.accepts(there):
            return kind
    shown = f"{there.partition('://')[0]}://..." if "://" in there else there
    raise unreadable("unknown-kind", "this kind of place cannot be read", shown)


def combinations(
    target: str,
    findings: Sequence[ColumnFinding],
    *,
    sources: Iterable[Any],
    folder: str = ".",
    rows: int = 10_000,
) -> tuple[dict[str, Combination], tuple[Skipped, ...]]:
    """The combinations of quasi-identifiers by table, of up to `rows` random rows, and what failed.

    Values are counted and forgotten; none leaves this function.
    """
    wanted = {finding.table for finding in findings}
    columns = {table: quasi_columns(findings, table) for table in wanted}
    system = findings[0].system if findings else ""
    found: dict[str, Combination] = {}
    skipped: list[Skipped] = []
    if not any(len(names) > 1 for names in columns.values()):
        return found, ()
    try:
        for name, source, table in open_tables(target, sources=sources, folder=folder):
            if len(columns.get(name, ())) < 2:
                continue
            try:
                made = _table(name, source, table, columns[name], rows)
            except UnreadableError as error:
                skipped.append(Skipped(system=system, place=name, why=error.message))
                continue
            if made is not None:
                found[name] = made
    except UnreadableError as error:
        skipped.append(Skipped(system=system, place=error.where, why=error.message))
    return found, tuple(skipped)


def _table(
    name: str, source: Source, table: Table, columns: tuple[str, ...], rows: int
) -> Combination | None:
    values: list[list[Any]] = [[] for _ in columns]
    for batch in source.batches(table, rows):
        records = records_of(batch)
        names = list(records.column_names)
        if any(column not in names for column in columns):
            return None
        for held, column in zip(values, columns, strict=True):
            held.extend(records.columns[names.index(column)].to_pylist())
    seen = len(values[0])
    return combine(name, columns, values, whole=seen < rows or seen == table.rows)
