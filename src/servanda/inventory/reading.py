"""One reading of a place: what is remembered is not read again, what is partitioned is one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from servanda.base.codec import canonical, digest
from servanda.base.errors import UnreadableError
from servanda.inventory.classes import Sensitivity
from servanda.inventory.evidence import Classes
from servanda.inventory.findings import ColumnFinding, Skipped
from servanda.inventory.journal import Journal
from servanda.inventory.places import Kind, Source, Table, Window, kind_of, unreadable
from servanda.inventory.strata import Observed, Stratum, observe_table, recalled, with_keys
from servanda.inventory.walking import Found, Partition, files_of, partition_of

Progress = Callable[[int, int | None, str], None]
Tick = Callable[[int], None]
"""Gets the rows read so far of the table that is being read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What of a place is asked for: rows and partitions whose `column` is at or above `value`.

    Without a column it is the time from which on files have changed, in nanoseconds since 1970.
    """

    value: str
    column: str = ""
    changed: int = 0

    def holds(self, said: str | None) -> bool:
        """Whether a partition's value is at or above it; as numbers where both are, else as text."""
        if said is None:
            return True
        try:
            return float(said) >= float(self.value)
        except ValueError:
            return said >= self.value


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


@dataclass(slots=True, kw_only=True)
class Reading:
    """One scan: what is looked for, how closely, and what is remembered."""

    system: str
    classes: Classes
    kinds: tuple[Kind, ...]
    limit: int | None
    journal: Journal | None
    since: Since | None
    progress: Progress | None
    datasets: dict[str, Observed] = field(default_factory=dict)
    left_out: int = 0
    at: tuple[int, int | None] = (0, None)
    """The file of a folder that is being read, and how many there are."""

    def kind(self, target: str, folder: str) -> Kind:
        """The kind of place that a target is; raises UnreadableError `missing` or `unknown-kind`."""
        return kind_of(target, self.kinds, folder)

    def recall(self, place: str, seen: str) -> tuple[Part, ...] | None:
        """What a file showed before, if it is as it was."""
        return self.journal.recall(place, seen, Part) if self.journal and not self.since else None

    def keep(self, place: str, seen: str, parts: tuple[Any, ...]) -> None:
        """Remember what a file showed."""
        if self.journal is not None and self.since is None:
            self.journal.keep(place, seen, parts)

    def tables(self, source: Source, prefix: str, progress: Progress | None) -> Iterator[Part]:
        """Every table of a source."""
        stream = getattr(source, "stream", None)  # one by one, where there may be a million
        tables: Iterable[Table] = stream() if stream is not None else source.tables()
        total = len(tables) if isinstance(tables, list) else None
        done = -1
        for done, table in enumerate(tables):
            name = f"{prefix}{table.name}"
            tick = self._tick(source, progress, done, total, name)
            if table.file is not None:
                yield from self._object(source, table, table.file, tick)
            else:
                yield self._table(source, table, name, tick)
        if progress is not None:
            progress(done + 1, done + 1, "")

    def _table(self, source: Source, table: Table, name: str, tick: Tick | None) -> Part:
        try:
            return self._part(self._observed(source, table, name, tick), name)
        except UnreadableError as error:
            # dropped in mid-scan, no permission, damaged: said, and the rest goes on
            skip = Skipped(system=self.system, place=name, why=error.message)
            return Part(columns=len(table.columns), rows=None, guarantee=0.0, skipped=(skip,))

    def _object(
        self, source: Source, table: Table, found: Found, tick: Tick | None
    ) -> tuple[Part, ...]:
        """A table in a store of objects: of a partition nothing yet, it is added to its dataset."""
        whole = table.name == found.place and not table.prose
        partition = partition_of(found.place) if whole else None
        if self.since is not None and not self._asked(self.since, found, partition):
            self.left_out += 1
            return ()
        place = f"table {table.name}"
        known = self._known(place, found.mark, partition)
        if known is not None:
            return known
        if partition is None:
            part = self._table(source, table, table.name, tick)
            if not part.skipped:
                self.keep(place, found.mark, (part,))
            return (part,)
        try:
            stratum = self._stratum(source, table, found.place, partition)
        except UnreadableError as error:
            return (self._missed(found.place, error.message),)
        if not stratum.fault:
            self.keep(place, found.mark, (stratum,))
        self._add(partition, recalled(stratum))
        return ()

    def _known(self, place: str, seen: str, partition: Partition | None) -> tuple[Part, ...] | None:
        """What is remembered of a file; of a partition nothing is left to say once it is added."""
        if self.journal is None or self.since is not None:
            return None
        strata = self.journal.recall(place, seen, Stratum) if partition is not None else None
        if strata and partition is not None:
            self._add(partition, recalled(strata[0]))
            return ()
        return self.journal.recall(place, seen, Part)

    def _stratum(self, source: Source, table: Table, place: str, partition: Partition) -> Stratum:
        name = _dataset(partition)
        seen = observe_table(source, table, self.classes, name, self.limit)
        with_keys(seen, partition.keys, self.classes, name)
        seen.fault = seen.fault and f"{place}: {seen.fault}"
        return seen.stratum()

    def rest(self, target: str) -> Iterator[Part]:
        """What is known once all files were met: the datasets, and how many files were left out."""
        for name, seen in sorted(self.datasets.items()):
            yield self._part(seen, name)
        if self.since is not None and self.left_out:
            why = f"{self.left_out:,} files before {self.since.value} were not asked for"
            yield Part(skipped=(Skipped(system=self.system, place=target, why=why),))

    def _tick(
        self, source: Source, progress: Progress | None, done: int, total: int | None, name: str
    ) -> Tick | None:
        """How the reading of one table is told: a file alone by its bytes, else by its rows in the note."""
        if progress is None:
            return None
        progress(done, total, name)
        metered = getattr(source, "metered", None)
        if metered is not None:
            metered.report = lambda read, size: progress(read, size, name)
            return None
        return lambda rows: progress(done, total, f"{name}: {rows:,} rows")

    def _part(self, seen: Observed, name: str) -> Part:
        return Part(
            columns=len(seen.evidence),
            met=tuple((name, column.column) for column in seen.evidence),
            seen=seen.seen,
            rows=seen.rows,
            findings=seen.findings(self.classes, self.system, name),
            skipped=seen.skipped(self.system, name),
            guarantee=seen.guarantee,
        )

    def _observed(self, source: Source, table: Table, name: str, tick: Tick | None) -> Observed:
        """A table: all of it, what is newer than was asked for, or what is newer than remembered."""
        newest = getattr(source, "newest", None)
        if newest is not None and self.since and self.since.column in dict(table.columns):
            asked = Window(column=self.since.column, low=self.since.value, at=True)
            seen = observe_table(
                source, replace(table, window=asked), self.classes, name, self.limit, tick
            )
            seen.fault = seen.fault or f"rows before {asked.column} {asked.low} were not asked for"
            seen.rows = None
            return seen
        window: Window | None = None
        if newest is not None and self.journal and not self.since:
            window = newest(table)
        if window is None or window.high is None:
            return observe_table(source, table, self.classes, name, self.limit, tick)
        return self._grown(source, table, name, window, tick)

    def _grown(
        self, source: Source, table: Table, name: str, window: Window, tick: Tick | None
    ) -> Observed:
        """A table of which the rows up to a key may be remembered: the newer ones are added to them."""
        place, shape = f"table {name}", digest(canonical([list(table.columns), window.column]))
        whole = None
        (known,) = (self.journal and self.journal.recall(place, shape, Stratum)) or (None,)
        if known is not None and self._stands(source, table, known):
            whole = recalled(known)
            window = replace(window, low=known.high)
        if whole is None or known is None or known.high != window.high:
            seen = observe_table(
                source, replace(table, window=window), self.classes, name, self.limit, tick
            )
            if whole is not None:
                whole.add(seen)
            whole = whole or seen
        private = {
            one.column
            for one in whole.findings(self.classes, self.system, name)
            if one.sensitivity.rank >= Sensitivity.CONFIDENTIAL.rank
        }
        if (
            not whole.fault and window.column not in private
        ):  # a key that is customer data stays out
            self.keep(place, shape, (whole.stratum(window.column, window.high or ""),))
        return whole

    def _stands(self, source: Source, table: Table, known: Stratum) -> bool:
        """Whether the rows that were seen before are all there, as far as their number tells."""
        before = replace(table, window=Window(column=known.key, high=known.high))
        count = source.count(before)
        return known.rows is not None and count in (None, known.rows)

    def folder(self, path: Path, target: str) -> list[Part]:
        """The files of a folder, one after the other; raises UnreadableError `empty`."""
        parts: list[Part] = []
        total = sum(1 for _ in files_of(path)) if self.progress is not None else None
        done = -1
        for done, found in enumerate(files_of(path)):
            if self.progress is not None:
                self.at = (done, total)
                self.progress(done, total, found.place)
            parts.extend(self._file(path, found))
        if done < 0:
            raise unreadable("empty", "this folder holds no files", target)
        if self.progress is not None:
            self.progress(done + 1, done + 1, "")
        parts.extend(self.rest(target))
        return parts

    def _file(self, path: Path, found: Found) -> tuple[Part, ...]:
        """What one file shows; of a partition nothing yet, it is added to its dataset."""
        if found.fault:
            return (self._missed(found.place, found.fault),)
        partition = partition_of(found.place)
        if self.since is not None and not self._asked(self.since, found, partition):
            self.left_out += 1
            return ()
        known = self._known(found.place, found.mark, partition)
        if known is not None:
            return known
        parts: tuple[Any, ...]
        try:
            parts = tuple(self._read(path, found.place, partition))
        except UnreadableError as error:
            if error.code in _PASSING:
                return (self._missed(found.place, error.message),)
            parts = (self._missed(found.place, error.message),)
        self.keep(found.place, found.mark, parts)
        if partition and parts and isinstance(parts[0], Stratum):
            self._add(partition, recalled(parts[0]))
            return ()
        return parts

    def _asked(self, since: Since, found: Found, partition: Partition | None) -> bool:
        if not since.column:
            return not found.changed or found.changed >= since.changed
        keys = dict(partition.keys) if partition is not None else {}
        return since.holds(keys.get(since.column))

    def _read(
        self, path: Path, place: str, partition: Partition | None
    ) -> Iterator[Part | Stratum]:
        file = path / place
        with self.kind(str(file), ".").connect(str(file), ".") as source:
            single = source.tables()
            alone = len(single) == 1 and single[0].name == file.name
            metered = getattr(source, "metered", None)
            if metered is not None and self.progress is not None:
                metered.report = self._within(place)
            if partition is not None and alone and not single[0].prose:
                yield self._stratum(source, single[0], place, partition)
                return
            prefix = place.removesuffix(file.name) if alone else f"{place}/"
            yield from self.tables(source, prefix, None)

    def _within(self, place: str) -> Callable[[int, int], None]:
        """How the bytes of one file of a folder are told: beside its name."""

        def report(read: int, size: int) -> None:
            if self.progress is not None and size > _LARGE:
                self.progress(*self.at, f"{place}: {read / size:.0%} of {size / 1e6:,.0f} MB")

        return report

    def _add(self, partition: Partition, seen: Observed) -> None:
        self.datasets.setdefault(_dataset(partition), Observed()).add(seen)

    def _missed(self, place: str, why: str) -> Part:
        skipped = (Skipped(system=self.system, place=place, why=why),)
        return Part(rows=None, guarantee=0.0, skipped=skipped)


_LARGE = 10_000_000
"""Bytes of a file from which on its own progress is told."""
_PASSING = ("no-driver", "no-ocr", "no-permission", "locked")
"""Faults of the moment: they are not remembered, the file is tried again."""


def _dataset(partition: Partition) -> str:
    return f"{partition.dataset}/"
