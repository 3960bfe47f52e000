"""The straight lines that a PDF page draws: what a reader sees as the borders of a table."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_MOST_PATHS: Final = 4_000
_MOST_POINTS: Final = 400
_MOST_PIECES: Final = 20_000
_SHORT: Final = 4.0
_THIN: Final = 0.6
CLOSE: Final = 3.0
"""Lines nearer than this (points) are one line, and meet where they come this near."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A line from `start` to `end` at `at`, in points from the page's bottom left.

    An `upright` one stands at the x `at` and runs over heights, else it lies at the height `at`.
    """

    upright: bool
    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        """Whether it runs past a place."""
        return self.start - CLOSE <= place <= self.end + CLOSE


def rulings(page: pdfium.PdfPage, width: float, height: float) -> tuple[Ruling, ...]:
    """The upright and level lines of a page, pieces of one line joined; its edges are none.

    Of a page that is all drawing only the first pieces are looked at.
    """
    found: list[Ruling] = []
    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1)
    strokes = (stroke for path in islice(paths, _MOST_PATHS) for stroke in _strokes(path))
    for start, end in islice(strokes, _MOST_PIECES):
        ruling = _ruling(start, end)
        if ruling is not None and 2 < ruling.at < (width if ruling.upright else height) - 2:
            found.append(ruling)
    return (*_joined(r for r in found if r.upright), *_joined(r for r in found if not r.upright))


def _strokes(path: pdfium.PdfObject) -> Iterator[tuple[Point, Point]]:
    """The straight pieces of a path, as they stand on the page."""
    count = raw.FPDFPath_CountSegments(path.raw)
    if not 2 <= count <= _MOST_POINTS:
        return
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path.raw, index)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            return
        kind = raw.FPDFPathSegment_GetType(segment)
        here = matrix.on_point(x.value, y.value)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield last, here
        last = here
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield last, first
            last = first


def _ruling(start: Point, end: Point) -> Ruling | None:
    across, up = abs(start[0] - end[0]), abs(start[1] - end[1])
    if across <= _THIN and up >= _SHORT:
        return Ruling(True, (start[0] + end[0]) / 2, min(start[1], end[1]), max(start[1], end[1]))
    if up <= _THIN and across >= _SHORT:
        return Ruling(False, (start[1] + end[1]) / 2, min(start[0], end[0]), max(start[0], end[0]))
    return None


def _joined(pieces: Iterable[Ruling]) -> list[Ruling]:
    """Pieces on one straight line that touch, as one."""
    bands: list[list[Ruling]] = []
    for piece in sorted(pieces, key=lambda p: p.at):
        if (
            bands
            and piece.at - bands[-1][-1].at <= CLOSE / 2
            and piece.at - bands[-1][0].at <= CLOSE
        ):
            bands[-1].append(piece)
        else:
            bands.append([piece])
    found: list[Ruling] = []
    for band in bands:
        at = sum(piece.at for piece in band) / len(band)
        open_from, open_to = None, 0.0
        for piece in sorted(band, key=lambda p: p.start):
            if open_from is None:
                open_from, open_to = piece.start, piece.end
            elif piece.start <= open_to + CLOSE:
                open_to = max(open_to, piece.end)
            else:
                found.append(Ruling(band[0].upright, at, open_from, open_to))
                open_from, open_to = piece.start, piece.end
        if open_from is not None:
            found.append(Ruling(band[0].upright, at, open_from, open_to))
    return found
