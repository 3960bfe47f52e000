"""The looks of runs and paragraphs in a DOCX: what an inserted clause takes over from its neighbour."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any, Final

from servanda.agreements.amending.places import W
from servanda.documents.numbering import to_letters

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def keep_spaces(text: Any) -> None:
    """Mark a text element so that spaces at its ends count."""
    text.set(_SPACE, "preserve")


def text_of(body: Any, text: str) -> Any:
    """A text element."""
    made = body.makeelement(f"{W}t", {_SPACE: "preserve"})
    made.text = text
    return made


def runs_of(paragraph: Any) -> list[Any]:
    """The runs with words of a paragraph that nobody proposes to change."""
    return [
        run
        for run in paragraph.iter(f"{W}r")
        if run.find(f"{W}t") is not None and run.getparent().tag not in (f"{W}ins", f"{W}del")
    ]


def look_of(paragraph: Any, which: int) -> Any:
    """The run properties of one of a paragraph's runs; None where it has none."""
    runs = runs_of(paragraph)
    if not runs:
        return None
    return runs[min(which, len(runs) - 1)].find(f"{W}rPr")


def settled(look: Any) -> Any:
    """Run properties without changes that others propose to them."""
    copied = deepcopy(look)
    for tag in ("rPrChange", "ins", "del", "moveFrom", "moveTo"):
        for child in copied.findall(f"{W}{tag}"):
            copied.remove(child)
    return copied


def unnumber(paragraph: Any) -> Any:
    """A paragraph of its neighbour's look without a number."""
    properties = paragraph.find(f"{W}pPr")
    for child in properties.findall(f"{W}numPr"):
        properties.remove(child)
    numbering = properties.makeelement(f"{W}numPr", {})
    numbering.append(properties.makeelement(f"{W}numId", {f"{W}val": "0"}))
    # the schema's order: style and the paging switches come before numbering
    early = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
    at = sum(child.tag in {f"{W}{tag}" for tag in early} for child in properties)
    properties.insert(at, numbering)
    return paragraph


def next_label(label: str) -> str:
    """`6.3` after `6.2`, `4.` after `3.`, `(c)` after `(b)`; empty where that is not plain."""
    found = re.search(r"((?<!\d)\d+|[a-z])(\W*)\Z", label)
    if not found:
        return ""
    before, last, after = label[: found.start()], found[1], found[2]
    if last.isdigit():
        return f"{before}{int(last) + 1}{after}"
    return f"{before}{to_letters(ord(last) - 95)}{after}"


EMPTY: Final[tuple[Any, ...]] = ()
"""The shape of a paragraph without properties."""


def shape_of(properties: Any) -> tuple[Any, ...]:
    """Paragraph properties to compare by, without those of the mark."""
    aside = (f"{W}rPr", f"{W}pPrChange")
    return tuple(_shape(child) for child in properties if child.tag not in aside)


def _shape(element: Any) -> tuple[Any, ...]:
    return element.tag, tuple(sorted(element.attrib.items())), tuple(map(_shape, element))
