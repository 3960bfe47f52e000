"""Plain text to blocks: encoding found, numbering and headings read from the text itself."""

from __future__ import annotations

import codecs
import re
from typing import Final

from servanda.documents.blocks import Block
from servanda.documents.numbering import split
from servanda.documents.words import tidy

_RULE: Final = re.compile(r"\s*([=\-~_*#])\1{2,}\s*")
_BULLET: Final = re.compile(r"\s*[-*+•·▪◦–—]\s+")


def decode(data: bytes) -> str:
    """Bytes as text: by byte-order mark, else UTF-8, else Windows-1252 with the five bytes it lacks
    as U+FFFD."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def blocks(text: str) -> list[Block]:
    """The blocks in reading order; `page` counts form feeds where there are any."""
    found: list[Block] = []
    text = re.sub(r"\r\n?|\x85|\u2028|\u2029", "\n", text)
    pages = text.split("\f")
    for number, sheet in enumerate(pages, 1):
        page = number if len(pages) > 1 else 0
        for chunk in re.split(r"\n[^\S\n]*(?=\n)", sheet):
            found.extend(_chunk([line for line in chunk.split("\n") if line.strip()], page))
    return found


def _chunk(lines: list[str], page: int) -> list[Block]:
    """The blocks of lines that stand together without a blank line between them."""
    found: list[Block] = []
    for at, line in enumerate(lines):
        rule = _RULE.fullmatch(line)
        if rule:
            if rule[1] in "=-~" and len(found) == 1 and at == 1 and len(found[0].text) <= 120:
                found[0].level = 1 if rule[1] == "=" else 2
                found[0].marks = ((0, len(found[0].text)),)
            continue
        words = tidy(line)
        bullet = _BULLET.match(line)
        if bullet:
            found.append(
                Block(text=tidy(line[bullet.end() :]), kind="item", page=page, typed=False)
            )
        elif not found or _begins(words, lines, at):
            # a heading line in capitals over its words
            caps = _capitals(words)
            found.append(
                Block(
                    text=words,
                    page=page,
                    weak=bool(found) and not caps,
                    marks=((0, len(words)),) if caps else (),
                )
            )
        else:
            last = found[-1]
            glue = (
                ""
                if last.text.endswith("-") and words[:1].islower() and _wrapped(last.text)
                else " "
            )
            last.text = f"{last.text}{glue}{words}"
            last.marks = () if not _capitals(last.text) else ((0, len(last.text)),)
    return found


def _begins(words: str, lines: list[str], at: int) -> bool:
    if split(words):
        return True
    before = tidy(lines[at - 1])
    if _capitals(words) != _capitals(before):
        return (len(before) <= 90 and not split(before)) or _capitals(words)
    return False


def _capitals(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return (
        len(letters) >= 4
        and len(words) <= 100
        and sum(c.isupper() for c in letters) >= 0.9 * len(letters)
    )


def _wrapped(text: str) -> bool:
    return len(text) > 1 and text[-2].isalpha()
