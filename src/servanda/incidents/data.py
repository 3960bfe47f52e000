"""From the classes of data that an incident touches to what they mean for its risk.

The inventory's detectors say why a class is protected; this reads it from there, so that a new class needs
nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from servanda.incidents.facts import Facts
from servanda.inventory.classes import Detector

_CONTACT = frozenset(
    "full-name given-name family-name email phone street-address postcode city date-of-birth".split()
)
_LOCATIONS = frozenset("gps-coordinates location-history travel-history".split())


def meaning(classes: Iterable[str], detectors: Mapping[str, Detector]) -> dict[str, bool]:
    """The facts that the presence of these classes states, by name; only true ones."""
    found: set[str] = set()
    for name in classes:
        if name in _CONTACT:
            found.add("contact")
        if name in _LOCATIONS:
            found.add("locations")
        if name not in detectors:
            continue
        laws = detectors[name].laws
        european, californian = laws.get("eu/gdpr", ""), laws.get("us/ca/ccpa", "")
        if "Article 9(1)" in european:
            found.add("special_category")
        if "concerning health" in european or "health information" in laws.get("us/hipaa", ""):
            found.add("health")
        if "Article 10" in european:
            found.add("criminal")
        if "Article 8" in european and "children" in european:
            found |= {"minors", "vulnerable"}
        if "Article 87" in european or "(ae)(1)(A)" in californian:
            found.add("national_id")
        if "pci/dss" in laws or "(ae)(1)(B)" in californian:
            found.add("credentials" if _opens(name) else "financial")
    return dict.fromkeys(sorted(found), True)


def _opens(name: str) -> bool:
    return any(word in name.split("-") for word in ("password", "username", "answer", "code", "key", "string")) and (
        "security-code" not in name
    )  # fmt: skip


def with_meaning(facts: Facts, detectors: Mapping[str, Detector], *, whole: bool = False) -> Facts:
    """The facts, with what is unknown read from `data_classes`.

    What the classes show is true; that they do not show a thing makes it false only where `whole` says
    that every system concerned was scanned in full.
    """
    if facts.data_classes is None:
        return facts
    shown = meaning(facts.data_classes, detectors)
    names = ("special_category", "health", "criminal", "minors", "national_id", "financial", "credentials", "contact", "locations")  # fmt: skip
    read: dict[str, Any] = {
        name: bool(shown.get(name))
        for name in names
        if getattr(facts, name) is None and (shown.get(name) or whole)
    }
    return replace(facts, **read)
