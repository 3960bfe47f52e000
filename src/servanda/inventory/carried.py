"""Evidence as text that travels between machines and from one scan to the next: counts, never a value."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from servanda.inventory.evidence import ClassEvidence, ColumnEvidence
from servanda.inventory.prose.telling import Told


def evidence_text(columns: Iterable[ColumnEvidence]) -> str:
    """The evidence of the columns of one table as JSON."""
    return json.dumps([_plain(column) for column in columns])


def read_evidence(text: str | bytes) -> tuple[ColumnEvidence, ...]:
    """The evidence back; raises ValueError, TypeError or KeyError for what is none."""
    return tuple(_evidence(column) for column in json.loads(text))


def merged(
    before: tuple[ColumnEvidence, ...], after: tuple[ColumnEvidence, ...]
) -> tuple[ColumnEvidence, ...]:
    """The evidence of two parts of one table, paired by the columns' names; either may have more."""
    if [column.column for column in before] == [column.column for column in after]:
        # by place: names may repeat
        return tuple(one.plus(two) for one, two in zip(before, after, strict=True))
    later = {column.column: column for column in after}
    both = tuple(one.plus(later.pop(one.column)) if one.column in later else one for one in before)
    return both + tuple(later.values())


def _plain(column: ColumnEvidence) -> dict[str, Any]:
    plain = asdict(column)
    for evidence in (*plain["classes"].values(), *plain["prose"].values()):
        evidence["marks"] = sorted(evidence["marks"])
    return plain


def _evidence(plain: dict[str, Any]) -> ColumnEvidence:
    classes = {
        name: ClassEvidence(**{**evidence, "marks": frozenset(evidence["marks"])})
        for name, evidence in plain.pop("classes").items()
    }
    prose = {
        name: Told(**{**told, "marks": frozenset(told["marks"])})
        for name, told in plain.pop("prose").items()
    }
    return ColumnEvidence(**plain, classes=classes, prose=prose)
