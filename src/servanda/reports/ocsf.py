"""Ledger entries as events of the Open Cybersecurity Schema Framework 1.3, class Entity Management."""

from __future__ import annotations

import json
from typing import Any

import servanda
from servanda.ledger.entries import Entry
from servanda.reports.syslog import is_notable

_CATEGORY, _CLASS, _CREATE = 3, 3004, 1
"""Identity & Access Management; Entity Management; an entity (here: a record) was created."""


def event(index: int, entry: Entry, *, origin: str) -> dict[str, Any]:
    """One entry as an event. `time` is in milliseconds since 1970; nothing of a record is in it."""
    notable = is_notable(entry)
    return {
        "activity_id": _CREATE,
        "activity_name": "Create",
        "category_uid": _CATEGORY,
        "category_name": "Identity & Access Management",
        "class_uid": _CLASS,
        "class_name": "Entity Management",
        "type_uid": _CLASS * 100 + _CREATE,
        "type_name": "Entity Management: Create",
        "severity_id": 3 if notable else 1,
        "severity": "Medium" if notable else "Informational",
        "time": int(entry.at.timestamp() * 1000),
        "message": f"{entry.kind} of {entry.subject or origin}",
        "metadata": {
            "version": "1.3.0",
            "uid": f"{origin}/{index}",
            "log_name": origin,
            "sequence": index,
            "product": {
                "name": "Servanda",
                "vendor_name": "Servanda",
                "version": servanda.__version__,
            },
        },
        "actor": {"user": {"name": entry.actor}},
        "entity": {"name": entry.subject or origin, "type": entry.kind, "uid": entry.digest},
        **({"unmapped": {"run": entry.run}} if entry.run else {}),
    }


def line(index: int, entry: Entry, *, origin: str) -> bytes:
    """The event as one line of JSON."""
    plain = event(index, entry, origin=origin)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
