"""TOML whose faults are told by `file:line`: the settings, the inventory, the blocks of literate texts."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any, TypeVar

from servanda.base.codec import from_plain
from servanda.base.errors import ServandaError

T = TypeVar("T")

MAX_BYTES = 8_000_000

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(#.*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlText:
    """A TOML text as read. `name` is what `file:line` shows as the file, `line` that of its first."""

    name: str
    source: str
    table: dict[str, Any]
    line: int = 1

    def value(self, kind: type[T]) -> T:
        """The whole text as a `kind`; an unknown, missing or ill-typed key raises `file:line: why`."""
        try:
            return from_plain(kind, self.table)
        except ServandaError as error:
            raise type(error)(
                error.code,
                error.message,
                hint=error.hint,
                where=f"{self.name}:{self.line_of(error.where)}",
            ) from None

    def line_of(self, path: str) -> int:
        """The line of the innermost key of `path` (`systems/2/target`) that can be found."""
        return self.line + line_of(self.source, path)

    def fault(self, code: str, path: str, why: str, hint: str = "") -> ServandaError:
        """An error that points at the line of a key."""
        return ServandaError(code, why, hint=hint, where=f"{self.name}:{self.line_of(path)}")


def read_toml(
    source: str | bytes, name: str, line: int = 1, *, largest: int = MAX_BYTES
) -> TomlText:
    """Read TOML of at most `largest` bytes.

    Raises ServandaError `not-utf8`, `too-large` or `bad-toml` with `file:line`.
    """
    if len(source) > largest:
        raise ServandaError(
            "too-large", f"this file is larger than {largest // 1_000_000} MB", where=name
        )
    if isinstance(source, bytes):
        try:
            source = source.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            at = line + error.object[: error.start].count(b"\n")
            raise ServandaError(
                "not-utf8", "this is not UTF-8 text", hint="save it as UTF-8", where=f"{name}:{at}"
            ) from None
    try:
        table = tomllib.loads(source)
    except RecursionError:
        raise ServandaError(
            "bad-toml", "this TOML is nested too deeply", where=f"{name}:{line}"
        ) from None
    except ValueError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        at = (
            int(found[1]) - 1
            if found
            else _last_line(source)
            if "end of document" in str(error)
            else 0
        )
        why = re.sub(r"\s{0,3}\(at [^)]{0,80}\)$", "", str(error)) or "unreadable"
        raise ServandaError(
            "bad-toml", f"this TOML does not parse: {why}", where=f"{name}:{line + at}"
        ) from None
    return TomlText(name=name, source=source, table=table, line=line)


def _last_line(source: str) -> int:
    return max(len(source.removesuffix("\n").split("\n")) - 1, 0)


def line_of(source: str, path: str) -> int:
    """The line, from 0, of the innermost key of `path` (parted by `/`) that can be found, else 0."""
    lines = source.split("\n")
    headers = [(n, *_names(line)) for n, line in enumerate(lines) if _HEADER.match(line)]
    start, end, line = 0, len(lines), 0
    prefix: tuple[str, ...] = ()
    keys = path.split("/") if path else []
    for place, key in enumerate(keys):
        if key.isdigit() and prefix:
            # the n-th [[table]] of that name, up to the next one
            tables = [n for n, many, names in headers if many and names == prefix and start <= n]
            if int(key) < len(tables):
                start = line = tables[int(key)]
                later = [*tables[int(key) + 1 :], *_leaving(headers, prefix, start)]
                end = min(later, default=len(lines))
            continue
        prefix = (*prefix, key)
        found = [
            n for n, _, names in headers if names[: len(prefix)] == prefix and start <= n < end
        ]
        if found:
            start = line = found[0]
            if not keys[place + 1 : place + 2] or not keys[place + 1].isdigit():
                end = min([end, *_leaving(headers, prefix, start)])
            continue
        pattern = re.compile(rf"(^|[\[{{,.\s])[\"']?{re.escape(key)}[\"']?\s*[=.]")
        for n in range(start, end):
            if pattern.search(lines[n]):
                start = line = n
                break
    return line


def _names(line: str) -> tuple[bool, tuple[str, ...]]:
    found = _HEADER.match(line)
    if found is None:
        return False, ()
    names = tuple(name.strip().strip("\"'") for name in found[2].split("."))
    return found[1] == "[[", names


def _leaving(
    headers: list[tuple[int, bool, tuple[str, ...]]], prefix: tuple[str, ...], start: int
) -> list[int]:
    """Where tables begin, after line `start`, that do not belong to `prefix`."""
    return [n for n, _, names in headers if n > start and names[: len(prefix)] != prefix]
