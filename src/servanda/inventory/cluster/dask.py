"""The scan on Dask (extra `[dask]`): the partitions of a DataFrame, each where it lies."""

from __future__ import annotations

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
    """The findings of a Dask DataFrame; `fraction` scans a random share of its rows.

    Runs on whatever scheduler is set (threads, processes, a distributed client), on which Servanda
    has to be installed. Counts travel back, never a value.
    """
    import dask

    drawn = frame if fraction is None else frame.sample(frac=fraction)
    observed = [
        dask.delayed(_observe)(partition, detectors, table) for partition in drawn.to_delayed()
    ]
    parts = dask.compute(*observed)
    return settle(parts, detectors, system=system, table=table, whole=fraction is None)


def _observe(partition: Any, detectors: tuple[Detector, ...], table: str) -> bytes:
    import pyarrow

    batches = pyarrow.Table.from_pandas(partition, preserve_index=False).to_batches()
    return observe_part(batches, detectors, table)
