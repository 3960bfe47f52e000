"""What one part of a table shows, as bytes that travel between machines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from servanda.base.errors import UnreadableError
from servanda.inventory.carried import evidence_text, read_evidence
from servanda.inventory.classes import Detector
from servanda.inventory.evidence import ColumnEvidence, compile_classes, observe
from servanda.inventory.findings import ColumnFinding
from servanda.inventory.scan import merge
from servanda.inventory.vote import vote


def observe_part(batches: Iterable[Any], detectors: tuple[Detector, ...], table: str) -> bytes:
    """The evidence of all batches of one part: counts by column and class, as JSON. Pure."""
    classes = compile_classes(detectors)
    evidence: tuple[ColumnEvidence, ...] = ()
    for batch in batches:
        evidence = merge(evidence, observe(batch, classes, table))
    return evidence_text(evidence).encode()


def settle(
    parts: Iterable[bytes],
    detectors: tuple[Detector, ...],
    *,
    system: str,
    table: str,
    whole: bool = True,
) -> tuple[ColumnFinding, ...]:
    """The findings of a table from the evidence of its parts, in any order.

    `whole` is False where the parts are a random draw. Raises UnreadableError `parts-differ` where
    the parts are not of one table.
    """
    evidence: tuple[ColumnEvidence, ...] = ()
    for part in parts:
        columns = read_evidence(part)
        if not columns:  # a part without rows says nothing
            continue
        if evidence and [c.column for c in columns] != [c.column for c in evidence]:
            raise UnreadableError(
                "parts-differ",
                "the parts of this table have different columns",
                where=table,
                hint="scan each schema as a table of its own",
            )
        evidence = merge(evidence, columns)
    rows = max((column.seen + column.nulls for column in evidence), default=0)
    return vote(
        evidence,
        compile_classes(detectors),
        system=system,
        table=table,
        rows=rows if whole else None,
        whole=whole,
    )
