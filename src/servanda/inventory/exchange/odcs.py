"""Open Data Contract Standard 3.1: one contract a system, a YAML document each.

Source: bitol-io/open-data-contract-standard, v3.1.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from servanda.base.errors import ServandaError
from servanda.inventory.classes import Detector, Sensitivity
from servanda.inventory.exchange.facts import (
    Imported,
    by_table,
    class_of_tags,
    dataset_of,
    facts_of,
    field_of,
    inventory_of,
    sensitivity_of,
)
from servanda.inventory.exchange.yamls import read_yaml, table, tables, word, write_yaml
from servanda.inventory.findings import Dataset, Field, Inventory

NAME = "odcs"
TITLE = "Open Data Contract Standard 3.1 (YAML)"

_PREFIX = "servanda"


def write(inventory: Inventory, classes: Mapping[str, Detector]) -> str:
    """The contracts of all systems; what the standard has no place for is in `customProperties`."""
    return write_yaml(
        *(
            {
                "apiVersion": "v3.1.0",
                "kind": "DataContract",
                "id": system,
                "version": "1.0.0",
                "status": "active",
                "name": system,
                "schema": [
                    {
                        "name": name,
                        "logicalType": "object",
                        "physicalName": name,
                        **_custom(facts_of(dataset) if dataset else {}, bool(dataset)),
                        "properties": [_property(field, classes) for field in fields],
                    }
                    for name, (dataset, fields) in listed.items()
                ],
            }
            for system, listed in by_table(inventory).items()
        )
    )


def _property(field: Field, classes: Mapping[str, Detector]) -> dict[str, Any]:
    detector = classes.get(field.data_class)
    made: dict[str, Any] = {"name": field.column, "physicalName": field.column}
    if detector:
        made["businessName"] = detector.title
    sensitivity = sensitivity_of(field, classes)
    if sensitivity:
        made["classification"] = sensitivity
    made["tags"] = [field.data_class]
    if detector and detector.dpv:
        made["tags"].append(f"pd:{detector.dpv}")
    return {**made, **_custom(facts_of(field), True)}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return _PREFIX + "".join(part.capitalize() for part in (first, *rest))


def _custom(facts: dict[str, Any], own: bool) -> dict[str, Any]:
    if not own:
        return {}
    listed = [{"property": _PREFIX, "value": True}]
    listed += [{"property": _camel(key), "value": value} for key, value in facts.items()]
    return {"customProperties": listed}


def read(source: bytes, name: str, classes: Mapping[str, Detector]) -> Imported:
    """The columns of contracts whose class can be told: by our own word, or by a tag.

    A column's `classification`, where it is one of our four words and the contract is not of our own
    writing, is kept as a person's own rating.
    """
    fields: list[Field] = []
    datasets: list[Dataset] = []
    unknown: list[str] = []
    for document in read_yaml(source, name):
        contract = table(document, "a data contract", name)
        if contract.get("kind") != "DataContract":
            raise ServandaError("no-contract", "this is no data contract", where=name)
        system = word(contract, "id", "the contract", name)
        for one in tables(contract.get("schema"), "schema", name):
            at = word(one, "name", "an object of schema", name)
            own, facts = _facts(one, name, Dataset)
            if own:
                datasets.append(dataset_of(system, at, facts, name))
            for item in tables(one.get("properties"), "properties", name):
                column = word(item, "name", "a property", name)
                own, facts = _facts(item, name, Field)
                if not facts.get("data_class"):
                    facts["data_class"] = class_of_tags(item.get("tags"), classes)
                if not facts["data_class"]:
                    unknown.append(f"{system} {at}.{column}")
                    continue
                if not own and item.get("classification") in set(Sensitivity):
                    facts["sensitivity"] = item["classification"]
                    facts["because"] = "so classified in the data contract"
                fields.append(field_of(system, at, column, facts, name))
    return Imported(inventory=inventory_of(fields, datasets, name), unknown=tuple(unknown))


def _facts(
    item: dict[str, Any], name: str, kind: type[Field] | type[Dataset]
) -> tuple[bool, dict[str, Any]]:
    """Whether we wrote the item, and what its custom properties say of it."""
    ours = {_camel(key): key for key in kind.__dataclass_fields__}
    facts: dict[str, Any] = {}
    own = False
    for one in tables(item.get("customProperties"), "customProperties", name):
        key = one.get("property")
        own = own or key == _PREFIX
        if isinstance(key, str) and key in ours:
            facts[ours[key]] = one.get("value")
    return own, facts
