"""Word's properties and styles, as far as numbers, headings and marked words need them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from servanda.documents.package import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value(element: Element | None, name: str) -> str | None:
    """The `w:val` of the child `name`; None where there is no such child."""
    child = element.find(W + name) if element is not None else None
    return None if child is None else child.get(W + "val", "")


def number(text: str | None, default: int) -> int:
    """A decimal number in an attribute, bounded; `default` where it is none."""
    try:
        return max(-32_768, min(int(text or ""), 1_000_000_000))
    except ValueError:
        return default


def on(element: Element | None, name: str) -> bool | None:
    """An on/off property (section 17.17.4): None where it is not set."""
    text = value(element, name)
    return None if text is None else text not in ("0", "false", "off")


@dataclass(slots=True)
class Style:
    """What a paragraph or character style says that matters here."""

    name: str = ""
    based_on: str = ""
    numbering: tuple[str | None, str | None] = (None, None)
    outline: int | None = None
    bold: bool | None = None
    underline: bool | None = None
    hidden: bool | None = None
    caps: bool | None = None
    centred: bool | None = None
    size: int | None = None


class Styles:
    """The styles of a document, asked along their `basedOn` chain."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        for element in root.iter(W + "style") if root is not None else ():
            key = element.get(W + "styleId") or ""
            paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
            numbering = paragraph.find(W + "numPr") if paragraph is not None else None
            outline = value(paragraph, "outlineLvl")
            self._styles[key] = Style(
                name=(value(element, "name") or "").lower(),
                based_on=value(element, "basedOn") or "",
                numbering=(value(numbering, "numId"), value(numbering, "ilvl")),
                outline=None if outline is None else number(outline, 9),
                bold=on(run, "b"),
                underline=_underlined(run),
                hidden=on(run, "vanish"),
                caps=on(run, "caps"),
                centred=(value(paragraph, "jc") == "center") if value(paragraph, "jc") else None,
                size=number(value(run, "sz"), 0) or None,
            )
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in (
                "1",
                "true",
            ):
                self.default = key

    def chain(self, key: str) -> list[tuple[str, Style]]:
        """The style and those it is based on, nearest first; a circle is cut."""
        found: list[tuple[str, Style]] = []
        while key in self._styles and all(key != seen for seen, _ in found) and len(found) < 40:
            found.append((key, self._styles[key]))
            key = self._styles[key].based_on
        return found

    def numbering(self, key: str) -> tuple[str | None, str | None]:
        """The list and level that a style gives."""
        chain = self.chain(key)
        return (
            next((s.numbering[0] for _, s in chain if s.numbering[0] is not None), None),
            next((s.numbering[1] for _, s in chain if s.numbering[1] is not None), None),
        )


def _underlined(run: Element | None) -> bool | None:
    kind = value(run, "u")
    return None if kind is None else kind != "none"
