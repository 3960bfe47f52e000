"""Finds the parts that are one file each: laws, detectors, sources, controls. A value, not a global.

Nothing is registered anywhere else: a file's stem is its id. Discovery is sorted, so that every run
sees the parts in the same order.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import ModuleType

from servanda.base.errors import ServandaError
from servanda.controls.control import Control
from servanda.inventory.classes import Detector
from servanda.law.provisions import Law


def _modules(package: str) -> list[tuple[str, ModuleType]]:
    home = importlib.import_module(package)
    names = sorted(module.name for module in pkgutil.iter_modules(home.__path__))
    return [
        (name, importlib.import_module(f"{package}.{name}")) for name in names if name[0] != "_"
    ]


def detectors() -> tuple[Detector, ...]:
    """Every data class of `servanda.inventory.detectors`, by id."""
    return tuple(
        replace(module.DETECTOR, id=name.replace("_", "-"))
        for name, module in _modules("servanda.inventory.detectors")
    )


def controls() -> tuple[Control, ...]:
    """Every control of `servanda.controls.catalog`, by id."""
    return tuple(
        replace(module.CONTROL, id=name.replace("_", "-"))
        for name, module in _modules("servanda.controls.catalog")
    )


def sources() -> tuple[ModuleType, ...]:
    """Every kind of place of `servanda.inventory.sources`, by id."""
    return tuple(module for _, module in _modules("servanda.inventory.sources"))


def law_texts() -> dict[str, bytes]:
    """The literate texts that ship with Servanda, by id (`eu/gdpr`)."""

    def walk(folder: Traversable, prefix: str) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for entry in sorted(folder.iterdir(), key=lambda item: item.name):
            if entry.is_dir():
                found |= walk(entry, f"{prefix}{entry.name}/")
            elif entry.name.endswith(".md"):
                found[f"{prefix}{entry.name.removesuffix('.md')}"] = entry.read_bytes()
        return found

    return walk(files("servanda.law") / "texts", "")


def law_text(law: str) -> bytes:
    """One literate text; raises ServandaError `unknown-law` with what there is."""
    texts = law_texts()
    if law not in texts:
        raise ServandaError(
            "unknown-law", f"there is no law `{law}` here", hint=f"one of {', '.join(texts)}"
        )
    return texts[law]


def notice_laws(places: Collection[str] = ()) -> tuple[Law, ...]:
    """Every law with a duty which an incident sets off, by id.

    Where `places` are given, only those laws are read whole that reach one of them; of the others the
    head alone, without provisions. Laws of contracts (card brands) are always read.
    """
    from servanda.incidents.notice_duty import NOTICES
    from servanda.incidents.places import reaches
    from servanda.law.reader import read_head

    marks = [f'kind = "{kind}"'.encode() for kind in NOTICES]
    found = []
    for name, text in law_texts().items():
        if not any(mark in text for mark in marks):
            continue
        law = read_head(name, text)
        near = any(reaches(law.jurisdiction, place) for place in places)
        if not places or near or law.jurisdiction == "CONTRACT":
            law = _law(name, text)
        found.append(law)
    return tuple(found)


@cache
def _law(name: str, text: bytes) -> Law:
    """A law read whole, once: a register assesses each of its incidents by the same ones."""
    from servanda.law.reader import read_law

    return read_law(name, text)
