"""Pictures (PNG, JPEG, TIFF, GIF, BMP, WebP), read line by line by the documents room's OCR (extra `[ocr]`).

What the camera wrote beside the picture (where it was taken, by whom) is read too.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from servanda.inventory.places import unreadable
from servanda.inventory.sources._files import head_of, peek
from servanda.inventory.sources._lines import Row, Text

NAME = "image"

_SUFFIXES = (".png", ".jpg", ".jpeg", ".jpe", ".tif", ".tiff", ".gif", ".bmp", ".webp")
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")
_MOST_BYTES = 100_000_000
_MOST_PIXELS = 60_000_000
"""Of one page in memory; a JPEG beyond it is read at half its size or less."""
_MOST_PAGES = 500
_MOVING_PAGES = 1
"""Of a GIF or WebP only the first picture is read: the others are the same a moment later."""
_WHOLE_SHEET = 1_800
"""Pixels of the longer side from which a picture without a resolution is taken for 300 dpi."""
_FIELDS = {
    270: "description",
    315: "artist",
    33432: "copyright",
    42032: "owner",
    42033: "serial number",
}


def accepts(target: str) -> bool:
    """By the suffix or the first bytes."""
    return is_image(target, peek(target, 16))


def is_image(name: str, head: bytes) -> bool:
    """By the suffix or the first bytes."""
    return (
        name.lower().endswith(_SUFFIXES)
        or head.startswith(_STARTS)
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
    )


@contextmanager
def connect(target: str, folder: str) -> Iterator[Text]:
    """Look at the picture; raises UnreadableError `missing`, `no-permission`, `empty`, `not-a-picture`,
    `too-large`, `no-driver` or `no-ocr`.
    """
    path = Path(folder) / target
    head_of(path, target)
    if path.stat().st_size > _MOST_BYTES:
        raise unreadable(
            "too-large", f"this picture is larger than {_MOST_BYTES // 1_000_000} MB", target
        )
    yield image_text(path.read_bytes(), path.name, target)


def image_text(data: bytes, name: str, target: str) -> Text:
    """The words of a picture as a source; a page a page, a line a line."""
    from servanda.documents import ocr

    try:
        import PIL  # noqa: F401 (whether it is there)
    except ImportError:
        raise unreadable(
            "no-driver",
            "reading pictures needs a library that is not installed",
            target,
            "pip install 'servanda[ocr]'",
        ) from None
    if not ocr.available():
        raise unreadable(
            "no-ocr",
            "reading pictures needs the program Tesseract, which is not installed",
            target,
            "on Debian: apt-get install tesseract-ocr",
        )
    pages = _opened(data, target)[1]
    return Text(name, target, lambda: _rows(data, target, pages), every=True)


def _opened(data: bytes, target: str, page: int = 0) -> tuple[Any, int]:
    """The picture at a page, and how many pages there are; nothing is unpacked yet."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # about size, which is looked at below, and odd metadata
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            pages = getattr(image, "n_frames", 1)
            if page:
                image.seek(page)
            if image.format == "JPEG" and math.prod(image.size) > _MOST_PIXELS:
                image.draft("L", (image.width // 2, image.height // 2))
    except Image.DecompressionBombError:
        raise _too_large(target) from None
    except Exception:  # what a damaged picture raises is not bounded by the library
        raise unreadable(
            "not-a-picture", "this is no complete picture", target, "ask for another copy"
        ) from None
    if math.prod(image.size) > _MOST_PIXELS:
        raise _too_large(target)
    return image, pages if image.format == "TIFF" else min(pages, _MOVING_PAGES)


def _too_large(target: str) -> Exception:
    return unreadable(
        "too-large",
        f"this picture has over {_MOST_PIXELS // 1_000_000} million points",
        target,
        "save it smaller",
    )


def _rows(data: bytes, target: str, pages: int) -> Iterator[Row]:
    unread = max(pages - _MOST_PAGES, 0)
    for number in range(1, min(pages, _MOST_PAGES) + 1):
        image, _ = _opened(data, target, number - 1)
        if number == 1:
            for line, said in enumerate(_beside(image), 1):
                yield said, "metadata", 0, line, 0
        lines = _lines(image, target)
        if lines is None:
            unread += 1
            continue
        for line, text in enumerate(lines, 1):
            yield text, "", number, line, 0
    if unread:
        raise unreadable("too-slow", f"{unread} of {pages} pages could not be read in time", target)


def _lines(image: Any, target: str) -> list[str] | None:
    """The lines of one page; None where Tesseract did not come to an end with it."""
    from servanda.documents import ocr
    from servanda.documents.pdf_lines import sheets

    # a page of a PDF is what the documents room reads, with its bounds of size and time
    page = _as_page(image, target)
    found, _ = ocr.read_pages(page, sheets(page, target, None))
    if 1 not in found:
        return None
    return [line.text for line in found[1].lines if line.text.strip()]


def _as_page(image: Any, target: str) -> bytes:
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            turned = ImageOps.exif_transpose(image)
            if "A" in turned.getbands() or "transparency" in turned.info:
                turned = turned.convert("RGBA")
                paper = Image.new("RGBA", turned.size, "white")
                paper.alpha_composite(turned)
                turned = paper
            out = io.BytesIO()
            turned.convert("L").save(out, "PDF", resolution=_resolution(turned), quality=95)
    except Exception:  # what a damaged picture raises is not bounded by the library
        raise unreadable(
            "damaged",
            "the picture is cut off or damaged",
            target,
            "check that it was copied in full",
        ) from None
    return out.getvalue()


def _resolution(image: Any) -> float:
    """Dots an inch: what a scanner says, else as of a sheet, else as of a screen."""
    try:
        said = float(image.info.get("dpi", (0, 0))[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        said = 0.0
    if 150 <= said <= 1_200:
        return said
    return 300.0 if max(image.size) >= _WHOLE_SHEET else 120.0


def _beside(image: Any) -> Iterator[str]:
    """What the metadata of the picture says of people and places."""
    try:
        exif = image.getexif()
        for tag, named in _FIELDS.items():
            value = exif.get(tag)
            if isinstance(value, str) and value.strip("\x00 "):
                yield f"{named}: {value.strip(chr(0) + ' ')[:2_000]}"
        place = exif.get_ifd(0x8825)  # the GPS part (Exif 2.3 section 4.6.6)
        north, east = (_degrees(place.get(at), place.get(side)) for at, side in ((2, 1), (4, 3)))
        if north is not None and east is not None:
            yield f"latitude: {north:.6f}, longitude: {east:.6f}"
    except Exception:  # damaged metadata says nothing
        return


def _degrees(parts: Any, side: Any) -> float | None:
    if not isinstance(parts, tuple) or len(parts) != 3:
        return None
    whole: float = sum(float(part) / 60.0**place for place, part in enumerate(parts))
    return -whole if side in ("S", "W") else whole
