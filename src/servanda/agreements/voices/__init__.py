"""Sentences of our own from which the second voter learns how promises sound.

One TOML file a topic; one table a requirement, named by its alias, with three lists: `satisfied`
wording meets the requirement, `half` touches it without meeting it, `near` sounds like it and is
about something else. They are written in many registers on purpose (terse, law-firm, translated,
plain), and none is taken from an agreement.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The example sentences of one requirement."""

    satisfied: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def voices() -> dict[str, Voice]:
    """Every voice by the alias of its requirement."""
    found: dict[str, Voice] = {}
    for file in sorted(resources.files(__name__).iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        for alias, lists in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[alias] = Voice(
                **{name: tuple(sentences) for name, sentences in lists.items()},
            )
    return found
