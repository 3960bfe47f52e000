"""PDF: paragraphs from lines, running headers, pages, and text layers that cannot be read."""

from __future__ import annotations

import io
import threading

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from servanda.documents.clauses import Document
from servanda.documents.legible import garbled
from servanda.documents.reader import read_bytes

Line = tuple[float, float, str, str, float]  # left, height, words, font, size
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"


def pdf(*pages: list[Line], picture: bool = False) -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    for lines in pages:
        if picture:
            image = Image.new("L", (80, 40), 200)
            page.drawImage(ImageReader(image), 100, 500)
        for left, height, words, font, size in lines:
            page.setFont(font, size)
            page.drawString(left, height, words)
        page.showPage()
    page.save()
    return out.getvalue()


def text(
    top: float, *lines: str, left: float = 72, font: str = PLAIN, size: float = 11
) -> list[Line]:
    return [(left, top - 14 * at, line, font, size) for at, line in enumerate(lines)]


def read(*pages: list[Line], picture: bool = False) -> Document:
    return read_bytes(pdf(*pages, picture=picture), "a.pdf")


FULL = "The processor keeps the personal data of the controller secret and tells nobody who has"


def test_lines_are_joined_and_words_broken_at_a_line_end_mended() -> None:
    document = read(text(
        700, FULL, "no need to know of it, as the parties have agreed in writing about the process-",
        "ing of data, and the processor may de-", "identify data. Processing ends with the agreement.",
    ))  # fmt: skip
    assert document.text == (
        f"{FULL} no need to know of it, as the parties have agreed in writing about the processing of "
        "data, and the processor may de-identify data. Processing ends with the agreement."
    )


def test_numbers_headings_and_pages() -> None:
    document = read(
        text(760, "Data Agreement", font=BOLD, size=18)
        + text(700, "1. Security", font=BOLD)
        + text(680, f"1.1 Encryption. {FULL[:60]}", "and safe.")
        + text(640, "(a) at rest;", "(b) in transit."),
        text(700, "2. Term", font=BOLD) + text(680, "2.1 It lasts a year."),
    )
    assert document.pages == 2
    assert document.title == "Data Agreement"
    assert [(c.path, c.heading, c.page) for c in document.walk() if c.number] == [
        ("1", "Security", 1), ("1.1", "Encryption", 1), ("1.1(a)", "", 1), ("1.1(b)", "", 1),
        ("2", "Term", 2), ("2.1", "", 2),
    ]  # fmt: skip


def test_running_headers_footers_and_page_numbers_are_taken_out() -> None:
    pages = [
        text(810, "Confidential") + text(700, f"Words of page {n}.") + text(40, f"Page {n} of 3")
        + text(26, f"Form 7, sheet {n}")
        for n in (1, 2, 3)
    ]  # fmt: skip
    document = read(*pages)
    assert document.text == "Words of page 1.\nWords of page 2.\nWords of page 3."
    assert document.headers == ("Confidential",)
    assert "Form 7, sheet 1" in document.footers


def test_a_paragraph_goes_on_over_the_page() -> None:
    document = read(text(90, "1. Duty", "The processor keeps the personal data of the controller secret and"),
                    text(760, "tells nobody. It also trains its people."))  # fmt: skip
    assert document.text.endswith("secret and tells nobody. It also trains its people.")


def test_a_footnote_does_not_part_the_sentence_that_runs_over_the_page() -> None:
    body = [FULL] * 6
    document = read(
        text(
            760,
            *body,
            "a need to know1 of the personal data of the controller and of the data that",
        )
        + text(120, "1 The need is shown in writing.", size=8),
        text(760, "it holds.", *body),
    )
    notes = [p.text for c in document.walk() for p in c.paragraphs if p.kind == "note"]
    assert notes == ["1 The need is shown in writing."]
    assert "of the data that it holds." in document.text


def test_two_columns_in_the_order_of_the_file() -> None:
    left = text(700, "The left column begins here and", "ends here.")
    right = text(700, "The right column begins here", "and ends here.", left=320)
    document = read(left + right)
    assert document.text.index("ends here.") < document.text.index("The right column")


def test_a_scan_is_said_to_have_no_text() -> None:
    document = read([], [], picture=True)
    assert not document.readable
    assert document.clauses == ()
    assert [n.code for n in document.notices] == ["no-text"]


