"""No expression of the inventory can be driven to quadratic time, whatever it reads.

Every expression of every detector and every module is given strings made to hurt it; eight times as much
of them may take eight times as long, with room for noise, and never sixty-four times. What an expression
is asked in the source (`search`, or only `match`) is how it is tried here.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from adversarial import attacks, slow

import servanda.inventory
from servanda import registry
from servanda.inventory.checked import checked
from servanda.inventory.evidence import compile_classes


def _of_detectors() -> Iterator[tuple[str, re.Pattern[str]]]:
    for one in compile_classes(registry.detectors(), None).recognisers:
        for kind in ("full", "fits", "inside"):
            pattern = getattr(one, kind)
            if pattern is not None:
                yield f"{one.detector.id}.{kind}", pattern
    for cues in checked(registry.detectors()).cues.values():
        for _, found in cues:
            yield f"{found.detector.id}.after-a-word", found.inside


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(servanda.inventory.__path__, "servanda.inventory."):
        try:
            yield importlib.import_module(found.name)
        except ImportError:
            continue  # an extra that is not installed


def _held(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, tuple | list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _held(one, depth + 1)


def _asked(module: ModuleType) -> dict[str, set[str]]:
    """The methods that are called on each name of a module (`_HEADER`: `fullmatch`)."""
    asked: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked.setdefault(node.value.id, set()).add(node.attr)
    return asked


def _everywhere() -> list[Any]:
    seen: dict[tuple[Any, int, bool], str] = {}
    for name, pattern in _of_detectors():
        anchored = not name.endswith((".inside", ".after-a-word"))
        seen.setdefault((pattern.pattern, pattern.flags, anchored), name)
    for module in _modules():
        asked = _asked(module)
        for name, value in vars(module).items():
            if isinstance(value, ModuleType) or name.startswith("__"):
                continue
            for pattern in _held(value):
                methods = asked.get(name, {"search"}) & {
                    "search", "finditer", "findall", "sub", "split", "subn", "match", "fullmatch"
                }  # fmt: skip
                anchored = bool(methods) and methods <= {"match", "fullmatch"}
                key = (pattern.pattern, pattern.flags, anchored)
                seen.setdefault(
                    key, f"{module.__name__.removeprefix('servanda.inventory.')}.{name}"
                )
    return [
        pytest.param(re.compile(source, flags), anchored, id=name)
        for (source, flags, anchored), name in seen.items()
    ]


@pytest.mark.parametrize(("pattern", "anchored"), _everywhere())
def test_it_is_linear(pattern: re.Pattern[Any], anchored: bool) -> None:
    # once more where it looks slow: another process may have had the core
    assert slow(pattern, anchored) == "" or slow(pattern, anchored) == ""


@pytest.mark.parametrize("expression", [r"\d+x", r"[a-z.]+@", r"(?:ab)+c", r"<[^\n]*>"])
def test_what_is_slow_is_seen(expression: str) -> None:
    assert slow(re.compile(expression), size=1000)


def test_the_strings_go_into_every_repeat() -> None:
    made = list(attacks(r"ab(?:c\d{0,50}x)?[._]{1,99}", 0, 300))
    assert any(text.startswith("abc11111") for text in made)
    assert any(text.startswith("ab......") for text in made)
    assert all(len(text) < 500 for text in made)
