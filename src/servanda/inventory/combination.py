"""Quasi-identifiers: columns that name nobody alone and somebody together (k-anonymity)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from servanda.inventory.findings import ColumnFinding

QUASI = frozenset(
    "age birth-place city country date-of-birth date-of-death ethnicity gender job-title "
    "marital-status nationality postcode region employer education language physical-trait "
    "military-status family-structure".split()
)
"""Classes that name nobody alone. Source: the fields of Sweeney (2000) and 45 CFR 164.514(b)(2)(i)(B)-(C)."""

SMALL = 5
"""Groups below this size are taken to identify."""

RARE = 0.01
"""The share of rows in small groups from which on the columns are rated as identifying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """How far the quasi-identifiers of a table tell its rows apart, in the rows that were looked at.

    `k` is the size of the smallest group of rows with the same values (k-anonymity of the sample),
    `alone` the share of rows that share their values with none, `small` the share in groups of fewer
    than `SMALL`. `enough` are the fewest columns found that already reach `RARE`. Of a sample the
    figures are an upper bound of the risk: a row that is alone in it may have its like elsewhere.
    """

    table: str
    columns: tuple[str, ...]
    enough: tuple[str, ...]
    rows: int
    k: int
    alone: float
    small: float
    whole: bool

    @property
    def identifies(self) -> bool:
        """Whether the columns together point at persons."""
        return len(self.columns) > 1 and self.small >= RARE


def combine(
    table: str,
    columns: Sequence[str],
    values: Sequence[Sequence[Any]],
    *,
    whole: bool = False,
) -> Combination | None:
    """The combination of quasi-identifying columns; `values` are theirs, a list each, of one length.

    Rows where all of them are missing say nothing and are left out. None where fewer than two columns
    or no rows are left.
    """
    rows = [
        row
        for row in zip(*(map(_plain, column) for column in values), strict=True)
        if any(value is not None for value in row)
    ]
    if len(columns) < 2 or not rows:
        return None
    sizes = _sizes(rows, range(len(columns)))
    return Combination(
        table=table,
        columns=tuple(columns),
        enough=tuple(columns[at] for at in _fewest(rows, len(columns))),
        rows=len(rows),
        k=min(sizes),
        alone=sum(size for size in sizes if size == 1) / len(rows),
        small=_small(sizes, len(rows)),
        whole=whole,
    )


def quasi_columns(findings: Sequence[ColumnFinding], table: str) -> tuple[str, ...]:
    """The columns of a table that name nobody alone and were found in clear."""
    return tuple(
        dict.fromkeys(
            finding.column
            for finding in findings
            if finding.table == table and finding.data_class in QUASI and finding.in_clear
        )
    )


def _plain(value: Any) -> Any:
    if value is None or value == "":
        return None
    return value.strip().casefold() if isinstance(value, str) else str(value)


def _sizes(rows: list[tuple[Any, ...]], chosen: Sequence[int]) -> list[int]:
    return list(Counter(tuple(row[at] for at in chosen) for row in rows).values())


def _small(sizes: list[int], rows: int) -> float:
    return sum(size for size in sizes if size < SMALL) / rows


def _fewest(rows: list[tuple[Any, ...]], width: int) -> list[int]:
    """The full set, less every column without which it still reaches `RARE`, the last one first."""
    chosen = list(range(width))
    if _small(_sizes(rows, chosen), len(rows)) < RARE:
        return chosen
    for at in reversed(range(width)):
        fewer = [one for one in chosen if one != at]
        if fewer and _small(_sizes(rows, fewer), len(rows)) >= RARE:
            chosen = fewer
    return chosen
