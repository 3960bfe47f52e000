"""YAML whose faults are one clear line, and whose shapes are asked for by name."""

from __future__ import annotations

from typing import Any

from servanda.base.errors import ServandaError

MAX_BYTES = 16_000_000
DEEPEST = 100


def write_yaml(*documents: Any) -> str:
    """YAML text of plain data, in the order given."""
    yaml = _yaml()
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    def dump(readable: bool) -> str:
        return str(
            yaml.dump_all(
                documents,
                Dumper=dumper,
                sort_keys=False,
                allow_unicode=readable,
                explicit_start=len(documents) > 1,
            )
        )

    text = dump(True)
    # a break that YAML reads as a space unless it is escaped
    return dump(False) if any(mark in text for mark in "\x85\u2028\u2029\ufeff") else text


def read_yaml(source: bytes, name: str) -> list[Any]:
    """The documents of a YAML text of plain data.

    Raises ServandaError `too-large`, `not-utf8` or `bad-yaml` with `file:line`. Aliases are refused:
    a few lines of them can stand for more than a machine holds.
    """
    yaml = _yaml()
    if len(source) > MAX_BYTES:
        raise ServandaError(
            "too-large", f"this file is larger than {MAX_BYTES // 1_000_000} MB", where=name
        )
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ServandaError(
            "not-utf8", "this is not UTF-8 text", hint="save it as UTF-8", where=name
        ) from None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            # found while reading: the parser itself takes quadratic time on deep nesting
            if depth > DEEPEST:
                raise RecursionError
            if isinstance(event, yaml.AliasEvent):
                raise ServandaError(
                    "bad-yaml",
                    "this YAML uses aliases",
                    hint="write each value out",
                    where=f"{name}:{event.start_mark.line + 1}",
                )
        return list(yaml.load_all(text, Loader=loader))
    except RecursionError:
        raise ServandaError("bad-yaml", "this YAML is nested too deeply", where=name) from None
    except (yaml.YAMLError, ValueError, TypeError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "a value is not what it looks like"
        raise ServandaError(
            "bad-yaml",
            f"this is not YAML: {problem}",
            where=f"{name}:{mark.line + 1}" if mark else name,
        ) from None


def table(value: Any, what: str, name: str) -> dict[str, Any]:
    """The value as a table; raises ServandaError `wrong-type`."""
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise ServandaError("wrong-type", f"{what} is no table", where=name)
    return value


def tables(value: Any, what: str, name: str) -> list[dict[str, Any]]:
    """The value as a list of tables, empty where it is missing; raises ServandaError `wrong-type`."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise ServandaError("wrong-type", f"{what} is no list", where=name)
    return [table(item, f"an item of {what}", name) for item in value]


def word(value: dict[str, Any], key: str, what: str, name: str) -> str:
    """The text under a key; raises ServandaError `missing-key` or `wrong-type`."""
    if key not in value:
        raise ServandaError("missing-key", f"{what} has no `{key}`", where=name)
    found = value[key]
    if not isinstance(found, str) or not found:
        raise ServandaError("wrong-type", f"`{key}` of {what} is no text", where=name)
    return found


def _yaml() -> Any:
    try:
        import yaml
    except ImportError:
        raise ServandaError(
            "no-yaml", "reading and writing YAML needs PyYAML", hint="pip install pyyaml"
        ) from None
    return yaml
