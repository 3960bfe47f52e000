"""Formats in which other programs say what a company holds, one file each.

A format is a module with NAME, TITLE, `write(inventory, classes) -> str` and
`read(source, name) -> Imported`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Protocol, cast

from servanda.base.errors import ServandaError
from servanda.inventory.classes import Detector
from servanda.inventory.exchange.facts import Imported
from servanda.inventory.findings import Inventory

_NO_FORMAT = ("facts", "yamls")


class Format(Protocol):
    """A module of `exchange/`: one format."""

    NAME: str
    TITLE: str

    def write(self, inventory: Inventory, classes: Mapping[str, Detector]) -> str:
        """The inventory in the format."""
        ...

    def read(self, source: bytes, name: str, classes: Mapping[str, Detector]) -> Imported:
        """What a text in the format declares; raises ServandaError with `file` for any fault."""
        ...


def format_names() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    return tuple(
        sorted(one.name for one in pkgutil.iter_modules(__path__) if one.name not in _NO_FORMAT)
    )


def format_named(name: str) -> Format:
    """The format of a name; raises ServandaError `unknown-format`."""
    if name not in format_names():
        raise ServandaError(
            "unknown-format",
            f"there is no format `{name}`",
            hint=f"one of {', '.join(format_names())}",
        )
    return cast(Format, importlib.import_module(f"{__name__}.{name}"))
