"""A changed inventory written into the text of its file, so that comments, order and layout survive.

People keep the file in Git: what did not change keeps its lines, and a comment goes only with the table
that it stands above. What comes of it is read again and compared before it is returned.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from servanda.base.errors import ServandaError
from servanda.inventory.declared import (
    read_inventory,
    table_lines,
    table_of,
    write_inventory,
)
from servanda.inventory.findings import Dataset, Field, Inventory

_HEADER = re.compile(r"[ \t]*\[\[[ \t]*(datasets|fields)[ \t]*\]\][ \t]*(?:#.*)?")
_KEY = re.compile(r"[ \t]*([A-Za-z0-9_-]+)[ \t]*=")

Item = Field | Dataset


@dataclass(slots=True)
class _Block:
    """The lines of one table, with the comments directly above it; the first block is the file's head."""

    kind: str
    lines: list[str]


def rewrite_inventory(text: str, after: Inventory) -> str:
    """The file with the changes that make it say `after`; where that cannot be, the inventory anew.

    `text` is the file as it stands, which `read_inventory` must accept: raises its errors. Without one
    it is written anew.
    """
    if not text:
        return write_inventory(after)
    before = read_inventory(text.encode())
    if before == after:
        return text
    ending = "\r\n" if "\r\n" in text else "\n"
    blocks = _blocks(text.replace("\r\n", "\n"))
    made = _changed(blocks, before, after)
    if made is not None:
        whole = "\n".join(line for block in made for line in block.lines).rstrip("\n") + "\n"
        try:
            if read_inventory(whole.encode()) == after:
                return whole.replace("\n", ending)
        except ServandaError:
            pass  # a text between quotes that looked like a table
    return write_inventory(after)


def proposal(text: str, after: Inventory, name: str) -> str:
    """What `rewrite_inventory` would change, as a unified diff that `patch` and `git apply` take."""
    rewritten = rewrite_inventory(text, after)
    lines = difflib.unified_diff(
        text.splitlines(keepends=True),
        rewritten.splitlines(keepends=True),
        fromfile=f"a/{name}" if text else "/dev/null",
        tofile=f"b/{name}",
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _blocks(text: str) -> list[_Block]:
    blocks = [_Block("head", [])]
    for line in text.rstrip("\n").split("\n"):
        found = _HEADER.fullmatch(line)
        if found:
            above = blocks[-1].lines
            start = len(above)
            while start and above[start - 1].lstrip().startswith("#"):
                start -= 1
            # a comment that begins the file is about the file
            if start == 0 and blocks[-1].kind == "head":
                start = len(above)
            lead = above[start:]
            del above[start:]
            blocks.append(_Block(found[1], [*lead, line]))
        else:
            blocks[-1].lines.append(line)
    return blocks


def _changed(blocks: list[_Block], before: Inventory, after: Inventory) -> list[_Block] | None:
    made = [blocks[0]]
    if before.reviewed != after.reviewed:
        made = [_Block("head", _with_keys(blocks[0].lines, {"reviewed": after.reviewed}))]
    rest: dict[str, list[_Block]] = {"datasets": [], "fields": []}
    for block in blocks[1:]:
        rest[block.kind].append(block)
    fates: dict[int, _Block | None] = {}
    added: dict[str, list[_Block]] = {}
    kinds: tuple[tuple[str, Sequence[Item], Sequence[Item]], ...] = (
        ("datasets", before.datasets, after.datasets),
        ("fields", before.fields, after.fields),
    )
    for kind, old, new in kinds:
        if len(old) != len(rest[kind]):
            return None
        fresh = {_place(item): item for item in new}
        for item, block in zip(old, rest[kind], strict=True):
            now = fresh.pop(_place(item), None)
            fates[id(block)] = None if now is None else _kept(block, item, now)
        added[kind] = [_Block(kind, ["", *table_lines(kind, item)]) for item in fresh.values()]
    for block in blocks[1:]:
        kept = fates[id(block)]
        if kept is not None:
            made.append(kept)
    for kind in ("datasets", "fields"):
        at = max((n for n, block in enumerate(made) if block.kind in (kind, "head")), default=0)
        at = max((n for n, block in enumerate(made) if block.kind == kind), default=at)
        made[at + 1 : at + 1] = added[kind]
    return made


def _place(item: Item) -> tuple[str, ...]:
    return (item.system, item.table, *((item.column,) if isinstance(item, Field) else ()))


def _kept(block: _Block, before: Item, after: Item) -> _Block:
    if before == after:
        return block
    old, new = table_of(before), table_of(after)
    changed = {key: new.get(key) for key in old | new if old.get(key) != new.get(key)}
    return _Block(block.kind, _with_keys(block.lines, changed))


def _with_keys(lines: list[str], changed: dict[str, Any]) -> list[str]:
    """The lines with some keys at other values: on the line where each stands, or below the others."""
    import tomli_w

    made: list[str | None] = list(lines)
    left = dict(changed)
    for number, line in enumerate(lines):
        found = _KEY.match(line)
        if found is None or found[1] not in left:
            continue
        try:
            tomllib.loads(line)
        except tomllib.TOMLDecodeError:
            continue  # it goes on over more lines: what comes of it is not equal, and all is written anew
        value = left.pop(found[1])
        comment = _comment(line)
        made[number] = (
            None if value is None else tomli_w.dumps({found[1]: value}).rstrip() + comment
        )
    kept = [line for line in made if line is not None]
    end = len(kept)
    while end and not _KEY.match(kept[end - 1]) and not _HEADER.fullmatch(kept[end - 1]):
        end -= 1
    fresh = [
        tomli_w.dumps({key: value}).rstrip("\n") for key, value in left.items() if value is not None
    ]
    return kept[:end] + "\n".join(fresh).split("\n") + kept[end:] if fresh else kept


def _comment(line: str) -> str:
    """The comment at the end of a line of one value, with the blanks before it."""
    for place in (n for n, letter in enumerate(line) if letter == "#"):
        head = line[:place]
        try:
            tomllib.loads(head)
        except tomllib.TOMLDecodeError:
            continue
        return head[len(head.rstrip()) :] + line[place:]
    return ""
