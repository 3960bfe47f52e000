"""A PDF's text layer as lines with positions, through PDFium.

PDFium is not thread safe: every call stands under one lock, so a process reads one PDF at a time.
"""

from __future__ import annotations

import ctypes
import math
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from servanda.documents.limits import MAX_PAGES, MAX_TEXT, corrupt, locked, too_large
from servanda.documents.pdf_rulings import Ruling, rulings

LOCK: Final = threading.Lock()
_BOLD: Final = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_WORD: Final = re.compile(r"\S+")
_FROM_RIGHT: Final = re.compile(r"[\u0590-\u08ff]")


@dataclass(slots=True)
class Word:
    """A word with its left and right edge in points, and how it is set."""

    text: str
    left: float
    right: float
    bold: bool = False


@dataclass(slots=True)
class Line:
    """A line of words; `base` is the height of its baseline above the page's bottom.

    The first line of a table holds the `rows` of all of it.
    """

    page: int
    base: float
    size: float
    words: list[Word] = field(default_factory=list)
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """Its words, parted by blanks."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """The left edge of its first word."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """The right edge of its last word."""
        return self.words[-1].right


@dataclass(slots=True)
class Sheet:
    """One page: its size in points, its lines in the order of the file, whether it has pictures.

    `rulings` are the straight lines that it draws.
    """

    number: int
    width: float
    height: float
    lines: list[Line]
    pictures: bool
    rulings: tuple[Ruling, ...] = ()


def sheets(
    data: bytes, name: str, progress: Callable[[int, int | None, str], None] | None
) -> list[Sheet]:
    """Every page of a PDF.

    Raises UnreadableError `password-protected`, `corrupt-pdf` or `too-large`.
    """
    with LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
                raise locked(name, "PDF") from None
            raise corrupt(name, "PDF", "its structure cannot be read") from None
        try:
            total = len(document)
            if total == 0:
                raise corrupt(name, "PDF", "it has no pages")
            if total > MAX_PAGES:
                raise too_large(name, f"this PDF has more than {MAX_PAGES} pages")
            found: list[Sheet] = []
            spent = 0
            known: set[str] = set()
            for index in range(total):
                if progress:
                    progress(index, total, name)
                try:
                    sheet = _sheet(document[index], index + 1, known)
                except pdfium.PdfiumError:
                    raise corrupt(name, "PDF", f"page {index + 1} cannot be read") from None
                spent += sum(len(word.text) for line in sheet.lines for word in line.words)
                if spent > MAX_TEXT:
                    raise too_large(
                        name, f"this text is longer than {MAX_TEXT // 1_000_000} million characters"
                    )
                found.append(sheet)
            if progress:
                progress(total, total, name)
            return found
        finally:
            document.close()


def _sheet(page: pdfium.PdfPage, number: int, known: set[str]) -> Sheet:
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        drawn = rulings(page, width, height)
        try:
            lines = _Lines(textpage, number, known, len(drawn) >= 3).lines
        finally:
            textpage.close()
        pictures = not lines and any(True for _ in page.get_objects(max_depth=2))
        return Sheet(number, width, height, lines, pictures, drawn)
    finally:
        page.close()


class _Lines:
    """Lines by the line ends that PDFium finds; positions are asked once a word, not a letter.

    PDFium takes words for one line that stand half a line apart in neighbouring cells: with `cells`
    such a line is parted.
    """

    def __init__(
        self, textpage: pdfium.PdfTextPage, number: int, known: set[str], cells: bool
    ) -> None:
        self.lines: list[Line] = []
        self._cells = cells
        self._page = textpage.raw
        self._known = known
        self._box = [ctypes.c_double() for _ in range(4)]
        self._refs = [ctypes.byref(one) for one in self._box]
        self._fonts: dict[bytes, bool] = {}
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._matrix = raw.FS_MATRIX()
        count = textpage.count_chars()
        if count <= 0:
            return
        text = textpage.get_text_range(0, count, errors="replace")
        at = 0
        # PDFium puts one of two marks for a hyphen at a line end, and then no line end
        for piece in re.split(r"(\r?\n|\r)|(?<=[\x02\ufffe])(?=\S)", text):
            if piece is None:
                continue
            if piece.strip("\r\n"):
                self._line(piece, at, number)
            at += len(piece)

    def _line(self, text: str, start: int, number: int) -> None:
        words: list[Word] = []
        base = size = 0.0
        for found in _WORD.finditer(text):
            first = raw.FPDFText_GetCharIndexFromTextIndex(self._page, start + found.start())
            last = raw.FPDFText_GetCharIndexFromTextIndex(self._page, start + found.end() - 1)
            if first < 0 or last < 0:
                continue
            left, _, bottom = self._edges(first)
            right = self._edges(last)[1] if last != first else self._box[1].value
            if not words:
                size = self._height(first)
                origin = self._origin(first)
                base = origin if origin is not None else bottom
            elif self._cells:
                origin = self._origin(first)
                if origin is not None and abs(origin - base) > 0.3 * size:
                    self.lines.append(Line(number, base, size, words))
                    words, base = [], origin
            bold = self._bold(first)
            for text_, left_, right_ in self._parted(found[0], first, last, left, right, size):
                words.append(Word(text_, left_, right_, bold))
        if any(b.left < a.left - 1 for a, b in pairwise(words)) and not _FROM_RIGHT.search(text):
            words.sort(key=lambda word: word.left)  # signs of another font may be drawn first
        if words:
            self.lines.append(Line(number, base, size, words))

    def _parted(
        self, text: str, first: int, last: int, left: float, right: float, size: float
    ) -> list[tuple[str, float, float]]:
        """A word, or two where the file moves on without a blank and PDFium saw none.

        Only a long word that has not been met yet is looked at letter by letter.
        """
        if len(text) < 8 or last - first + 1 != len(text) or text in self._known:
            return [(text, left, right)]
        self._known.add(text)
        edges = [self._advance(index) for index in range(first, last + 1)]
        gaps = [b[0] - a[1] for a, b in pairwise(edges)]
        widest = max(range(len(gaps)), key=gaps.__getitem__)
        others = [gap for at, gap in enumerate(gaps) if at != widest]
        # a blank is a quarter of the size; letters of one word stand far closer
        if gaps[widest] < 0.2 * size or gaps[widest] < 1.6 * max(others):
            return [(text, left, right)]
        cut = widest + 1
        return [(text[:cut], left, edges[cut - 1][1]), (text[cut:], edges[cut][0], right)]

    def _height(self, index: int) -> float:
        """The size in points as shown: some files set a font of size 1 and scale it."""
        size = raw.FPDFText_GetFontSize(self._page, index) or 0.0
        if raw.FPDFText_GetMatrix(self._page, index, ctypes.byref(self._matrix)):
            size *= math.hypot(self._matrix.c, self._matrix.d) or 1.0
        return size or 1.0

    def _edges(self, index: int) -> tuple[float, float, float]:
        # order of the call: left, right, bottom, top
        raw.FPDFText_GetCharBox(self._page, index, *self._refs)
        left, right, bottom, _ = (one.value for one in self._box)
        return left, right, bottom

    def _advance(self, index: int) -> tuple[float, float]:
        """The room that the font gives a letter: a narrow one such as "1" fills only part of it."""
        box = raw.FS_RECTF()
        if raw.FPDFText_GetLooseCharBox(self._page, index, ctypes.byref(box)):
            return box.left, box.right
        left, right, _ = self._edges(index)
        return left, right

    def _origin(self, index: int) -> float | None:
        x, y = ctypes.c_double(), ctypes.c_double()
        if raw.FPDFText_GetCharOrigin(self._page, index, ctypes.byref(x), ctypes.byref(y)):
            return y.value
        return None

    def _bold(self, index: int) -> bool:
        length = raw.FPDFText_GetFontInfo(
            self._page, index, self._name, 128, ctypes.byref(self._flags)
        )
        if length <= 0:
            return False
        name = self._name.value
        if name not in self._fonts:
            self._fonts[name] = bool(_BOLD.search(name.decode("latin-1")))
        return self._fonts[name] or bool(self._flags.value & (1 << 18))
