"""The regular expressions of a package: where each stands, what it is, and whether it is only matched from the start."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

Standing = tuple[str, "re.Pattern[Any]", bool]
"""Its name, the expression, and whether it is only ever matched from the start of a text."""

ANCHORED = {"match", "fullmatch"}
METHODS = {"search", "finditer", "findall", "sub", "split", "subn"} | ANCHORED


def standing(package: str, skip: tuple[str, ...] = ()) -> Iterator[Standing]:
    """Every expression that a package keeps under a name, and every one written where it is used."""
    for module in _modules(package):
        if module.__name__.startswith(skip):
            continue
        where = module.__name__.removeprefix(f"{package}.")
        asked = _asked(module)
        for name, value in vars(module).items():
            if isinstance(value, ModuleType) or name.startswith("__"):
                continue
            for pattern in held(value):
                methods = asked.get(name, {"search"}) & METHODS
                yield f"{where}.{name}", pattern, bool(methods) and methods <= ANCHORED
        yield from _written(module, where)


def distinct(found: Iterator[Standing]) -> list[Standing]:
    """One of each: the same expression may stand in many modules."""
    seen: dict[tuple[Any, int, bool], Standing] = {}
    for one in found:
        seen.setdefault((one[1].pattern, one[1].flags, one[2]), one)
    return list(seen.values())


def held(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """The expressions in a value, or in what it holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, tuple | list | dict | set | frozenset):
        for one in value.values() if isinstance(value, dict) else value:
            yield from held(one, depth + 1)
    elif depth < 3 and hasattr(type(value), "__dataclass_fields__"):
        for field in type(value).__dataclass_fields__:
            yield from held(getattr(value, field, None), depth + 1)


def _modules(package: str) -> Iterator[ModuleType]:
    top = importlib.import_module(package)
    yield top
    for found in pkgutil.walk_packages(getattr(top, "__path__", ()), f"{package}."):
        try:
            yield importlib.import_module(found.name)
        except ImportError:
            continue  # an extra that is not installed


@functools.cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


def _asked(module: ModuleType) -> dict[str, set[str]]:
    """The methods that are called on each name of a module (`_HEADER`: `fullmatch`)."""
    asked: dict[str, set[str]] = {}
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked.setdefault(node.value.id, set()).add(node.attr)
    return asked


def _written(module: ModuleType, where: str) -> Iterator[Standing]:
    """`re.search(r"...", text)`: its expression, where it is a constant or made of constants.

    What `re.compile` is given stands under a name, and is met there.
    """
    for node in ast.walk(_tree(module)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        of, method = node.func.value, node.func.attr
        if not (isinstance(of, ast.Name) and of.id == "re" and method in METHODS):
            continue
        flags = 0
        for word in ast.walk(ast.Module(body=[ast.Expr(a) for a in (*node.args[1:], *(k.value for k in node.keywords))], type_ignores=[])):  # fmt: skip
            if isinstance(word, ast.Attribute) and isinstance(getattr(re, word.attr, None), re.RegexFlag):  # fmt: skip
                flags |= getattr(re, word.attr)
        source = _constant(node.args[0], module)
        if source is not None:
            yield f"{where}:{node.lineno}", re.compile(source, flags), method in ANCHORED


def _constant(node: ast.expr, module: ModuleType) -> str | bytes | None:
    """The text of an expression, with the constants of the module in it and a word where it has a variable."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        return node.value
    if isinstance(node, ast.Name):
        value = vars(module).get(node.id)
        return value if isinstance(value, str | bytes) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value
            if isinstance(part, ast.Constant)
            else str(_constant(getattr(part, "value", part), module) or "customer")
            for part in node.values
        )
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _constant(node.left, module), _constant(node.right, module)
        return f"{left}{right}" if left is not None and right is not None else None
    return None
