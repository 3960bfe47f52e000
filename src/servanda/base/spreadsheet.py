"""Cells that a spreadsheet must not run: which texts it takes for a formula, and how they are written."""

from __future__ import annotations

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""First characters by which a spreadsheet takes a cell for a formula, the wide ones of Asian fonts too."""


def guarded(text: str) -> str:
    """The text as a cell: an apostrophe stops what begins like a formula, and is not shown."""
    return f"'{text}" if text.startswith(RUNS) else text
