"""The scan on Apache Spark (extra `[spark]`): the parts of a DataFrame by `mapInArrow`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from servanda.inventory.classes import Detector
from servanda.inventory.cluster.parts import observe_part, settle
from servanda.inventory.findings import ColumnFinding


def scan_frame(
    frame: Any,
    detectors: tuple[Detector, ...],
    *,
    system: str,
    table: str,
    fraction: float | None = None,
) -> tuple[ColumnFinding, ...]:
    """The findings of a Spark DataFrame; `fraction` scans a random share of its rows.

    Servanda has to be installed on the workers. Counts travel to the driver, never a value.
    """

    def observe_rows(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        evidence = observe_part(batches, detectors, table)
        yield pyarrow.RecordBatch.from_arrays([pyarrow.array([evidence])], names=["evidence"])

    drawn = frame if fraction is None else frame.sample(withReplacement=False, fraction=fraction)
    rows = drawn.mapInArrow(observe_rows, "evidence binary").toLocalIterator()
    parts = (bytes(row["evidence"]) for row in rows)
    return settle(parts, detectors, system=system, table=table, whole=fraction is None)
