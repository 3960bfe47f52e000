"""The scan: record batches to findings, and a whole place to a Discovery."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from servanda.base.errors import UnreadableError
from servanda.inventory.classes import Detector
from servanda.inventory.evidence import (
    Classes,
    ColumnEvidence,
    compile_classes,
    observe,
    records_of,
)
from servanda.inventory.findings import ColumnFinding, Discovery, Skipped
from servanda.inventory.journal import Journal, mark, question
from servanda.inventory.places import Kind, Source, Table, unreadable
from servanda.inventory.positions import Positions
from servanda.inventory.vote import guarantee, vote

SAMPLE = 917
"""Random values that find a class held by one in a hundred with 99.99 %: 1 - 0.99^917."""

Progress = Callable[[int, int | None, str], None]


def scan_batch(
    batch: Any,
    detectors: tuple[Detector, ...] | Classes,
    *,
    system: str = "",
    table: str = "",
    rows: int | None = None,
    whole: bool = False,
    random: bool = True,
) -> tuple[ColumnFinding, ...]:
    """The findings of one record batch (anything with the Arrow PyCapsule interface). Pure.

    `rows` is the size of the table the batch comes from, `whole` whether the batch is all of it,
    `random` whether it is a random draw. Prepare `detectors` once with `compile_classes` where many
    batches are scanned.
    """
    classes = detectors if isinstance(detectors, Classes) else compile_classes(detectors)
    seen = observe(batch, classes, table)
    return vote(seen, classes, system=system, table=table, rows=rows, whole=whole, random=random)


def merge(
    before: tuple[ColumnEvidence, ...], after: tuple[ColumnEvidence, ...]
) -> tuple[ColumnEvidence, ...]:
    """The evidence of two batches of one table; columns are paired by place."""
    if not before:
        return after
    return tuple(one.plus(two) for one, two in zip(before, after, strict=True))


def discover(
    target: str,
    *,
    system: str,
    detectors: tuple[Detector, ...] | Classes,
    sources: Iterable[Any],
    rows: int | None = SAMPLE,
    folder: str = ".",
    journal: Path | None = None,
    progress: Progress | None = None,
) -> Discovery:
    """Scan one place: `rows` random rows of each table, or every row where that is None.

    `target` is a path (relative to `folder`) or URL; a folder is scanned file by file. Raises
    UnreadableError where nothing of it could be opened; what else could not be read is in `skipped`.
    With a `journal`, the scan of a folder can be stopped at any time and taken up again, and a later
    one reads only the files that have changed.
    """
    classes = detectors if isinstance(detectors, Classes) else compile_classes(detectors)
    kinds: tuple[Kind, ...] = tuple(sources)
    path = None if "://" in target else Path(folder) / target
    if path is not None and path.is_dir():
        if journal is None:
            return _folder(path, system, target, classes, kinds, rows, None, progress)
        with Journal(journal, question(classes, rows)) as kept:
            return _folder(path, system, target, classes, kinds, rows, kept, progress)
    kind = _kind(target, kinds, folder)
    with kind.connect(target, folder) as source:
        parts = _tables(source, classes, system, "", rows, progress)
        return _discovery(system, target, kind.NAME, list(parts))


def _kind(target: str, kinds: tuple[Kind, ...], folder: str) -> Kind:
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


@dataclass(slots=True, kw_only=True)
class Part:
    """What came of one table."""

    columns: int = 0
    met: tuple[tuple[str, str], ...] = ()
    seen: int = 0
    rows: int | None = 0
    findings: tuple[ColumnFinding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    guarantee: float = 1.0


def _tables(
    source: Source,
    classes: Classes,
    system: str,
    prefix: str,
    limit: int | None,
    progress: Progress | None,
) -> Iterator[Part]:
    tables = source.tables()
    for done, table in enumerate(tables):
        name = f"{prefix}{table.name}"
        if progress is not None:
            progress(done, len(tables), name)
        part = Part()
        part.columns = len(table.columns)
        try:
            _table(part, source, table, classes, system, name, limit)
        except UnreadableError as error:
            # dropped in mid-scan, no permission, damaged: said, and the rest goes on
            part.rows, part.guarantee = None, 0.0
            part.skipped += (Skipped(system=system, place=name, why=error.message),)
        yield part
    if progress is not None:
        progress(len(tables), len(tables), "")


def _table(
    part: Part,
    source: Source,
    table: Table,
    classes: Classes,
    system: str,
    name: str,
    limit: int | None,
) -> None:
    evidence: tuple[ColumnEvidence, ...] = ()
    part.rows = table.rows
    places = Positions(classes, {}) if table.prose else None
    fault: UnreadableError | None = None
    try:
        for batch in source.batches(table, limit):
            records = records_of(batch)
            part.seen += records.num_rows
            if places is None:
                evidence = merge(evidence, observe(records, classes, name))
            else:
                shown = observe(records.select(["text"]), classes, name)
                places.add(records, shown[0])
                evidence = merge(evidence, shown)
    except UnreadableError as error:
        if not evidence:
            raise
        fault = error  # what was read before the fault counts, and the rest is said to be missing
    if not evidence:
        evidence = tuple(ColumnEvidence(column=column) for column, _ in table.columns)
    if fault is not None:
        part.rows = None
        part.skipped += (Skipped(system=system, place=name, why=fault.message),)
    elif limit is None or part.seen < limit:
        part.rows = part.seen
    elif part.rows is None:
        part.rows = source.count(table)
    whole = part.rows == part.seen
    if not whole and fault is None and limit is not None:
        evidence = tuple(_more(column, source, table, classes, name, limit) for column in evidence)
    part.columns = len(evidence)
    part.met = tuple((name, column.column) for column in evidence)
    part.findings = vote(
        evidence,
        classes,
        system=system,
        table=name,
        rows=part.rows,
        whole=whole,
        random=fault is None,
    )
    if places is not None:
        part.findings = places.told(part.findings)
    part.guarantee = (
        0.0
        if fault is not None
        else min(
            (guarantee(column.seen, whole or column.every) for column in evidence if column.seen),
            default=1.0,
        )
    )
    cut = sum(column.cut for column in evidence)
    if cut:
        part.skipped += (
            Skipped(system=system, place=name, why=f"{cut} long cells were read in part"),
        )


def _more(
    column: ColumnEvidence,
    source: Source,
    table: Table,
    classes: Classes,
    name: str,
    limit: int,
) -> ColumnEvidence:
    """A column that is mostly null was seen too little of by a draw of rows: draw its values."""
    if column.seen >= limit or not column.nulls:
        return column
    batch = source.column(table, column.column, limit)
    if batch is None:
        return column
    (more,) = observe(batch, classes, name)
    if more.seen < limit:
        return replace(more, nulls=column.nulls, every=True)
    return more


def _folder(
    path: Path,
    system: str,
    target: str,
    classes: Classes,
    kinds: tuple[Kind, ...],
    limit: int | None,
    journal: Journal | None,
    progress: Progress | None,
) -> Discovery:
    parts: list[Part] = []
    files = sorted(file for file in path.rglob("*") if file.is_file())
    for done, file in enumerate(files):
        place = file.relative_to(path).as_posix()
        if progress is not None:
            progress(done, len(files), place)
        seen = mark(file)
        known = journal.recall(place, seen, Part) if journal is not None else None
        if known is None:
            known = tuple(_file(file, place, system, classes, kinds, limit))
            if journal is not None:
                journal.keep(place, seen, known)
        parts.extend(known)
    if not files:
        raise unreadable("empty", "this folder holds no files", target)
    if progress is not None:
        progress(len(files), len(files), "")
    return _discovery(system, target, "files", parts)


def _file(
    file: Path,
    place: str,
    system: str,
    classes: Classes,
    kinds: tuple[Kind, ...],
    limit: int | None,
) -> Iterator[Part]:
    try:
        kind = _kind(str(file), kinds, ".")
        with kind.connect(str(file), ".") as source:
            single = source.tables()
            alone = len(single) == 1 and single[0].name == file.name
            prefix = place.removesuffix(file.name) if alone else f"{place}/"
            yield from _tables(source, classes, system, prefix, limit, None)
    except UnreadableError as error:
        skipped = (Skipped(system=system, place=place, why=error.message),)
        yield Part(rows=None, guarantee=0.0, skipped=skipped)


def _discovery(system: str, target: str, source: str, parts: list[Part]) -> Discovery:
    rows = [part.rows for part in parts]
    return Discovery(
        system=system,
        target=without_password(target),
        source=source,
        tables=sum(part.columns > 0 for part in parts),
        columns=sum(part.columns for part in parts),
        rows_seen=sum(part.seen for part in parts),
        rows_total=None if None in rows else sum(count or 0 for count in rows),
        findings=tuple(finding for part in parts for finding in part.findings),
        skipped=tuple(skip for part in parts for skip in part.skipped),
        guarantee=min((part.guarantee for part in parts), default=1.0),
        met=tuple(place for part in parts for place in part.met),
    )


def without_password(target: str) -> str:
    """The target as it may be shown: a URL without user, password and parameters."""
    scheme, found, rest = target.partition("://")
    if not found:
        return target
    rest = rest.partition("?")[0]
    return f"{scheme}://{rest.rpartition('@')[2]}"
