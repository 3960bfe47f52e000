"""What a declaration says beside its place, as a flat table that any format can carry."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from servanda.base.codec import from_plain, to_plain
from servanda.base.errors import ServandaError
from servanda.inventory.classes import Detector
from servanda.inventory.findings import Dataset, Field, Inventory

_PLACE = ("system", "table", "column")
MOST = 1_000_000
"""Declarations of one file; more are refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a file declares, and the columns it names whose class could not be told."""

    inventory: Inventory
    unknown: tuple[str, ...] = ()


def facts_of(item: Field | Dataset) -> dict[str, Any]:
    """All that is said of an item beside its place, as plain data; what is empty is left out."""
    return {
        field.name: to_plain(getattr(item, field.name))
        for field in dataclasses.fields(item)
        if field.name not in _PLACE and getattr(item, field.name) not in ("", None, ())
    }


def field_of(system: str, table: str, column: str, facts: Mapping[str, Any], where: str) -> Field:
    """The declaration of a column; raises ServandaError where a fact is of the wrong kind."""
    place = {"system": system, "table": table, "column": column}
    return from_plain(Field, {**_known(Field, facts), **place}, where)


def dataset_of(system: str, table: str, facts: Mapping[str, Any], where: str) -> Dataset:
    """The declaration of a table; raises ServandaError where a fact is of the wrong kind."""
    return from_plain(Dataset, {**_known(Dataset, facts), "system": system, "table": table}, where)


def _known(kind: type[Field] | type[Dataset], facts: Mapping[str, Any]) -> dict[str, Any]:
    # what other programs say of a column beside this is theirs
    names = {field.name for field in dataclasses.fields(kind)}
    return {str(key): value for key, value in facts.items() if key in names}


def inventory_of(fields: list[Field], datasets: list[Dataset], where: str) -> Inventory:
    """An inventory in which every place stands once.

    Raises ServandaError `declared-twice`, or `not-unicode` for half a surrogate pair.
    """
    seen: set[tuple[str, ...]] = set()
    items: list[Field | Dataset] = [*fields, *datasets]
    for item in items:
        try:
            _texts(item).encode()
        except UnicodeEncodeError:
            raise ServandaError(
                "not-unicode", "a text holds half a character", where=where
            ) from None
        place = (item.system, item.table, *([item.column] if isinstance(item, Field) else []))
        if place in seen:
            raise ServandaError(
                "declared-twice", f"`{'.'.join(place)}` is declared twice", where=where
            )
        seen.add(place)
    return Inventory(fields=tuple(fields), datasets=tuple(datasets))


def _texts(item: Field | Dataset) -> str:
    parts: list[str] = []
    for value in facts_of(item).values():
        if isinstance(value, dict):
            parts += [*value, *value.values()]
        elif isinstance(value, list):
            parts += value
        else:
            parts.append(str(value))
    return "".join((item.system, item.table, getattr(item, "column", ""), *parts))


def by_table(inventory: Inventory) -> dict[str, dict[str, tuple[Dataset | None, list[Field]]]]:
    """The declarations by system and table, in the order in which they are first named."""
    systems: dict[str, dict[str, tuple[Dataset | None, list[Field]]]] = {}
    for dataset in inventory.datasets:
        systems.setdefault(dataset.system, {})[dataset.table] = (dataset, [])
    for field in inventory.fields:
        tables = systems.setdefault(field.system, {})
        tables.setdefault(field.table, (None, []))[1].append(field)
    return systems


def sensitivity_of(field: Field, classes: Mapping[str, Detector]) -> str:
    """The sensitivity that holds: a person's own, else that of the class; empty where unknown."""
    if field.sensitivity:
        return field.sensitivity.value
    detector = classes.get(field.data_class)
    return detector.sensitivity.value if detector else ""


def class_of_tags(tags: Any, classes: Mapping[str, Detector]) -> str:
    """The class that one of some tags names: by its own id or by its DPV term (`pd:EmailAddress`)."""
    if not isinstance(tags, list):
        return ""
    terms = {
        f"pd:{detector.dpv}".casefold(): name
        for name, detector in sorted(classes.items(), reverse=True)
        if detector.dpv
    }
    for tag in tags:
        if isinstance(tag, str):
            word = tag.strip().casefold()
            if word in classes:
                return word
            if word in terms:
                return terms[word]
    return ""
