"""Drift: how what the scans find departs from what the inventory says, and from the scan before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from servanda.inventory.findings import ColumnFinding, Discovery, Inventory

Kind = Literal[
    "undeclared",
    "gone",
    "of-another-class",
    "in-clear-now",
    "new-since",
    "not-found",
    "not-scanned",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One departure. `sure` is False where the scan could not tell (it was not complete)."""

    kind: Kind
    system: str
    table: str
    column: str
    words: str
    sure: bool = True


def drift(
    inventory: Inventory, after: Discovery, before: Discovery | None = None
) -> tuple[Drift, ...]:
    """How a scan departs from the inventory, and from the scan before where there is one.

    Sorted by table and column. A declared column in which nothing was found is `not-found`: it stays
    the person's word, and is said so that they can look.
    """
    found = _by_place(after.findings)
    then = _by_place(before.findings) if before else {}
    met, met_then = set(after.met), set(before.met) if before else set()
    out: list[Drift] = []

    def say(kind: Kind, place: tuple[str, str], words: str, sure: bool = True) -> None:
        out.append(
            Drift(
                kind=kind,
                system=after.system,
                table=place[0],
                column=place[1],
                words=words,
                sure=sure,
            )
        )

    for place, findings in found.items():
        classes = {finding.data_class for finding in findings}
        shown = ", ".join(sorted(classes))
        field = inventory.declared(after.system, *place)
        if field is None:
            say("undeclared", place, f"holds {shown}, which the inventory does not say")
        elif field.data_class not in classes:
            say("of-another-class", place, f"declared as {field.data_class}, found to hold {shown}")
        if before is not None and place in then:
            clear = {one.data_class for one in findings if one.in_clear}
            hidden = {one.data_class for one in then[place] if not one.in_clear}
            for data_class in sorted(clear & hidden):
                say("in-clear-now", place, f"{data_class} was not in clear at the scan before")
        elif before is not None and place in met_then:
            say("new-since", place, f"holds {shown}; the scan before found nothing in it")
        elif before is not None and before.complete:
            say("new-since", place, f"holds {shown}; it was not there at the scan before")
    for declared in inventory.fields:
        place = (declared.table, declared.column)
        if declared.system != after.system or place in found:
            continue
        if place in met:
            say("not-found", place, f"declared as {declared.data_class}, of which nothing was seen")
        elif after.complete:
            say("gone", place, f"declared as {declared.data_class}, and no longer there")
        else:
            say("gone", place, f"declared as {declared.data_class}, and not met", sure=False)
    for skipped in after.skipped:
        say("not-scanned", (skipped.place, ""), skipped.why, sure=False)
    return tuple(sorted(out, key=lambda one: (one.table, one.column, one.kind)))


def _by_place(findings: Iterable[ColumnFinding]) -> dict[tuple[str, str], list[ColumnFinding]]:
    places: dict[tuple[str, str], list[ColumnFinding]] = {}
    for finding in findings:
        places.setdefault((finding.table, finding.column), []).append(finding)
    return places
