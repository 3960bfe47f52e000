"""Lines of text from bytes of any encoding, in pieces of bounded length."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import IO, Any

from servanda.inventory.batches import BATCH_BYTES, BATCH_ROWS, batch_of, batches_of
from servanda.inventory.drawing import Draw
from servanda.inventory.places import Table, unreadable
from servanda.inventory.positions import COLUMNS
from servanda.inventory.sources._files import Metered

HEAD = 262_144
LONGEST = 16_384
"""Characters of one piece; a longer line is read in several, of which each begins with the end of
the one before, so that nothing is cut in two."""
_OVERLAP = 256
_CHUNK = 262_144

Opener = Callable[[], IO[bytes]]
Row = tuple[str, str, int, int, int]
"""Text, part, page, line and offset, as in `positions.COLUMNS`."""
Block = tuple[list[str], list[int], list[int]]
"""Texts, the line of each and its offset."""


def encoding_of(head: bytes) -> str:
    """By the mark at the start, by zero bytes, as UTF-8 if it is valid, else Windows-1252."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if head.startswith(mark):
            return name
    look = head[:4096]
    even, odd = look[0::2].count(0), look[1::2].count(0)
    # half of the letters of a text in UTF-16 and nearly none of the other half are zero
    if max(even, odd) > len(look) // 5 and min(even, odd) < len(look) // 50:
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # the last character may be cut by the end of the look
        if error.start < len(head) - 4 or len(head) < HEAD:
            return "cp1252"
    return "utf-8"


def looks_like_text(head: bytes) -> bool:
    """Whether these first bytes are text: control characters are rare, NULs aside."""
    text = head[:16_384].decode(encoding_of(head), "replace").replace("\x00", "")[:8_192]
    strange = sum(letter < " " and letter not in "\t\r\n\x0b\x0c\x1b" for letter in text)
    return bool(text.strip()) and strange * 50 <= len(text)


def pieces(file: IO[bytes], encoding: str, part: str = "", page: int = 0) -> Iterator[Row]:
    """The lines that are not blank, with line and offset, in memory bounded by `LONGEST`."""
    for texts, lines, offsets in _blocks(file, encoding):
        for text, line, offset in zip(texts, lines, offsets, strict=True):
            yield text, part, page, line, offset


