"""CSV and Parquet files of what was de-identified, written beside and moved into place when all are whole."""

from __future__ import annotations

import csv
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.spreadsheet import guarded
from servanda.inventory.batches import batch_of
from servanda.inventory.combination import Combination
from servanda.inventory.deidentify.copying import Copying
from servanda.inventory.deidentify.methods import Key, Method, Tokens
from servanda.inventory.deidentify.plans import Told, Treated, decided, treatments, unsure
from servanda.inventory.evidence import Classes, compile_classes
from servanda.inventory.opening import open_tables
from servanda.inventory.strata import Observed, observe_table

_SUFFIXES = (".csv", ".parquet")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)*(?:[eE][-+]?[0-9]+)?")

Batches = Iterator[tuple[list[str], list[list[Any]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A column that is in the copy as it was, and how many of its values."""

    table: str
    column: str
    values: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What was written: `files` by table, what was done to which column, and what was left.

    `redacted` counts the cells of other columns in which something was taken out, `guarded` those that
    a spreadsheet would have run; `groups` say how far what is left tells the rows apart.
    """

    files: tuple[str, ...]
    treated: tuple[Treated, ...]
    left: tuple[Left, ...]
    redacted: int
    guarded: int
    groups: tuple[Combination, ...]


def copy_deidentified(
    sources: Sequence[Path],
    out: Path,
    *,
    detectors: tuple[Any, ...],
    kinds: tuple[Any, ...],
    key: Key,
    chosen: Mapping[str, Method] | None = None,
    told: Mapping[str, Told] | None = None,
    tokens: Tokens | None = None,
    progress: Callable[[int, int | None, str], None] | None = None,
) -> Copied:
    """Write a de-identified copy of every table of some files; every row is scanned first.

    One table is written to `out`, a `.csv` or `.parquet`; of several `out` is a new folder with a CSV
    each. The same value of the same class gets the same token in all of them. Raises ServandaError
    `unknown-suffix`, `there-already`, `several-tables`, `no-tables`, `not-scanned-whole`,
    `unsure-columns`, `cannot-write` or `token-shows-value`, and UnreadableError. Nothing is left behind then.
    """
    if out.exists():
        raise ServandaError(
            "there-already", "this is there already", hint="name a new one", where=str(out)
        )
    classes, said = compile_classes(detectors), told or {}
    seen = _observed(sources, kinds, classes, progress)
    files = _files(out, list(seen))
    findings = [one for name, table in seen.items() for one in table.findings(classes, "", name)]
    names = {name: tuple(c.column for c in table.evidence) for name, table in seen.items()}
    plans = decided(treatments(findings, chosen), names, said)
    doubts = [d for name, t in seen.items() for d in unsure(name, t.evidence, plans, said, classes)]
    if doubts:
        first = doubts[0]
        raise ServandaError(
            "unsure-columns",
            f"{len(doubts)} columns are unsure: "
            + "; ".join(f"{d.table}.{d.column}: {d.why}" for d in doubts[:5]),
            hint=f"say of each what to do: --column '{first.table}.{first.column}=keep' or '=CLASS:METHOD'",
            where=str(sources[0]),
        )
    work = {
        name: Copying(tuple(p for p in plans if p.table == name), key, classes, tokens)
        for name in seen
    }
    guarded = _write(sources, out, files, kinds, work, names, progress)
    treated = {(plan.table, plan.column) for plan in plans}
    groups = (copying.combination(name) for name, copying in work.items())
    return Copied(
        files=tuple(str(files[name]) for name in seen),
        treated=plans,
        left=tuple(
            Left(
                table=name,
                column=column.column,
                values=column.seen,
                why="you said so"
                if f"{name}.{column.column}" in said or column.column in said
                else "nothing was found in it",
            )
            for name, table in seen.items()
            for column in table.evidence
            if (name, column.column) not in treated
        ),
        redacted=sum(copying.redacted for copying in work.values()),
        guarded=guarded,
        groups=tuple(group for group in groups if group is not None),
    )


def _observed(
    sources: Sequence[Path],
    kinds: tuple[Any, ...],
    classes: Classes,
    progress: Callable[[int, int | None, str], None] | None,
) -> dict[str, Observed]:
    """What every row of every table shows, by table."""
    seen: dict[str, Observed] = {}
    for source in sources:
        if source.is_dir():
            raise ServandaError(
                "several-tables", "this is a folder", hint="name its files", where=str(source)
            )
        for name, place, table in open_tables(str(source.absolute()), sources=kinds):
            if progress is not None:
                progress(len(seen), None, f"looking at {name}")
            if name in seen:
                raise ServandaError(
                    "several-tables", f"two tables are called `{name}`", where=str(source)
                )
            if table.prose:
                raise ServandaError(
                    "no-tables", "this is a text without columns", where=str(source)
                )
            seen[name] = observe_table(place, table, classes, name, None)
            if seen[name].fault:
                raise ServandaError(
                    "not-scanned-whole",
                    f"not all of it could be looked at: {seen[name].fault}",
                    where=str(source),
                )
    if not seen:
        raise ServandaError("no-tables", "there is no table in this", where=str(sources[0]))
    return seen


def _files(out: Path, names: list[str]) -> dict[str, Path]:
    """The file of each table."""
    if out.suffix.lower() in _SUFFIXES:
        if len(names) > 1:
            raise ServandaError(
                "several-tables",
                f"these are {len(names)} tables; they are written into a folder",
                hint=f"--out {out.stem}",
                where=str(out),
            )
        return {names[0]: out}
    if len(names) == 1:
        raise ServandaError(
            "unknown-suffix",
            "a copy is written as .csv or .parquet",
            hint=f"--out {out.name}.csv",
            where=str(out),
        )
    files: dict[str, Path] = {}
    for name in names:
        stem = re.sub(r"[^\w.-]", "_", name.removesuffix(".csv"))[:100].lstrip(".") or "table"
        while out / f"{stem}.csv" in files.values():
            stem += "_"
        files[name] = out / f"{stem}.csv"
    return files


def _write(
    sources: Sequence[Path],
    out: Path,
    files: dict[str, Path],
    kinds: tuple[Any, ...],
    work: dict[str, Copying],
    names: dict[str, tuple[str, ...]],
    progress: Callable[[int, int | None, str], None] | None,
) -> int:
    """All copies, first beside the place where they belong; returns how many cells were guarded."""
    fresh = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    folder = out.suffix.lower() not in _SUFFIXES
    guarded, done = 0, 0
    try:
        with ExitStack() as stack:
            if folder:
                fresh.mkdir()
            stack.callback(_remove, fresh)
            for source in sources:
                for name, place, table in open_tables(str(source.absolute()), sources=kinds):
                    if progress is not None:
                        progress(done, len(files), f"copying {name}")
                    path = fresh / files[name].name if folder else fresh
                    batches = work[name].batches(place.batches(table, None))
                    write = _parquet if out.suffix.lower() == ".parquet" else _csv
                    guarded += write(path, batches, list(names[name]))
                    done += 1
            fresh.rename(out)
    except OSError as error:
        raise ServandaError(
            "cannot-write",
            f"this cannot be written: {error.strerror or 'unknown reason'}",
            where=str(out),
        ) from None
    return guarded


def _remove(fresh: Path) -> None:
    if fresh.is_dir():
        for file in fresh.iterdir():
            file.unlink()
        fresh.rmdir()
    else:
        fresh.unlink(missing_ok=True)


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe."""
    return guarded(value) if isinstance(value, str) and not _NUMBER.fullmatch(value) else value


def _csv(path: Path, batches: Batches, names: list[str]) -> int:
    guarded = 0
    with path.open("x", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(map(harmless, names))
        for _, columns in batches:
            safe = [[harmless(value) for value in values] for values in columns]
            guarded += sum(
                one is not two
                for before, after in zip(columns, safe, strict=True)
                for one, two in zip(before, after, strict=True)
            )
            rows.writerows(zip(*safe, strict=True))
    return guarded


def _parquet(path: Path, batches: Batches, names: list[str]) -> int:
    from arro3.core import RecordBatchReader
    from arro3.io import write_parquet

    first = next(batches, None)
    head = batch_of(*(first or (names, [[] for _ in names])))

    def made() -> Iterator[Any]:
        yield head
        for names_, columns in batches:
            yield batch_of(names_, columns).cast(head.schema)

    write_parquet(RecordBatchReader.from_batches(head.schema, made()), path)
    return 0
