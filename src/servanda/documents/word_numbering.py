"""Word's automatic numbering: what a reader sees before a paragraph that has no number in its text.

ISO/IEC 29500-1 section 17.9. A counter belongs to the abstract definition, so that every list
made from it counts on; a list may override the start or the whole definition of a level.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from servanda.documents.package import Element
from servanda.documents.word_formats import formatted
from servanda.documents.word_styles import Styles, W, number, on, value

_LEVELS: Final = 9


@dataclass(slots=True)
class Level:
    """One level of a list: how it starts, counts, looks, and when it starts again."""

    start: int = 0
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""
    bullet: bool = False
    suffix: str = "tab"
    hidden: bool = False


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """Counts through a document; `label` is asked once for each numbered paragraph, in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        links: dict[str, str] = {}
        named: dict[str, str] = {}
        for element in root.iter(W + "abstractNum"):
            key = element.get(W + "abstractNumId") or ""
            self._abstract[key] = {
                number(level.get(W + "ilvl"), 0): _level(level)
                for level in element.findall(W + "lvl")
            }
            if (link := value(element, "numStyleLink")) is not None:
                links[key] = link
            if (link := value(element, "styleLink")) is not None:
                named[link] = key
        for element in root.findall(W + "num"):
            one = _List(value(element, "abstractNumId") or "")
            for override in element.findall(W + "lvlOverride"):
                at = number(override.get(W + "ilvl"), 0)
                start, level = value(override, "startOverride"), override.find(W + "lvl")
                if level is not None:
                    one.levels[at] = _level(level)
                if start is not None:
                    one.starts[at] = number(start, 1)
            self._lists[element.get(W + "numId") or ""] = one
        for one in self._lists.values():
            # a definition may only point to a style, which names the list that holds the real one
            link = links.get(one.abstract)
            if link is not None:
                styled = self._lists.get(self._styles.numbering(link)[0] or "")
                one.abstract = named.get(link) or (styled.abstract if styled else one.abstract)

    def place(self, key: str | None, level: str | None, style: str) -> tuple[str, int] | None:
        """The list and level of a paragraph from its own numbering properties and its style."""
        if key == "0":
            return None
        styled_key, styled_level = self._styles.numbering(style)
        if key is None:
            key = styled_key
            if key is None or key == "0":
                return None
            if level is None:
                level = self._level_of(key, style) or styled_level
        elif level is None:
            level = styled_level if styled_key == key else None
        if key not in self._lists:
            return None
        return key, max(0, min(number(level, 0), _LEVELS - 1))

    def _level_of(self, key: str, style: str) -> str | None:
        if key in self._lists:
            levels = self._abstract.get(self._lists[key].abstract, {})
            for name, _ in self._styles.chain(style):
                for at, level in levels.items():
                    if level.style == name:
                        return str(at)
        return None

    def family(self, key: str) -> str:
        """What lists that count on share: the abstract definition."""
        return self._lists[key].abstract

    def label(self, key: str, at: int) -> tuple[str, Level]:
        """Counts one paragraph of list `key` at level `at`; its rendered label, and the level."""
        one = self._lists[key]
        counters = self._counters.setdefault(one.abstract, [None] * _LEVELS)
        level = self._get(one, at)
        if at in one.starts and (key, at) not in self._started:
            counters[at] = one.starts[at]
        else:
            before = counters[at]
            counters[at] = level.start if before is None else before + 1
        self._started.add((key, at))
        for deeper in range(at + 1, _LEVELS):
            restart = self._get(one, deeper).restart
            # section 17.9.10: 0 never starts again, n only after level n or higher
            if restart is None or (restart and at < restart):
                counters[deeper] = None
        for higher in range(at):
            if counters[higher] is None:
                counters[higher] = one.starts.get(higher, self._get(one, higher).start)
        return self._render(one, level, counters), level

    def _get(self, one: _List, at: int) -> Level:
        return one.levels.get(at) or self._abstract.get(one.abstract, {}).get(at) or Level(text="")

    def _render(self, one: _List, level: Level, counters: list[int | None]) -> str:
        if level.bullet or (level.format == "none" and "%" not in level.text):
            return "" if level.format == "none" else level.text
        out: list[str] = []
        at, text = 0, level.text
        while at < len(text):
            if text[at] == "%" and text[at + 1 : at + 2] in tuple("123456789"):
                index = int(text[at + 1]) - 1
                shown = self._get(one, index)
                kind = "decimal" if level.legal and shown.format != "none" else shown.format
                count = counters[index]
                out.append(formatted(shown.start if count is None else count, kind))
                at += 2
            else:
                out.append(text[at])
                at += 1
        return "".join(out)


def _level(element: Element) -> Level:
    kind = value(element, "numFmt")
    if kind is None:  # a newer format stands in an alternative
        inner = next(element.iter(W + "numFmt"), None)
        kind = (inner.get(W + "val") if inner is not None else None) or "decimal"
    restart = value(element, "lvlRestart")
    return Level(
        start=number(value(element, "start"), 0),
        format=kind,
        text=value(element, "lvlText") or "",
        legal=bool(on(element, "isLgl")),
        restart=None if restart is None else number(restart, 0),
        style=value(element, "pStyle") or "",
        bullet=kind == "bullet" or element.find(W + "lvlPicBulletId") is not None,
        suffix=value(element, "suff") or "tab",
        hidden=bool(on(element.find(W + "rPr"), "vanish")),
    )
