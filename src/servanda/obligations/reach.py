"""Which systems and which classes of data an agreement's obligations reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from servanda.inventory.findings import Discovery, Inventory
from servanda.inventory.systems import System


def holding(systems: Iterable[System], agreement: str) -> tuple[str, ...]:
    """The ids of the systems that list an agreement, sorted."""
    return tuple(sorted(system.id for system in systems if agreement in system.agreements))


def reached(systems: Iterable[System], agreement: str) -> tuple[str, ...]:
    """Those, and the systems that list no agreement: what nobody claims may hold anyone's data."""
    return tuple(sorted(s.id for s in systems if agreement in s.agreements or not s.agreements))


def classes_in(
    systems: Iterable[str],
    agreement: str,
    inventory: Inventory,
    discoveries: Mapping[str, Discovery],
) -> tuple[str, ...]:
    """The data classes found or declared in systems for an agreement, sorted.

    Empty, which means all, where a system was not scanned in full: a list that is known to be short
    must not narrow a promise. A column that is declared for other agreements only does not count.
    """
    places = set(systems)
    if not all(place in discoveries and discoveries[place].complete for place in places):
        return ()
    classes = set()
    for field in inventory.fields:
        if field.system in places and (not field.agreements or agreement in field.agreements):
            classes.add(field.data_class)
    for place in places:
        for finding in discoveries[place].findings:
            field_ = inventory.declared(finding.system, finding.table, finding.column)
            if field_ is None or not field_.agreements or agreement in field_.agreements:
                classes.add(finding.data_class)
    return tuple(sorted(classes))
