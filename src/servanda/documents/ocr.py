"""Pages that are pictures, read by the external program Tesseract; nothing is written to disk.

Tesseract stays outside the process: a picture goes in and a table of words comes out, with a limit on
size and time for each page, since the picture is hostile input.
"""

from __future__ import annotations

import csv
import io
import math
import os
import shutil
import statistics
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

import pypdfium2 as pdfium

from servanda.documents.pdf_lines import LOCK, Line, Sheet, Word

_DPI: Final = 300
_MAX_PIXELS: Final = 40_000_000
_SECONDS: Final = 60
_LANGUAGES: Final = ("eng", "deu", "fra", "spa", "ita", "nld")
_SURE: Final = 30.0
"""Words below this confidence (of 100) are specks and rules, not letters."""


def available() -> bool:
    """Whether the program is on this machine (Debian's `tesseract-ocr`)."""
    return shutil.which("tesseract") is not None


def read_pages(
    data: bytes,
    pages: Iterable[Sheet],
    progress: Callable[[int, int | None, str], None] | None = None,
) -> tuple[dict[int, Sheet], float]:
    """The pages with the lines that their pictures show, by number, and how sure the program is (0-100).

    A page that the program cannot read in time is left out of the result.
    """
    languages = _installed()
    wanted = list(pages)
    found: dict[int, Sheet] = {}
    sure: list[float] = []
    for done, page in enumerate(wanted):
        if progress:
            progress(done, len(wanted), f"reading page {page.number} as a picture")
        scale, picture = _picture(data, page)
        table = _recognise(picture, languages)
        if table is None:
            continue
        lines, confidences = _lines(table, page, scale)
        found[page.number] = replace(page, lines=lines, pictures=False)
        sure.extend(confidences)
    return found, statistics.fmean(sure) if sure else 0.0


def _picture(data: bytes, page: Sheet) -> tuple[float, bytes]:
    """Pixels a point, and the page as a PNG."""
    points = max(page.width * page.height, 1.0)
    scale = min(_DPI / 72, math.sqrt(_MAX_PIXELS / points))
    with LOCK:
        document = pdfium.PdfDocument(data)
        try:
            sheet = document[page.number - 1]
            try:
                image = sheet.render(scale=scale, grayscale=True).to_pil()
            finally:
                sheet.close()
        finally:
            document.close()
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return scale, out.getvalue()


def _run(*arguments: str, picture: bytes = b"") -> str | None:
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program, no word of the input among its arguments)
            [program, *arguments],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _installed() -> str:
    listed = (_run("--list-langs") or "").split()
    return "+".join(code for code in _LANGUAGES if code in listed) or "eng"


def _recognise(picture: bytes, languages: str) -> str | None:
    return _run("stdin", "stdout", "-l", languages, "--dpi", str(_DPI), "tsv", picture=picture)


def _lines(table: str, page: Sheet, scale: float) -> tuple[list[Line], list[float]]:
    """The lines of one page in points, and the confidence of each word."""
    lines: dict[tuple[str, ...], Line] = {}
    sure: list[float] = []
    for row in _words(table):
        try:
            confidence = float(row["conf"])
            left, top, width, height = (
                float(row[key]) / scale for key in ("left", "top", "width", "height")
            )
        except (KeyError, TypeError, ValueError):
            continue
        text = row["text"].strip()
        if not text or confidence < _SURE:
            continue
        key = (row["block_num"], row["par_num"], row["line_num"])
        base = page.height - top - height
        line = lines.setdefault(key, Line(page.number, base, height))
        line.words.append(Word(text, left, left + width))
        line.size = max(line.size, height)
        sure.append(confidence)
    found = list(lines.values())
    if found:
        # letters differ in height where sizes do not: near the page's usual size it is that size
        usual = statistics.median(line.size for line in found)
        for line in found:
            if 0.6 * usual < line.size < 1.35 * usual:
                line.size = usual
    return found, sure


def _words(table: str) -> Iterator[dict[str, str]]:
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == "5" and row.get("text"):
            yield row
