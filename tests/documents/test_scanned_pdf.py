"""A scanned PDF: read with an OCR program, and said where there is none."""

from __future__ import annotations

import io
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from servanda.documents import ocr
from servanda.documents.reader import read
from servanda.testing.papers import HARBOR_DENTAL, write_pdf


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same agreement twice: as it was written, and as a scanner makes it."""
    folder = tmp_path_factory.mktemp("scan")
    written, scanned = folder / "written.pdf", folder / "scanned.pdf"
    write_pdf(HARBOR_DENTAL, written)
    document = pdfium.PdfDocument(written)
    canvas = Canvas(str(scanned))
    for page in document:
        width, height = page.get_size()
        picture = io.BytesIO()
        page.render(scale=200 / 72, grayscale=True).to_pil().save(picture, "JPEG", quality=80)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    document.close()
    return written, scanned


def needs_program() -> None:
    if not ocr.available():
        pytest.skip("left out: the program tesseract is not on this machine")


def test_without_ocr_it_is_said_and_not_read(scan: tuple[Path, Path]) -> None:
    document = read(scan[1])
    assert not document.readable
    assert not document.clauses
    assert [notice.code for notice in document.notices] == ["no-text"]


def test_without_the_program_it_says_what_to_install(
    scan: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    document = read(scan[1], ocr=True)
    assert not document.readable
    assert [notice.code for notice in document.notices] == ["no-text", "no-ocr"]


def test_with_ocr_the_same_clauses_are_read(scan: tuple[Path, Path]) -> None:
    needs_program()
    written, scanned = read(scan[0]), read(scan[1], ocr=True)
    assert scanned.readable
    assert "read-by-ocr" in [notice.code for notice in scanned.notices]
    assert [c.path for c in scanned.walk()] == [c.path for c in written.walk()]
    same = SequenceMatcher(None, written.text.split(), scanned.text.split(), autojunk=False)
    assert same.ratio() >= 0.97


def test_a_page_that_cannot_be_read_in_time_is_not_passed_over(
    scan: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    needs_program()
    monkeypatch.setattr(ocr, "_recognise", lambda *_: None)
    document = read(scan[1], ocr=True)
    assert not document.readable
    assert "no-text" in [notice.code for notice in document.notices]


def test_nothing_is_written_to_disk(
    scan: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    needs_program()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    read(scan[1], ocr=True)
    assert list(tmp_path.iterdir()) == []
