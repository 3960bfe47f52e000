"""Word's automatic numbering: what a reader sees before a paragraph that has no number in its text.

ISO/IEC 29500-1 section 17.9. A counter belongs to the abstract definition, so that every list
made from it counts on; a list may override the start or the whole definition of a level.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from servanda.documents.numbering import to_letters, to_roman
from servanda.documents.package import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS: Final = 9


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


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


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


def formatted(count: int, kind: str) -> str:
    """A count in one of Word's number formats (section 17.18.59); unknown ones as decimal."""
    if kind in ("lowerLetter", "upperLetter"):
        text = to_letters(count)
        return text.upper() if kind == "upperLetter" else text
    if kind in ("lowerRoman", "upperRoman"):
        text = to_roman(count)
        return text.upper() if kind == "upperRoman" else text
    if kind == "decimalZero":
        return f"{count:02d}"
    if kind == "ordinal":
        tail = (
            "th"
            if count % 100 in (11, 12, 13)
            else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        )
        return f"{count}{tail}"
    if kind == "decimalEnclosedParen":
        return f"({count})"
    if kind == "decimalEnclosedFullstop":
        return f"{count}."
    if kind == "numberInDash":
        return f"- {count} -"
    if kind == "hex":
        return f"{count:X}"
    if kind in ("cardinalText", "ordinalText"):
        return words_of(count, kind == "ordinalText")
    if kind == "none":
        return ""
    return str(count)


_ONES: Final = (
    "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen"
    " Sixteen Seventeen Eighteen Nineteen"
).split()
_TENS: Final = "- - Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety".split()
_ORDINALS: Final = {
    "One": "First", "Two": "Second", "Three": "Third", "Five": "Fifth", "Eight": "Eighth",
    "Nine": "Ninth", "Twelve": "Twelfth",
}  # fmt: skip


def words_of(count: int, ordinal: bool) -> str:
    """`One`, `Twenty-one`, `First`; beyond 99 in figures."""
    if not 0 <= count < 100:
        return str(count)
    words = [_ONES[count]] if count < 20 else [_TENS[count // 10]]
    if count >= 20 and count % 10:
        words.append(_ONES[count % 10].lower())
    if ordinal:
        last = words[-1].capitalize()
        last = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
        words[-1] = last if len(words) == 1 else last.lower()
    return "-".join(words)
