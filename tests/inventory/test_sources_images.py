"""Pictures and scanned pages: found by page and line, and said clearly where they cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from servanda import registry
from servanda.base.errors import UnreadableError
from servanda.documents import ocr
from servanda.inventory.evidence import compile_classes
from servanda.inventory.findings import Discovery
from servanda.inventory.scan import discover

CLASSES = compile_classes(registry.detectors())
SOURCES = registry.sources()
LINES = ("Invoice of 12 March", "Contact: ada.example@example.org", "Thank you for your order")


def scan(target: Path) -> Discovery:
    return discover(str(target), system="files", detectors=CLASSES, sources=SOURCES)


def page(*lines: str, size: tuple[int, int] = (1240, 700)) -> Any:
    image = pytest.importorskip("PIL.Image", reason="left out: pillow is not installed")
    from PIL import ImageDraw, ImageFont

    made = image.new("L", size, "white")
    draw = ImageDraw.Draw(made)
    for number, line in enumerate(lines):
        draw.text((60, 60 + 90 * number), line, fill=0, font=ImageFont.load_default(40))
    return made


def saved(picture: Any, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


@pytest.fixture
def tesseract() -> None:
    if not ocr.available():
        pytest.skip("left out: the program Tesseract is not installed")


def emails(discovery: Discovery) -> dict[str, list[tuple[int, int]]]:
    return {
        f.table: [(at.page, at.line) for at in f.at]
        for f in discovery.findings
        if f.data_class == "email"
    }


def test_pictures_are_read_by_page_and_line(tesseract: None, tmp_path: Path) -> None:
    first, second = page("Nothing of note", "but words"), page(*LINES)
    (tmp_path / "scan.tiff").write_bytes(
        saved(first, "TIFF", save_all=True, append_images=[second], dpi=(200, 200))
    )
    (tmp_path / "shot.png").write_bytes(saved(page(*LINES), "PNG"))
    (tmp_path / "photo").write_bytes(saved(page(*LINES), "JPEG", quality=90))
    # white on a hole: what shows through is paper
    clear = page(*LINES).point(lambda light: 255 - light)
    hole = clear.convert("RGBA")
    hole.putalpha(clear)
    hole.paste((0, 0, 0), mask=clear)
    hole.putalpha(clear)
    (tmp_path / "hole.webp").write_bytes(saved(hole, "WEBP", lossless=True))
    discovery = scan(tmp_path)
    assert emails(discovery) == {
        "scan.tiff": [(2, 2)],
        "shot.png": [(1, 2)],
        "photo": [(1, 2)],
        "hole.webp": [(1, 2)],
    }
    assert discovery.complete and "ada" not in repr(discovery)


def test_scanned_pdf_and_pictures_in_archives(tesseract: None, tmp_path: Path) -> None:
    pdf = saved(page("A letter of two pages came in.", "This is the first of them."), "PDF", save_all=True, append_images=[page(*LINES)], resolution=150)  # fmt: skip
    (tmp_path / "letter.pdf").write_bytes(pdf)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("in/letter.pdf", pdf)
        archive.writestr("in/shot.png", saved(page(*LINES), "PNG"))
    found = emails(scan(tmp_path))
    assert {table: {at for at, _ in places} for table, places in found.items()} == {
        "letter.pdf": {2},
        "all.zip/in/letter.pdf": {2},
        "all.zip/in/shot.png": {1},
    }


def test_what_the_camera_wrote_is_read(tesseract: None, tmp_path: Path) -> None:
    picture = page("a view of the lake")
    exif = picture.getexif()
    exif[315] = "ada.example@example.org"
    place = exif.get_ifd(0x8825)
    place.update({1: "N", 2: (47.0, 36.0, 0.0), 3: "E", 4: (8.0, 30.0, 0.0)})
    (tmp_path / "lake.jpg").write_bytes(saved(picture, "JPEG", exif=exif))
    found = {f.data_class: f.at[0].part for f in scan(tmp_path / "lake.jpg").findings}
    assert found["email"] == "metadata"


def test_without_the_program_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shot.png").write_bytes(saved(page(*LINES), "PNG"))
    (tmp_path / "letter.pdf").write_bytes(saved(page(*LINES), "PDF"))
    monkeypatch.setattr("servanda.documents.ocr.available", lambda: False)
    with pytest.raises(UnreadableError) as caught:
        scan(tmp_path / "shot.png")
    assert caught.value.code == "no-ocr" and "tesseract" in (caught.value.hint or "")
    with pytest.raises(UnreadableError) as caught:
        scan(tmp_path / "letter.pdf")
    assert caught.value.code == "no-words" and "tesseract" in (caught.value.hint or "")


def test_hostile_pictures(tesseract: None, tmp_path: Path) -> None:
    good = saved(page(*LINES), "PNG")
    (tmp_path / "a.png").write_bytes(good[: len(good) // 2])
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 400)
    # a picture of 100,000 x 100,000 points in a few bytes
    wide = bytearray(good)
    wide[16:24] = (100_000).to_bytes(4, "big") * 2
    import zlib

    wide[29:33] = zlib.crc32(wide[12:29]).to_bytes(4, "big")
    (tmp_path / "bomb.png").write_bytes(wide)
    (tmp_path / "z.png").write_bytes(good)
    discovery = scan(tmp_path)
    why = {skip.place: skip.why for skip in discovery.skipped}
    assert set(why) == {"a.png", "b.png", "bomb.png"}
    assert "million points" in why["bomb.png"]
    assert emails(discovery) == {"z.png": [(1, 2)]}
