"""W3C Data Privacy Vocabulary 2.3: the declared columns as JSON-LD, in the compact form below.

Source: https://w3id.org/dpv, https://w3id.org/dpv/pd.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from servanda.base.errors import ServandaError
from servanda.inventory.classes import Detector
from servanda.inventory.exchange.facts import (
    Imported,
    class_of_tags,
    facts_of,
    field_of,
    inventory_of,
)
from servanda.inventory.exchange.yamls import MAX_BYTES
from servanda.inventory.findings import Field, Inventory

NAME = "dpv"
TITLE = "W3C Data Privacy Vocabulary (JSON-LD)"

_CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "dct": "http://purl.org/dc/terms/",
    "servanda": "urn:servanda:",
    "servanda:facts": {"@type": "@json"},
}
_NEED = {True: "dpv:Required", False: "dpv:NotRequired"}


def write(inventory: Inventory, classes: Mapping[str, Detector]) -> str:
    """A node for each column: what it is (`pd:`), its purpose, storage, place, contracts and need.

    What DPV has no word for (ids, notes, a person's own rating) is in `servanda:facts`, as JSON.
    """
    graph = [_node(field, classes) for field in inventory.fields]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, indent=2, ensure_ascii=False) + "\n"


def _node(field: Field, classes: Mapping[str, Detector]) -> dict[str, Any]:
    detector = classes.get(field.data_class)
    kinds = ["dpv:PersonalData"]
    if detector and detector.dpv:
        kinds.append(f"pd:{detector.dpv}")
    if detector and detector.sensitivity.rank == 3:
        kinds.append("dpv:SensitivePersonalData")
    place = "/".join(quote(part, safe="") for part in (field.system, field.table, field.column))
    node: dict[str, Any] = {"@id": f"urn:servanda:{place}", "@type": kinds}
    node["dct:title"] = f"{field.system} {field.table}.{field.column}"
    if field.purpose:
        node["dpv:hasPurpose"] = {"@type": "dpv:Purpose", "dct:description": field.purpose}
    if field.retention:
        node["dpv:hasStorageCondition"] = {
            "@type": "dpv:StorageDuration",
            "dct:description": field.retention,
        }
    if field.region:
        node["dpv:hasLocation"] = {"@id": f"https://w3id.org/dpv/loc#{quote(field.region)}"}
    if field.owner:
        node["dpv:hasResponsibleEntity"] = {"dpv:hasName": field.owner}
    if field.agreements:
        node["dpv:hasLegalMeasure"] = [
            {"@type": "dpv:Contract", "dct:identifier": one} for one in field.agreements
        ]
    if field.essential is not None:
        node["dpv:hasNecessity"] = {"@id": _NEED[field.essential]}
    node["servanda:facts"] = facts_of(field)
    return node


def read(source: bytes, name: str, classes: Mapping[str, Detector]) -> Imported:
    """The columns of a graph in the form that `write` gives.

    A node of another program counts where its `@id` or title names system, table and column as ours
    do and its type is a `pd:` term that one of our classes has. Raises ServandaError `too-large`,
    `bad-json` or `wrong-type`.
    """
    fields: list[Field] = []
    unknown: list[str] = []
    for node in _graph(source, name):
        identity = node.get("@id")
        if not isinstance(identity, str) or not identity.startswith("urn:servanda:"):
            unknown.append(identity if isinstance(identity, str) else "a node without @id")
            continue
        parts = [unquote(part) for part in identity.removeprefix("urn:servanda:").split("/")]
        if len(parts) != 3:
            unknown.append(identity)
            continue
        own = node.get("servanda:facts")
        facts = dict(own) if isinstance(own, dict) else _said(node)
        if not facts.get("data_class"):
            kinds = node.get("@type")
            facts["data_class"] = class_of_tags(
                [kinds] if isinstance(kinds, str) else kinds, classes
            )
        if facts["data_class"]:
            fields.append(field_of(parts[0], parts[1], parts[2], facts, name))
        else:
            unknown.append(f"{parts[0]} {parts[1]}.{parts[2]}")
    return Imported(inventory=inventory_of(fields, [], name), unknown=tuple(unknown))


def _graph(source: bytes, name: str) -> list[dict[str, Any]]:
    if len(source) > MAX_BYTES:
        raise ServandaError("too-large", "this file is too large", where=name)
    try:
        document = json.loads(source)
    except (ValueError, RecursionError):
        raise ServandaError("bad-json", "this is not JSON", where=name) from None
    graph = document.get("@graph") if isinstance(document, dict) else document
    if not isinstance(graph, list) or not all(isinstance(node, dict) for node in graph):
        raise ServandaError("wrong-type", "this JSON-LD has no `@graph` of nodes", where=name)
    return graph


def _said(node: dict[str, Any]) -> dict[str, Any]:
    """What DPV's own terms say of a node that we did not write."""
    facts: dict[str, Any] = {}
    for key, term, within in (
        ("purpose", "dpv:hasPurpose", "dct:description"),
        ("retention", "dpv:hasStorageCondition", "dct:description"),
        ("owner", "dpv:hasResponsibleEntity", "dpv:hasName"),
    ):
        found = node.get(term)
        if isinstance(found, dict) and isinstance(found.get(within), str):
            facts[key] = found[within]
    need = node.get("dpv:hasNecessity")
    if isinstance(need, dict) and need.get("@id") in _NEED.values():
        facts["essential"] = need["@id"] == _NEED[True]
    return facts
