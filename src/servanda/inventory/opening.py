"""Tables of a place by the names that a scan gives them, to read some of their columns again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda.base.errors import UnreadableError
from servanda.inventory.combination import Combination, combine, quasi_columns
from servanda.inventory.evidence import records_of
from servanda.inventory.findings import ColumnFinding, Skipped
from servanda.inventory.places import Kind, Source, Table, kind_of
from servanda.inventory.walking import files_of, partition_of


def open_tables(
    target: str, *, sources: Iterable[Any], folder: str = "."
) -> Iterator[tuple[str, Source, Table]]:
    """Every table of a place with its open source, named as `scan.discover` names it.

    The files of a partitioned dataset come one by one under its name. Files of a folder that cannot be read are passed over: the scan has said so. Raises
    UnreadableError where the place itself cannot be opened.
    """
    kinds: tuple[Kind, ...] = tuple(sources)
    path = None if "://" in target else Path(folder) / target
    if path is None or not path.is_dir():
        with kind_of(target, kinds, folder).connect(target, folder) as source:
            for table in source.tables():
                yield table.name, source, table
        return
    for found in files_of(path):
        file = path / found.place
        partition = partition_of(found.place)
        try:
            with kind_of(str(file), kinds, ".").connect(str(file), ".") as source:
                single = source.tables()
                alone = len(single) == 1 and single[0].name == file.name
                if partition is not None and alone and not single[0].prose:
                    yield f"{partition.dataset}/", source, single[0]
                    continue
                prefix = found.place.removesuffix(file.name) if alone else f"{found.place}/"
                for table in single:
                    yield f"{prefix}{table.name}", source, table
        except UnreadableError:
            continue


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
    looked: dict[str, _Looked] = {}
    skipped: list[Skipped] = []
    if not any(len(names) > 1 for names in columns.values()):
        return {}, ()
    try:
        for name, source, table in open_tables(target, sources=sources, folder=folder):
            if len(columns.get(name, ())) < 2:
                continue
            held = looked.setdefault(name, _Looked([[] for _ in columns[name]]))
            try:
                held.add(source, table, columns[name], rows)
            except UnreadableError as error:
                skipped.append(Skipped(system=system, place=name, why=error.message))
    except UnreadableError as error:
        skipped.append(Skipped(system=system, place=error.where, why=error.message))
    made = {
        name: combine(name, columns[name], held.values, whole=held.whole)
        for name, held in looked.items()
    }
    return {name: one for name, one in made.items() if one is not None}, tuple(skipped)


@dataclass(slots=True)
class _Looked:
    """The values of some columns of one table, of up to as many rows as are asked for of all its files."""

    values: list[list[Any]]
    whole: bool = True

    def add(self, source: Source, table: Table, columns: tuple[str, ...], rows: int) -> None:
        """Draw rows of a table, or of one file of it; without one of the columns it says nothing."""
        left = rows - len(self.values[0])
        if left <= 0:
            self.whole = False
            return
        seen = 0
        for batch in source.batches(table, left):
            records = records_of(batch)
            names = list(records.column_names)
            if any(column not in names for column in columns):
                self.whole = False
                return
            seen += records.num_rows
            for held, column in zip(self.values, columns, strict=True):
                held.extend(records.columns[names.index(column)].to_pylist())
        self.whole = self.whole and (seen < left or seen == table.rows)