def test_one_scanned_page_among_others_is_said_with_its_page() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    page.drawString(72, 700, FULL)
    page.showPage()
    page.drawImage(ImageReader(Image.new("L", (80, 40), 200)), 100, 500)
    page.save()
    document = read_bytes(out.getvalue(), "a.pdf")
    assert document.readable
    assert [(n.code, n.page) for n in document.notices] == [("page-without-text", 2)]


ENGLISH = "Processor shall notify Controller without undue delay after becoming aware of a Personal Data Breach. "
GERMAN = "Der Auftragnehmer gewährleistet die Vertraulichkeit gemäß Art. 28 Abs. 3 lit. b DSGVO (Verschwiegenheitsverpflichtung). "
FRENCH = "L'accès aux données à caractère personnel s'effectue conformément à l'article 28, c'est-à-dire sur instruction. "
FINNISH = "Käsittelijän on ilmoitettava henkilötietojen tietoturvaloukkauksesta rekisterinpitäjälle viipymättä. "
GREEK = "Ο εκτελών την επεξεργασία ενημερώνει τον υπεύθυνο επεξεργασίας αμελλητί μόλις αντιληφθεί παραβίαση. "
CAPITALS = (
    "THE SERVICE IS PROVIDED AS IS AND EXCEPT AS STATED NO WARRANTIES ARE GIVEN BY ANY PARTY. "
)
TABLE = "AES-256 TLS1.2 ISO27001 2016/679 48h 72h SOC2 x86_64 a1b2 10.0.0.1 "


def test_a_font_without_a_mapping_is_garbled() -> None:
    cipher = "".join(chr(ord(c) - 29) if c.isalpha() or c == "." else c for c in ENGLISH * 10)
    assert garbled(cipher)
    assert garbled("".join(chr(0xE000 + ord(c)) if c.isalpha() else c for c in ENGLISH * 10))
    document = read(*[text(760, *[cipher[at : at + 80] for at in range(0, 900, 80)])])
    assert not document.readable
    assert [n.code for n in document.notices] == ["garbled-text"]
    assert document.clauses == ()


def test_no_language_is_garbled() -> None:
    for sample in (ENGLISH, GERMAN, FRENCH, FINNISH, GREEK, CAPITALS, ENGLISH + TABLE):
        assert not garbled(sample * 10), sample


def test_pages_are_told_as_they_are_read() -> None:
    seen: list[tuple[int, int | None]] = []
    read_bytes(
        pdf(text(700, "a"), text(700, "b")),
        "a.pdf",
        progress=lambda done, total, _: seen.append((done, total)),
    )
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_threads_read_one_after_the_other() -> None:
    data = pdf(*[text(700, f"{FULL} {n}") for n in range(5)])
    expected = read_bytes(data, "a.pdf")
    found: list[Document] = []
    threads = [
        threading.Thread(target=lambda: found.append(read_bytes(data, "a.pdf"))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 6


def test_a_narrow_figure_does_not_part_a_number() -> None:
    """The glyph "1" of Helvetica fills only part of its width: no blank stands beside it."""
    out = io.BytesIO()
    sheet = canvas.Canvas(out)
    sheet.setFont("Helvetica", 10)
    words = "limited to EUR 1,000,000 under Regulation (EU) 2016/679 and 45 CFR 164.524"
    sheet.drawString(72, 700, words)
    sheet.save()
    assert words in read_bytes(out.getvalue(), "numbers.pdf").text


def test_a_version_at_a_line_end_is_no_clause() -> None:
    document = read(
        text(700, "1. Data on its way is protected as the parties agreed, and at least by TLS", "1.2 or above.", "2. Keys are kept apart.")
    )  # fmt: skip
    assert [clause.number for clause in document.walk()] == ["1", "2"]


def test_signs_that_are_drawn_first_stand_before_their_words() -> None:
    boxes = [(72, 700, "x", PLAIN, 11), (200, 700, "x", PLAIN, 11)]
    words = [(85, 700, "names", PLAIN, 11), (213, 700, "pictures", PLAIN, 11)]
    assert read([*boxes, *words]).text == "x names x pictures"


def test_a_heading_that_had_no_room_on_one_line_is_one() -> None:
    body = text(600, FULL, FULL, FULL)
    large = [
        (72, 700, "Schedule of the Handling of Data by the", BOLD, 22),
        (72, 674, "Processor", BOLD, 22),
        (72, 640, "Scope", BOLD, 22),
    ]
    document = read([*large, *body])  # fmt: skip
    assert document.text.splitlines()[:2] == [
        "Schedule of the Handling of Data by the Processor",
        "Scope",
    ]
