"""A table in strata: each is observed once, and the vote is cast over the evidence of all of them.

A stratum is a partition of a dataset (one file of it), or the rows of a table that came after the scan
before. So a later scan reads only what is new and ends with the findings of a scan of the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from servanda.base.errors import UnreadableError
from servanda.inventory.carried import evidence_text, merged, read_evidence
from servanda.inventory.evidence import (
    Classes,
    ColumnEvidence,
    Heard,
    observe,
    observe_values,
    records_of,
)
from servanda.inventory.findings import ColumnFinding, Skipped
from servanda.inventory.places import Source, Table
from servanda.inventory.positions import Positions
from servanda.inventory.prose.telling import UNREAD
from servanda.inventory.vote import guarantee, vote


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """What some rows of a table showed, as it is remembered.

    `rows` is how many there are (None: unknown), `seen` how many were read; `sure` the guarantee by
    column; `high` the highest key among them and `key` its column, where the table has one; `cut` the
    long cells that were read in part, `fault` why the rest could not be read.
    """

    rows: int | None
    seen: int
    evidence: str
    sure: dict[str, float]
    cut: int = 0
    fault: str = ""
    key: str = ""
    high: str = ""


@dataclass(slots=True, kw_only=True)
class Observed:
    """What was seen of one table, stratum by stratum; `sure` is the least guarantee of each column."""

    evidence: tuple[ColumnEvidence, ...] = ()
    rows: int | None = 0
    seen: int = 0
    cut: int = 0
    fault: str = ""
    sure: dict[str, float] = field(default_factory=dict)
    places: Positions | None = None

    @property
    def whole(self) -> bool:
        """Whether every row was read."""
        return self.rows == self.seen

    def add(self, other: Observed) -> None:
        """Take in what another stratum showed."""
        self.evidence = merged(self.evidence, other.evidence) if self.evidence else other.evidence
        self.rows = None if self.rows is None or other.rows is None else self.rows + other.rows
        self.seen += other.seen
        self.cut += other.cut
        self.fault = self.fault or other.fault
        for column, sure in other.sure.items():
            # a class may stand in the stratum alone of which the least was seen
            self.sure[column] = min(sure, self.sure.get(column, 1.0))

    def stratum(self, key: str = "", high: str = "") -> Stratum:
        """As it is remembered."""
        return Stratum(
            rows=self.rows,
            seen=self.seen,
            evidence=evidence_text(self.evidence),
            sure=self.sure,
            cut=self.cut,
            fault=self.fault,
            key=key,
            high=high,
        )

    def findings(self, classes: Classes, system: str, table: str) -> tuple[ColumnFinding, ...]:
        """The vote over all that was seen."""
        found = vote(
            self.evidence,
            classes,
            system=system,
            table=table,
            rows=self.rows,
            whole=self.whole,
            random=not self.fault,
        )
        found = tuple(replace(one, guarantee=self.sure.get(one.column, 0.0)) for one in found)
        return found if self.places is None else self.places.told(found)

    def skipped(self, system: str, table: str) -> tuple[Skipped, ...]:
        """What was not read, and why."""
        said = [self.fault] if self.fault else []
        if self.cut:
            said.append(f"{self.cut} long cells were read in part")
        if any(column.unread for column in self.evidence):
            said.append(UNREAD)
        return tuple(Skipped(system=system, place=table, why=why) for why in said)

    @property
    def guarantee(self) -> float:
        """The least guarantee over all columns that hold values."""
        if self.fault:
            return 0.0
        held = (self.sure.get(column.column, 0.0) for column in self.evidence if column.seen)
        return min(held, default=1.0)


def recalled(stratum: Stratum) -> Observed:
    """What a remembered stratum showed; raises ValueError, TypeError or KeyError where it is of no use."""
    return Observed(
        evidence=read_evidence(stratum.evidence),
        rows=stratum.rows,
        seen=stratum.seen,
        cut=stratum.cut,
        fault=stratum.fault,
        sure=dict(stratum.sure),
    )


def observe_table(
    source: Source,
    table: Table,
    classes: Classes,
    name: str,
    limit: int | None,
    tick: Callable[[int], None] | None = None,
) -> Observed:
    """Read a table (or a window of it): `limit` random rows, or all. Raises UnreadableError where nothing
    of it could be read. `tick` gets the rows read so far.
    """
    seen = Observed(rows=table.rows, places=Positions(classes, {}) if table.prose else None)
    groups: dict[tuple[str, ...], tuple[ColumnEvidence, ...]] = {}
    try:
        for batch in source.batches(table, limit):
            records = records_of(batch)
            # a very wide table comes some columns at a time, the first ones first
            group = tuple(records.column_names)
            if not groups or group == next(iter(groups)):
                seen.seen += records.num_rows
                if tick is not None:
                    tick(seen.seen)
            if seen.places is None:
                shown = observe(records, classes, name)
            else:
                texts, *places = (column.to_pylist() for column in records.columns)
                heard = Heard()
                shown = (observe_values("text", texts, classes, name, heard),)
                seen.places.add(texts, places, shown[0], heard)
            groups[group] = _paired(groups.get(group, ()), shown)
    except UnreadableError as error:
        if not groups:
            raise
        # what was read before the fault counts, and the rest is said to be missing
        seen.fault, seen.rows = error.message, None
    seen.evidence = tuple(column for group in groups.values() for column in group)
    if not seen.evidence:
        seen.evidence = tuple(ColumnEvidence(column=column) for column, _ in table.columns)
    if not seen.fault:
        if limit is None or seen.seen < limit:
            seen.rows = seen.seen
        elif seen.rows is None:
            seen.rows = source.count(table)
        if not seen.whole and limit is not None:
            seen.evidence = tuple(
                _more(column, source, table, classes, name, limit) for column in seen.evidence
            )
    seen.cut = sum(column.cut for column in seen.evidence)
    seen.sure = {
        column.column: 0.0 if seen.fault else guarantee(column.seen, seen.whole or column.every)
        for column in seen.evidence
    }
    return seen


def with_keys(
    seen: Observed, keys: tuple[tuple[str, str | None], ...], classes: Classes, name: str
) -> None:
    """Add the columns that the path of a partition tells, with its value in every row."""
    there = {column.column for column in seen.evidence}
    for key, value in keys:
        if key not in there:
            values: list[Any] = [value] * seen.seen
            seen.evidence += (observe_values(key, values, classes, name),)
            seen.sure[key] = 1.0  # the name of the folder holds for the rows that were not read too


def _paired(
    before: tuple[ColumnEvidence, ...], after: tuple[ColumnEvidence, ...]
) -> tuple[ColumnEvidence, ...]:
    """The evidence of two batches of one reading; columns are paired by place: names may repeat."""
    if not before:
        return after
    return tuple(one.plus(two) for one, two in zip(before, after, strict=True))


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
