r"""Rendered text to blocks: paragraphs, lists, tables; `**bold**`, `[[id]]`, `[[?blank]]`, `\` escapes.

This is the small Markdown of our own texts, not of anybody's: values are escaped before they come
here (`escape`), so that a party's name can't become a heading or a reference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from servanda.agreements.drafting.tree import Grid, Run, Words

_TOKEN = re.compile(
    r"\\(?P<escaped>.)|(?P<bold>\*\*)|\[\[(?P<to>[a-z0-9-]+)\]\]|\[\[\?(?P<blank>[a-z_]+)\]\]"
)
_SPECIAL = re.compile(r"([\\*|\[\]{}])")
_ITEM = re.compile(r"(?P<indent> *)- ++(?P<words>.*)")


def escape(value: str) -> str:
    """A value as text that has no meaning of its own: one line, marks escaped."""
    flat = _SPECIAL.sub(r"\\\1", " ".join(value.split()))
    return f"\\{flat}" if flat.startswith("-") else flat


@dataclass(slots=True)
class Item:
    """A list item and those below it."""

    text: str
    items: list[Item] = field(default_factory=list)


Raw = str | Item | list[list[str]]


def blocks(text: str) -> list[Raw]:
    """Paragraphs (str), list items and tables (rows of cells), in order; still with their marks."""
    found: list[Raw] = []
    open_paragraph = False
    for line in text.split("\n"):
        item = _ITEM.fullmatch(line)
        last = found[-1] if found else None
        if not line.strip():
            open_paragraph = False
        elif item:
            new = Item(item["words"].strip())
            if item["indent"] and isinstance(last, Item):
                last.items.append(new)
            else:
                found.append(new)
            open_paragraph = True
        elif line.lstrip().startswith("|"):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
            if open_paragraph and isinstance(last, list):
                last.append(cells)
            else:
                found.append([cells])
            open_paragraph = True
        elif not open_paragraph or isinstance(last, list) or last is None:
            found.append(line.strip())
            open_paragraph = True
        elif isinstance(last, Item):
            deepest = last.items[-1] if last.items else last
            deepest.text = f"{deepest.text} {line.strip()}"
        else:
            found[-1] = f"{last} {line.strip()}"
    return found


def references(text: str) -> set[str]:
    """The ids that a text refers to."""
    return {match["to"] for match in _TOKEN.finditer(text) if match["to"]}


def words(text: str, cited: dict[str, str], blanks: dict[str, str]) -> Words:
    """A paragraph's runs; `cited` maps an id to the words by which one refers to it."""
    runs: list[Run] = []
    bold, at, plain = False, 0, ""

    def close() -> None:
        nonlocal plain
        if plain:
            runs.append(Run(text=plain, bold=bold))
        plain = ""

    for match in _TOKEN.finditer(text):
        plain += text[at : match.start()]
        at = match.end()
        if match["escaped"]:
            plain += match["escaped"]
        elif match["bold"]:
            close()
            bold = not bold
        elif match["to"]:
            close()
            runs.append(Run(text=cited[match["to"]], to=match["to"]))
        else:
            close()
            runs.append(Run(text=blanks["mark"].format(what=blanks[match["blank"]]), open=True))
    plain += text[at:]
    close()
    return Words(runs=tuple(runs))


def grid(rows: list[list[str]], cited: dict[str, str], blanks: dict[str, str]) -> Grid:
    """A table; its second line (`:-:`) says which columns are centred."""
    head, marks, *body = rows

    def row(cells: list[str]) -> tuple[Words, ...]:
        return tuple(words(cell, cited, blanks) for cell in cells)

    return Grid(
        head=row(head),
        rows=tuple(row(cells) for cells in body),
        centred=tuple(
            n for n, mark in enumerate(marks) if mark.startswith(":") and mark.endswith(":")
        ),
    )
