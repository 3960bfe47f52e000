"""Lines of a PDF to blocks: what belongs to one paragraph, what is a heading, what is a table."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final

from servanda.documents.blocks import Block
from servanda.documents.numbering import split
from servanda.documents.pdf_lines import Line, Sheet
from servanda.documents.pdf_tables import Grid, with_tables
from servanda.documents.words import joined

_BULLET: Final = re.compile(r"[•▪◦●○■□–—\uf0b7\uf0a7✓➢-](?=\s|$)")
_END: Final = re.compile(r"[.;:!?…][”\"’)\]]*$|(?:[,;] ?(?:and|or|und|oder))$")
_NOTE: Final = re.compile(r"\d{1,3}(?=\s|$|[A-Z])|[*†‡]")
_HYPHENS: Final = "-\x02\ufffe\u2010\u00ad"
_PREFIXES: Final = frozenset(
    "anti co cross de ex inter mid multi non off on one opt out over post pre pro re self semi sub third two up well".split()
)


def paragraphs(pages: list[Sheet], grids: list[list[Grid]]) -> list[Block]:
    """The blocks of all pages, in reading order; `grids` are the ruled ones of each page."""
    return _Paragraphs(pages, grids).blocks() if any(page.lines for page in pages) else []


def _merged(page: Sheet, lines: list[Line]) -> list[Line]:
    """Pieces that stand on one height, one right of the other, are one line."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if (
            last is not None
            and not line.rows
            and not last.rows
            and abs(last.base - line.base) < 0.35 * max(last.size, line.size)
            and line.left >= last.right - 2
            and (line.left - last.right < 0.12 * page.width or len(last.text) <= 8)
        ):
            last.words.extend(line.words)
        else:
            found.append(replace(line, words=list(line.words)))
    return found


def _table(found: list[Block], line: Line) -> None:
    """Put a table among the blocks, or on to the one that the page before began.

    A head row that is repeated there falls away, a row that the page's end cut in two is one again.
    """
    last, rows = found[-1] if found else None, line.rows
    if (
        last is None
        or not last.rows
        or last.pages[-1] >= line.page
        or len(last.rows[0]) != len(rows[0])
    ):
        if all(sum(map(bool, row)) < 2 for row in rows):
            found += [Block(text="".join(row), page=line.page) for row in rows]
        else:
            pages = (line.page,) * len(rows)
            found.append(Block(text="", kind="cell", rows=rows, page=line.page, pages=pages))
        return
    rows = rows[1:] if rows[0] == last.rows[0] else rows
    # cells that span columns leave a row with fewer of them than the first one has
    if rows and len(rows[0]) == len(last.rows[-1]) and _goes_on(rows[0]):
        ends = tuple(f"{a} {b}".strip() for a, b in zip(last.rows[-1], rows[0], strict=True))
        last.rows, rows = (*last.rows[:-1], ends), rows[1:]
    last.rows, last.pages = last.rows + rows, last.pages + (line.page,) * len(rows)


def _goes_on(row: tuple[str, ...]) -> bool:
    """Whether the first row of a page is the rest of the row before it."""
    filled = [cell for cell in row if cell]
    return all(cell[0].islower() for cell in filled) or (not row[0] and 2 * len(filled) <= len(row))


