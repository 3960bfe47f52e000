"""dbt: sources with `meta` and `tags` on tables and columns (`schema.yml`).

Since dbt 1.10 both stand below `config`; the older place is read as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from servanda.inventory.classes import Detector
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

NAME = "dbt"
TITLE = "dbt schema.yml with meta and tags"


def write(inventory: Inventory, classes: Mapping[str, Detector]) -> str:
    """One dbt source a system; all that is declared stands in `meta.servanda`."""
    return write_yaml(
        {
            "version": 2,
            "sources": [
                {
                    "name": system,
                    "tables": [
                        {
                            "name": name,
                            **(
                                {"config": {"meta": {"servanda": facts_of(dataset)}}}
                                if dataset
                                else {}
                            ),
                            "columns": [_column(field, classes) for field in fields],
                        }
                        for name, (dataset, fields) in listed.items()
                    ],
                }
                for system, listed in by_table(inventory).items()
            ],
        }
    )


def _column(field: Field, classes: Mapping[str, Detector]) -> dict[str, Any]:
    detector = classes.get(field.data_class)
    sensitivity = sensitivity_of(field, classes)
    meta: dict[str, Any] = {"servanda": facts_of(field)}
    if detector and detector.dpv:
        meta["dpv"] = f"pd:{detector.dpv}"
    if sensitivity:
        meta["sensitivity"] = sensitivity
    return {
        "name": field.column,
        **({"description": detector.title} if detector else {}),
        "config": {"tags": [field.data_class], "meta": meta},
    }


def read(source: bytes, name: str, classes: Mapping[str, Detector]) -> Imported:
    """The columns of sources, models, seeds and snapshots whose class a tag or `meta` names.

    Models, seeds and snapshots have no system in dbt; theirs is called `dbt`.
    """
    fields: list[Field] = []
    datasets: list[Dataset] = []
    unknown: list[str] = []
    for document in read_yaml(source, name):
        schema = table(document, "a dbt file", name)
        listed = [
            (word(one, "name", "a source", name), item)
            for one in tables(schema.get("sources"), "sources", name)
            for item in tables(one.get("tables"), "tables", name)
        ]
        for kind in ("models", "seeds", "snapshots"):
            listed += [("dbt", item) for item in tables(schema.get(kind), kind, name)]
        for system, item in listed:
            at = word(item, "name", "a table", name)
            meta, _ = _said(item, name)
            if isinstance(meta.get("servanda"), dict):
                datasets.append(dataset_of(system, at, meta["servanda"], name))
            for one in tables(item.get("columns"), "columns", name):
                column = word(one, "name", "a column", name)
                meta, tags = _said(one, name)
                own = meta.get("servanda")
                facts = dict(own) if isinstance(own, dict) else {}
                if not facts.get("data_class"):
                    facts["data_class"] = class_of_tags(
                        [meta.get("data_class"), meta.get("dpv"), *tags], classes
                    )
                if facts["data_class"]:
                    fields.append(field_of(system, at, column, facts, name))
                else:
                    unknown.append(f"{system} {at}.{column}")
    return Imported(inventory=inventory_of(fields, datasets, name), unknown=tuple(unknown))


def _said(item: dict[str, Any], name: str) -> tuple[dict[str, Any], list[Any]]:
    config = table(item.get("config") or {}, "config", name)
    meta: dict[str, Any] = {}
    tags: list[Any] = []
    for part in (item, config):
        meta |= table(part.get("meta") or {}, "meta", name)
        found = part.get("tags") or []
        tags += found if isinstance(found, list) else [found]
    return meta, tags
