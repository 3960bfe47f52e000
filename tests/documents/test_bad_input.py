"""Bad input: one clear error, in bounded time and memory."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas
from word_files import docx, paragraph

from servanda.base.errors import UnreadableError
from servanda.documents import limits
from servanda.documents.reader import read, read_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = docx(paragraph("words"))


def pdf(password: str | None = None, text: str = "Some words of an agreement.") -> bytes:
    out = io.BytesIO()
    encrypt = StandardEncryption(password, canPrint=0) if password else None
    page = canvas.Canvas(out, encrypt=encrypt)
    page.drawString(72, 700, text)
    page.save()
    return out.getvalue()


def zipped(entries: dict[str, bytes], *, spread: int | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return out.getvalue()


def replaced(part: str, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    return zipped(entries | {part: data})


ENTITIES = b"""<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""
DOCUMENT = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.docx", b"", "empty"),
        ("empty.md", b" \r\n\t", "empty"),
        ("only-a-comment.md", b"<!-- nothing -->", "empty"),
        ("zeros.txt", bytes(4_096), "empty"),
        ("cut-short.docx", GOOD[: len(GOOD) // 2], "corrupt-docx"),
        ("not-xml.docx", replaced("word/document.xml", b"<w:document"), "corrupt-docx"),
        ("no-body.docx", replaced("word/document.xml", DOCUMENT.split(b"<w:body>")[0] + b"</w:document>"), "corrupt-docx"),
        ("no-document.docx", zipped({"[Content_Types].xml": b"<Types/>"}), "corrupt-docx"),
        ("text-named.docx", b"plain text", "corrupt-docx"),
        ("text-named.pdf", b"plain text", "corrupt-pdf"),
        ("header-only.pdf", b"%PDF-1.7\n%%EOF", "corrupt-pdf"),
        ("cut-short.pdf", pdf()[:300], "corrupt-pdf"),
        ("locked.pdf", pdf("secret"), "password-protected"),
        ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512), "password-protected"),
        ("old.doc", OLE + "WordDocument".encode("utf-16-le") + bytes(512), "legacy-doc"),
        ("old.xls", OLE + "Workbook".encode("utf-16-le") + bytes(512), "unknown-type"),
        ("sheet.xlsx", zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}), "unknown-type"),
        ("slides.pptx", zipped({"ppt/presentation.xml": b"<a/>"}), "unknown-type"),
        ("archive.zip", zipped({"a.txt": b"words"}), "unknown-type"),
        ("text.odt", zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}), "unknown-type"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "unknown-type"),
        ("picture-named.docx", b"\xff\xd8\xff\xe0" + bytes(64), "unknown-type"),
        ("text.rtf", b"{\\rtf1 words}", "unknown-type"),
        ("page.html", b"<!DOCTYPE html><p>words", "unknown-type"),
        ("nul-bytes.txt", b"words\x00words", "binary"),
        ("noise.txt", bytes(range(1, 32)) * 40, "binary"),
        ("entity-bomb.docx", replaced("word/document.xml", ENTITIES + DOCUMENT + b"&c;</w:body></w:document>"), "xml-bomb"),
        ("entity-bomb-in-styles.docx", replaced("word/_rels/document.xml.rels", ENTITIES + b"<Relationships/>"), "xml-bomb"),
        ("entity-bomb-utf16.docx", replaced("word/document.xml", (ENTITIES + DOCUMENT + b"</w:body></w:document>").decode().encode("utf-16")), "xml-bomb"),
        ("external-entity.docx", replaced("word/document.xml", b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + DOCUMENT + b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"), "xml-bomb"),
        ("deep.docx", replaced("word/document.xml", DOCUMENT + b"<w:sdt>" * 40_000 + b"</w:sdt>" * 40_000 + b"</w:body></w:document>"), "xml-bomb"),
        ("zip-bomb.docx", replaced("word/document.xml", DOCUMENT + b" " * 40_000_000 + b"</w:body></w:document>"), "zip-bomb"),
        ("zip-bomb-declared.docx", replaced("word/document.xml", b" " * (limits.MAX_PART + 1)), "zip-bomb"),
        ("many-parts.docx", zipped({f"a{at}": b"" for at in range(limits.MAX_PARTS + 1)}), "zip-bomb"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)  # fmt: skip
def test_one_clear_error(name: str, data: bytes, code: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, name)
    error = caught.value
    assert error.code == code
    assert error.where == name
    assert error.hint and error.message[0].islower() and "\n" not in str(error)
    assert "secret" not in str(error)
    assert time.perf_counter() - begun < 5


def test_a_size_that_lies_is_counted_while_it_unpacks() -> None:
    data = bytearray(replaced("word/document.xml", DOCUMENT + b" " * 30_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as file:
        size = file.getinfo("word/document.xml").file_size
    lie = bytes(data).replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert lie != bytes(data)
    with pytest.raises(UnreadableError) as caught:
        read_bytes(lie, "lie.docx")
    assert caught.value.code in ("zip-bomb", "corrupt-docx")


def test_a_bomb_takes_little_memory() -> None:
    bomb = replaced("word/document.xml", DOCUMENT + b" " * 47_000_000)
    tracemalloc.start()
    with pytest.raises(UnreadableError):
        read_bytes(bomb, "bomb.docx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 120_000_000


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(limits.MAX_BYTES + 1)
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.code == "too-large"


@pytest.mark.slow
def test_fifty_megabytes_of_text_are_refused_fast() -> None:
    begun = time.perf_counter()
    with pytest.raises(UnreadableError) as caught:
        read_bytes(b"Processor keeps the data secure.\n" * 1_500_000, "long.txt")
    assert caught.value.code == "too-large"
    assert time.perf_counter() - begun < 5


@pytest.mark.slow
def test_a_docx_of_fifty_megabytes_with_a_large_picture_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as file, zipfile.ZipFile(out, "w") as other:
        for name in file.namelist():
            other.writestr(name, file.read(name))
        other.writestr("word/media/image1.png", bytes(50_000_000))
    assert read_bytes(out.getvalue(), "pictures.docx").text == "words"


def test_places_that_hold_no_file(tmp_path: Path) -> None:
    for path, code in (
        (tmp_path, "not-a-file"),
        (tmp_path / "missing.docx", "not-found"),
        (Path("/dev/null"), "not-a-file"),
        (Path("a\x00b"), "not-readable"),
        (tmp_path / ("n" * 300), "not-readable"),
    ):
        with pytest.raises(UnreadableError) as caught:
            read(path)
        assert caught.value.code == code, path
        assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [">" * 20_000 + " a", "".join(f"{' ' * 2 * at}- a\n" for at in range(600))],
    ids=["quotes", "lists"],
)
def test_markdown_that_nests_too_deeply_is_refused_not_cut(text: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(UnreadableError) as caught:
        read_bytes(text.encode(), "deep.md")
    assert caught.value.code == "bad-markdown"
    assert time.perf_counter() - begun < 10


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "*a_" * 7_000, "<" * 20_000, "`" * 9_999 + "a", "|" * 9_999]
)
def test_markdown_that_is_hard_to_parse_ends(text: str) -> None:
    begun = time.perf_counter()
    read_bytes(f"# A\n\n{text}\n".encode(), "hard.md")
    assert time.perf_counter() - begun < 10