class _Paragraphs:
    def __init__(self, pages: list[Sheet], grids: list[list[Grid]]) -> None:
        self._pages = {page.number: page for page in pages}
        self._vocabulary = Counter(
            word.lower()
            for page in pages
            for line in page.lines
            for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
        )
        self._lines = [
            _merged(page, with_tables(page, crossing, self._words))
            for page, crossing in zip(pages, grids, strict=True)
        ]
        everything = [line for page in self._lines for line in page]
        weights: Counter[float] = Counter()
        for line in everything:
            weights[round(line.size * 2) / 2] += len(line.text)
        self._body = weights.most_common(1)[0][0]
        larger = sorted((s for s in weights if s >= self._body * 1.12 + 0.4), reverse=True)
        self._levels = {size: min(at + 1, 5) for at, size in enumerate(larger)}
        self._spacing = self._usual_spacing()
        rights = sorted(line.right for line in everything if len(line.text) > 40)
        self._right = rights[int(len(rights) * 0.9)] if rights else 0.0

    def _usual_spacing(self) -> float:
        gaps = [
            a.base - b.base
            for page in self._lines
            for a, b in pairwise(page)
            if 0 < a.base - b.base < 3 * self._body
        ]
        return median(gaps) if gaps else self._body * 1.2

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        group: list[Line] = []
        notes: list[Block] = []
        weak = False
        for page in self._lines:
            foot = self._foot(page)
            for line in page[:foot]:
                if line.rows:
                    if group:
                        found.append(self._block(group, weak))
                        group, weak = [], False
                    _table(found, line)
                    continue
                begins = self._begins(group, line)
                if begins == "no":
                    group.append(line)
                    continue
                if group:
                    found.append(self._block(group, weak))
                found.extend(notes)
                notes = []
                group, weak = [line], begins == "weak"
            notes.extend(self._notes(page[foot:]))
        if group:
            found.append(self._block(group, weak))
        return [*found, *notes]

    def _words(self, lines: list[Line]) -> str:
        return joined(self._pieces(lines))[0]

    def _foot(self, page: list[Line]) -> int:
        """Where the footnotes of a page begin: small lines at its end, the first with a mark."""
        at = len(page)
        while at and page[at - 1].size < 0.92 * self._body and not page[at - 1].rows:
            at -= 1
        while at < len(page) and not _NOTE.match(page[at].text):
            at += 1
        return at if at else len(page)

    def _notes(self, lines: list[Line]) -> list[Block]:
        groups: list[list[Line]] = []
        for line in lines:
            # the mark of a note stands alone on its line, or before its words
            if not groups or (_NOTE.match(line.text) and line.left <= groups[-1][0].left + 2):
                groups.append([line])
            else:
                groups[-1].append(line)
        return [
            Block(text=joined(self._pieces(group))[0], kind="note", typed=False, page=group[0].page)
            for group in groups
        ]

    def _begins(self, group: list[Line], line: Line) -> str:
        """Whether a line begins a new block: `yes`, `no`, or `weak` where only its label says so."""
        if not group:
            return "yes"
        last = group[-1]
        text, before = line.text, last.text
        new_page = last.page != line.page
        done = bool(_END.search(before))
        short = last.right < self._right - 0.15 * self._pages[last.page].width
        if _BULLET.match(text):
            return "yes"
        if abs(line.size - last.size) > 0.6 + 0.02 * last.size and not (
            abs(last.base - line.base) < 0.6 * self._body
        ):
            return "yes"
        label = split(text)
        above = split(before) if len(group) == 1 and len(before) <= 20 else None
        if above and above[0].word and above[1] >= len(before):
            return "yes"  # `Clause 15` on a line of its own
        gap = last.base - line.base
        if not label and self._wrapped(last, line, gap):
            return "no"
        if new_page or gap < 0:  # a new page or column
            if label:
                return "yes" if done or short else "weak"
            if not done and not self._heading_like(group) and (text[:1].islower() or not short):
                return "no"
            return "yes"
        wide = gap > self._spacing * 1.28 + 0.1 * self._body
        if wide:
            return (
                "yes"
                if label or done or short or text[:1].isupper() or gap > 2 * self._spacing
                else "no"
            )
        if (
            self._all_bold(line) != self._all_bold(last)
            and (short or len(group) == 1)
            and self._heading_like(group)
        ):
            return "yes"
        if self._all_bold(line) and not self._all_bold(last) and done:
            return "yes"
        if label:
            if done or short:
                return "yes"
            if text[0].isdigit() and text[label[1] :].lstrip()[:1].islower():
                return "no"  # "... by TLS" and, on the next line, "1.2 or above"
            hanging = len(group) == 1 or abs(line.left - last.left) < 2
            return "weak" if hanging else "yes"
        if done and short:
            return "yes"
        if done and line.left > last.left + 0.8 * self._body and not split(before):
            return "yes"
        if short and text[:1] in '“"' and done:
            return "yes"
        return "no"

    def _wrapped(self, last: Line, line: Line, gap: float) -> bool:
        """Whether a large line goes on below because its next word had no room left."""
        word = line.words[0]
        return (
            line.size > self._body * 1.12
            and 0 < gap < 1.5 * line.size
            and last.right + word.right - word.left + 0.2 * line.size > self._right
        )

    @staticmethod
    def _all_bold(line: Line) -> bool:
        return all(word.bold for word in line.words)

    def _heading_like(self, group: list[Line]) -> bool:
        return len(group) <= 3 and (
            all(self._all_bold(line) for line in group) or group[0].size > self._body * 1.12
        )

    def _block(self, group: list[Line], weak: bool) -> Block:
        text, marks = joined(self._pieces(group))
        block = Block(text=text, marks=marks, page=group[0].page, weak=weak)
        bullet = _BULLET.match(text)
        if bullet:
            rest = text[bullet.end() :].lstrip()
            shift = len(text) - len(rest)
            return Block(
                text=rest,
                kind="item",
                page=block.page,
                typed=False,
                marks=tuple((max(0, a - shift), b - shift) for a, b in marks if b > shift),
            )
        size = round(group[0].size * 2) / 2
        whole = (
            bool(marks)
            and marks[0][0] == 0
            and marks[-1][1] >= len(text.rstrip(" .:"))
            and self._solid(text, marks)
        )
        if len(text) <= 160 and len(group) <= 3 and text and text[-1] not in ";,":
            letters = [c for c in text if c.isalpha()]
            capitals = len(letters) > 3 and all(c.isupper() for c in letters)
            label = split(text)
            plain = label is None or bool(label[0].word)
            if size in self._levels and not (text.endswith(".") and len(text) > 90):
                block.level = self._levels[size]
            elif (
                plain
                and (whole or capitals)
                and (capitals or self._centred(group))
                and len(letters) > 3
            ):
                block.level = len(self._levels) + 1
            block.guessed = block.level > 0
            if block.level or (capitals and not whole):
                block.marks = ((0, len(text)),)
        return block

    @staticmethod
    def _solid(text: str, marks: tuple[tuple[int, int], ...]) -> bool:
        covered = sum(b - a for a, b in marks)
        return covered >= 0.9 * len(text.rstrip(" .:"))

    def _centred(self, group: list[Line]) -> bool:
        page = self._pages[group[0].page]
        return all(
            abs((line.left + line.right) / 2 - page.width / 2) < 0.03 * page.width
            and line.left > 0.2 * page.width
            for line in group
        )

    def _pieces(self, group: list[Line]) -> list[tuple[str, bool]]:
        pieces: list[tuple[str, bool]] = []
        for at, line in enumerate(group):
            for position, word in enumerate(line.words):
                text = word.text
                final = position == len(line.words) - 1 and at + 1 < len(group)
                if final and len(text) > 1 and text[-1] in _HYPHENS:
                    after = group[at + 1].words[0].text
                    pieces.append((self._unbroken(text, after), word.bold))
                    continue
                pieces.append((text.replace("\x02", "-").replace("\ufffe", "-"), word.bold))
                pieces.append((" ", word.bold))
        return pieces

    def _unbroken(self, first: str, second: str) -> str:
        """The first half of a word broken at a line end, with or without its hyphen.

        What the rest of the document writes decides; else a hyphen after a prefix, a capital or
        a figure is a real one.
        """
        stem = first[:-1]
        head = re.search(r"(?<![^\W\d_])[^\W\d_]+$", stem)
        tail = re.match(r"[^\W\d_]+", second)
        if head is None or tail is None or not second[:1].islower():
            return f"{stem}-"
        solid, hyphened = f"{head[0]}{tail[0]}".lower(), f"{head[0]}-{tail[0]}".lower()
        if first[-1] == "\u00ad" or self._vocabulary[solid] > self._vocabulary[hyphened]:
            return stem
        if self._vocabulary[hyphened] or head[0].lower() in _PREFIXES:
            return f"{stem}-"
        both = self._vocabulary[head[0].lower()] and self._vocabulary[tail[0].lower()]
        return f"{stem}-" if both else stem
