"""The scan: record batches to findings, and a whole place to a Discovery."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from servanda.inventory.classes import Detector
from servanda.inventory.evidence import Classes, ColumnEvidence, compile_classes, observe
from servanda.inventory.findings import ColumnFinding, Discovery
from servanda.inventory.journal import Journal, question
from servanda.inventory.reading import Part, Progress, Reading, Since
from servanda.inventory.vote import vote
from servanda.inventory.walking import mark

__all__ = ["SAMPLE", "Progress", "Since", "discover", "merge", "scan_batch", "without_password"]

SAMPLE = 917
"""Random values that find a class held by one in a hundred with 99.99 %: 1 - 0.99^917."""


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
    since: Since | None = None,
    progress: Progress | None = None,
) -> Discovery:
    """Scan one place: `rows` random rows of each table, or every row where that is None.

    `target` is a path (relative to `folder`) or URL; a folder is scanned file by file, and the files of
    a partitioned dataset in it as one table. Raises UnreadableError where nothing of it could be opened;
    what else could not be read is in `skipped`. With a `journal` the scan can be stopped at any time and
    taken up again, and a later one reads only the files that have changed and the rows above the highest
    key of before; the findings are those of the whole. `since` leaves out what is older, and says so.
    """
    classes = detectors if isinstance(detectors, Classes) else compile_classes(detectors)
    with Journal(journal, question(classes, rows)) if journal else nullcontext() as kept:
        reading = Reading(
            system=system,
            classes=classes,
            kinds=tuple(sources),
            limit=rows,
            journal=kept,
            since=since,
            progress=progress,
        )
        path = None if "://" in target else Path(folder) / target
        if path is not None and path.is_dir():
            return _discovery(system, target, "files", reading.folder(path, target))
        kind = reading.kind(target, folder)
        seen = mark(path) if path is not None else ""
        known = reading.recall(path.name, seen) if path is not None else None
        if known is None:
            with kind.connect(target, folder) as source:
                known = (*reading.tables(source, "", progress), *reading.rest(target))
            if path is not None:
                reading.keep(path.name, seen, known)
        return _discovery(system, target, kind.NAME, known)


def _discovery(system: str, target: str, source: str, parts: Collection[Part]) -> Discovery:
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
