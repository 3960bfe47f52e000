"""Every rule, by the alias of the requirement it recognises."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

from servanda.agreements.recognise import topics
from servanda.agreements.recognise.rules import Rule


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """The rules of every file in `topics/`, sorted by file; a double alias is an error."""
    found: dict[str, Rule] = {}
    for module in sorted(pkgutil.iter_modules(topics.__path__), key=lambda item: item.name):
        if module.name.startswith("_"):
            continue
        for rule in importlib.import_module(f"{topics.__name__}.{module.name}").RULES:
            if rule.alias in found:
                raise ValueError(f"{rule.alias} is recognised twice")
            found[rule.alias] = rule
    return found