def _blocks(file: IO[bytes], encoding: str) -> Iterator[Block]:
    """The same many lines at a time, which costs a fraction."""
    cutting = _Cutting()
    rest = ""
    with io.TextIOWrapper(file, encoding=encoding, errors="replace", newline=None) as text:
        while chunk := text.read(_CHUNK):
            if "\x00" in chunk:
                # a blank, not nothing: what stands on its two sides were two words
                chunk = chunk.replace("\x00", " ")
            *lines, rest = (rest + chunk).split("\n")
            if lines:
                yield cutting.block(lines)
            if len(rest) >= LONGEST:
                yield cutting.begun(rest)
                rest = rest[len(rest) // LONGEST * LONGEST :]
        if rest:
            yield cutting.begun(rest)


class _Cutting:
    """Cuts long lines; `line` and `offset` are where the next piece begins, `tail` is the end of the last one."""

    __slots__ = ("line", "offset", "tail")

    def __init__(self) -> None:
        self.line, self.offset, self.tail = 1, 0, ""

    def block(self, lines: list[str]) -> Block:
        """Whole lines; the first one may have begun before."""
        if not self.offset and max(map(len, lines)) < LONGEST:
            first = self.line
            self.line += len(lines)
            places = [at for at, text in enumerate(lines, first) if text and not text.isspace()]
            if len(places) < len(lines):
                lines = [lines[at - first] for at in places]
            return lines, places, [0] * len(places)
        found: Block = ([], [], [])
        for line in lines:
            self._pieces(f"{line}\n", found)
        return found

    def begun(self, start: str) -> Block:
        """The beginning of a line of which more may follow: as many whole pieces as there are, or its end."""
        found: Block = ([], [], [])
        whole = len(start) // LONGEST * LONGEST
        self._pieces(start[:whole] if whole else start, found)
        return found

    def _pieces(self, text: str, found: Block) -> None:
        for start in range(0, len(text), LONGEST):
            piece = text[start : start + LONGEST]
            shown = self.tail + piece.rstrip("\n")
            if shown and not shown.isspace():
                found[0].append(shown)
                found[1].append(self.line)
                found[2].append(self.offset - len(self.tail))
            if piece.endswith("\n"):
                self.line, self.offset, self.tail = self.line + 1, 0, ""
            else:
                self.offset += len(piece)
                tail = shown[-_OVERLAP:]
                # half a word may look like a name; whole it was read before
                self.tail = tail[tail.find(" ", 0, _OVERLAP // 2) + 1 :]


def _batches(rows: Iterator[Row]) -> Iterator[Any]:
    """Batches of lines, in the bounds of `batches`."""
    held: list[Row] = []
    size = 0
    for row in rows:
        held.append(row)
        size += len(row[0])
        if len(held) >= BATCH_ROWS or size >= BATCH_BYTES:
            yield batch_of(COLUMNS, list(zip(*held, strict=True)))
            held, size = [], 0
    if held:
        yield batch_of(COLUMNS, list(zip(*held, strict=True)))


def _whole_batches(blocks: Iterator[Block]) -> Iterator[Any]:
    """The same from blocks."""
    held: Block = ([], [], [])
    size = 0
    for texts, lines, offsets in blocks:
        held[0].extend(texts)
        held[1].extend(lines)
        held[2].extend(offsets)
        size += sum(map(len, texts))
        while len(held[0]) >= BATCH_ROWS or size >= BATCH_BYTES:
            yield _batch(held[0][:BATCH_ROWS], held[1][:BATCH_ROWS], held[2][:BATCH_ROWS])
            held = (held[0][BATCH_ROWS:], held[1][BATCH_ROWS:], held[2][BATCH_ROWS:])
            size = sum(map(len, held[0]))
    if held[0]:
        yield _batch(*held)


def _batch(texts: list[str], lines: list[int], offsets: list[int]) -> Any:
    return batch_of(COLUMNS, [texts, [""] * len(texts), [0] * len(texts), lines, offsets])


class Text:
    """One text as a source (see `places.Source`), opened anew for each reading.

    `rows` yields what it holds, `blocks` the same faster where it can; `every` is True where a draw would lose more than it saves, so that
    all of it is always read.
    """

    def __init__(
        self,
        name: str,
        target: str,
        rows: Callable[[], Iterator[Row]],
        *,
        every: bool = False,
        blocks: Callable[[], Iterator[Block]] | None = None,
    ) -> None:
        self._name, self._target, self._rows, self._every = name, target, rows, every
        self._blocks = blocks
        self._count: int | None = None
        self.metered: Metered | None = None

    def tables(self) -> list[Table]:
        """The text itself."""
        return [Table(name=self._name, columns=(("text", "text"),), prose=True)]

    def count(self, table: Table) -> int | None:  # noqa: ARG002 (one signature for all)
        """Lines counted by the last read; None before one."""
        return self._count

    def batches(self, table: Table, limit: int | None) -> Iterator[Any]:  # noqa: ARG002 (as above)
        """All lines, or `limit` drawn at random in one pass."""
        self._count = None
        if limit is None or self._every:
            count = 0
            read = _batches(self._rows()) if self._blocks is None else _whole_batches(self._blocks())  # fmt: skip
            for batch in self._said(read):
                count += batch.num_rows
                yield batch
            self._count = count
            return
        draw = Draw(limit)
        yield from batches_of(COLUMNS, draw.rows(self._said(self._rows())))
        self._count = draw.total

    def column(self, table: Table, column: str, limit: int) -> Any | None:  # noqa: ARG002 (as above)
        """Not offered: no line is null."""
        return None

    def _said(self, parts: Iterator[Any]) -> Iterator[Any]:
        """The parts of what is read; a fault is said as one of the place."""
        try:
            yield from parts
        except (OSError, EOFError, ValueError) as error:
            raise unreadable(
                "unreadable",
                "the text could not be read to its end",
                self._target,
                "check that it was copied in full",
            ) from error


def text_of(
    name: str, target: str, opener: Opener, *, head: bytes = b"", every: bool = False
) -> Text:
    """A stream of text as a source; raises UnreadableError `empty` or `not-text`.

    `head` are its first bytes, where they are known.
    """
    if not head:
        with closing(opener()) as file:
            head = file.read(HEAD)
    if not head.strip(b"\x00 \t\r\n"):
        raise unreadable("empty", "this file is empty", target, "check that it was copied in full")
    if not looks_like_text(head):
        raise unreadable("not-text", "this is no text, whatever its name says", target)
    encoding = encoding_of(head)

    def rows() -> Iterator[Row]:
        yield from pieces(opener(), encoding)

    def blocks() -> Iterator[Block]:
        return _blocks(opener(), encoding)

    return Text(name, target, rows, every=every, blocks=blocks)
