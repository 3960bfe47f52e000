"""fideslang: a dataset a system, with `data_categories` on its fields (YAML).

Source: ethyca/fideslang, taxonomy 3.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from servanda.inventory.classes import Detector
from servanda.inventory.exchange.facts import (
    Imported,
    by_table,
    dataset_of,
    facts_of,
    field_of,
    inventory_of,
)
from servanda.inventory.exchange.yamls import read_yaml, table, tables, word, write_yaml
from servanda.inventory.findings import Dataset, Field, Inventory

NAME = "fideslang"
TITLE = "fideslang datasets (YAML)"

_CATEGORIES = {
    "email": "user.contact.email",
    "phone": "user.contact.phone_number",
    "phone-extension": "user.contact.phone_number",
    "street-address": "user.contact.address.street",
    "city": "user.contact.address.city",
    "postcode": "user.contact.address.postal_code",
    "region": "user.contact.address.state",
    "country": "user.contact.address.country",
    "full-name": "user.name",
    "given-name": "user.name",
    "family-name": "user.name",
    "honorific": "user.name",
    "username": "user.account.username",
    "password": "user.authorization.password",
    "access-key": "user.authorization.credentials",
    "biometric-data": "user.biometrics",
    "date-of-birth": "user.demographic.date_of_birth",
    "age": "user.demographic.age_range",
    "gender": "user.demographic.gender",
    "marital-status": "user.demographic.marital_status",
    "political-opinion": "user.demographic.political_opinion",
    "ethnicity": "user.demographic.race_ethnicity",
    "religion": "user.demographic.religious_belief",
    "sexual-orientation": "user.demographic.sexual_orientation",
    "nationality": "user.demographic.citizenship_or_immigration_status",
    "trade-union": "user.demographic.union_membership",
    "photo": "user.content.self_image",
    "personal-notes": "user.content.private",
    "gps-coordinates": "user.location",
    "criminal-record": "user.criminal_history",
    "job-title": "user.professional_information",
    "salary": "user.financial",
    "iban": "user.financial",
    "bank-account": "user.financial",
    "payment-card": "user.payment",
    "card-security-code": "user.payment",
    "card-expiry": "user.payment",
    "ip-address": "user.device",
    "mac-address": "user.device",
    "device-id": "user.device",
}
"""Our classes that have a category of their own; the others get one by the laws that protect them."""


def category(name: str, classes: Mapping[str, Detector]) -> str:
    """The fideslang category of a class; `user` where there is none that is nearer."""
    if name in _CATEGORIES:
        return _CATEGORIES[name]
    detector = classes.get(name)
    if detector is None:
        return "user"
    law = " ".join(detector.laws.values())
    if "4(15)" in law or "160.103" in law:
        return "user.health"
    if "Article 87" in law or detector.dpv in ("OfficialID", "Passport", "VehicleLicense"):
        return "user.government_id"
    return "user" if detector.dpv else "system"


def write(inventory: Inventory, classes: Mapping[str, Detector]) -> str:
    """The datasets of all systems; what fideslang has no place for is in the dataset's `meta`."""
    return write_yaml({"dataset": [_dataset(*one, classes) for one in by_table(inventory).items()]})


def _dataset(
    system: str,
    listed: dict[str, tuple[Dataset | None, list[Field]]],
    classes: Mapping[str, Detector],
) -> dict[str, Any]:
    return {
        "fides_key": re.sub(r"[^a-zA-Z0-9_.<>-]", "_", system),
        "organization_fides_key": "default_organization",
        "name": system,
        "meta": {
            "servanda": {
                name: {
                    **({"dataset": facts_of(dataset)} if dataset else {}),
                    "fields": {field.column: facts_of(field) for field in fields},
                }
                for name, (dataset, fields) in listed.items()
            }
        },
        "collections": [
            {
                "name": name,
                "fields": [
                    {
                        "name": field.column,
                        **({"description": field.purpose} if field.purpose else {}),
                        "data_categories": [category(field.data_class, classes)],
                    }
                    for field in fields
                ],
            }
            for name, (_, fields) in listed.items()
        ],
    }


def read(source: bytes, name: str, classes: Mapping[str, Detector]) -> Imported:
    """The fields of datasets. One of another program has the class whose category it names, where
    that is one class only; a category of several classes tells none. Nested fields are `outer.inner`.
    """
    ours: dict[str, list[str]] = {}
    for known in classes:
        ours.setdefault(category(known, classes), []).append(known)
    fields: list[Field] = []
    datasets: list[Dataset] = []
    unknown: list[str] = []
    for document in read_yaml(source, name):
        listed = tables(table(document, "a fideslang file", name).get("dataset"), "dataset", name)
        for one in listed:
            system = str(one.get("name") or word(one, "fides_key", "a dataset", name))
            own = _own(one, name)
            for collection in tables(one.get("collections"), "collections", name):
                at = word(collection, "name", "a collection", name)
                mine = table(own.get(at) or {}, "meta.servanda", name)
                if isinstance(mine.get("dataset"), dict):
                    datasets.append(dataset_of(system, at, mine["dataset"], name))
                said = table(mine.get("fields") or {}, "meta.servanda", name)
                for column, item in _fields(collection, name):
                    facts = said.get(column)
                    facts = dict(facts) if isinstance(facts, dict) else _told(item, ours)
                    if facts.get("data_class"):
                        fields.append(field_of(system, at, column, facts, name))
                    else:
                        unknown.append(f"{system} {at}.{column}")
    return Imported(inventory=inventory_of(fields, datasets, name), unknown=tuple(unknown))


def _own(dataset: dict[str, Any], name: str) -> dict[str, Any]:
    meta = table(dataset.get("meta") or {}, "meta", name)
    return table(meta.get("servanda") or {}, "meta.servanda", name)


def _fields(
    item: dict[str, Any], name: str, prefix: str = "", depth: int = 0
) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in tables(item.get("fields"), "fields", name):
        column = f"{prefix}{word(one, 'name', 'a field', name)}"
        if one.get("fields") and depth < 20:
            yield from _fields(one, name, f"{column}.", depth + 1)
        else:
            yield column, one


def _told(item: dict[str, Any], ours: dict[str, list[str]]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if isinstance(item.get("description"), str):
        facts["note"] = item["description"]
    categories = item.get("data_categories")
    for one in categories if isinstance(categories, list) else ():
        known = ours.get(one, []) if isinstance(one, str) else []
        if len(known) == 1:
            facts["data_class"] = known[0]
            break
    return facts
