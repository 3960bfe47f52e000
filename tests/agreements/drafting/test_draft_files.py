"""The files: what stands in the draft is what a reader reads in DOCX, PDF and Markdown."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from laws_asked import FOUR, ON

from servanda.agreements.drafting.brief import Brief, Side
from servanda.agreements.drafting.compose import draft
from servanda.agreements.drafting.markdown import write_markdown
from servanda.agreements.drafting.pages import write_pdf
from servanda.agreements.drafting.tree import Draft, Grid, Words
from servanda.agreements.drafting.word import write_docx
from servanda.documents.reader import read_bytes
from servanda.law.provisions import Law


@pytest.fixture
def made(brief: Brief, law: Callable[[str], Law]) -> Draft:
    return draft(brief, [law(name) for name in FOUR], on=ON)


def data(made: Draft, kind: str) -> bytes:
    if kind == "docx":
        return write_docx(made)
    return write_pdf(made) if kind == "pdf" else write_markdown(made).encode()


@pytest.mark.parametrize("kind", ["docx", "pdf", "md"])
def test_numbers_and_headings_read_back(made: Draft, kind: str) -> None:
    read = read_bytes(data(made, kind), f"d.{kind}")
    found = {(clause.number.rstrip("."), clause.heading) for clause in read.walk()}
    wanted = {(c.number.rstrip("."), c.heading) for c in made.walk() if c.heading}
    assert wanted <= found


@pytest.mark.parametrize("kind", ["docx", "pdf", "md"])
def test_every_paragraph_reads_back(made: Draft, kind: str) -> None:
    def bare(text: str) -> str:
        return "".join(text.split()).replace("-", "").replace("|", "")

    read = bare(read_bytes(data(made, kind), f"d.{kind}").text)
    for clause in made.walk():
        for block in clause.blocks:
            if isinstance(block, Words):
                assert bare(block.text) in read, block.text
            elif kind != "pdf":
                assert isinstance(block, Grid)
                for row in block.rows:
                    assert bare(" ".join(cell.text for cell in row)) in read


@pytest.mark.parametrize("kind", ["docx", "md"])
def test_tables_are_tables(made: Draft, kind: str) -> None:
    heads = [table.rows[0] for table in read_bytes(data(made, kind), f"d.{kind}").tables]
    assert ("Task", "Customer", "Provider", "Clause") in heads
    assert ("Name", "Country", "Task") in heads


def test_the_docx_numbers_nothing_by_hand(made: Draft) -> None:
    from docx import Document

    document = Document(io.BytesIO(write_docx(made)))
    styles = {p.style.name for p in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Schedule", "Clause Item"} <= styles
    headed = [p for p in document.paragraphs if p.style.name.startswith(("Heading", "Schedule"))]
    assert headed
    assert not [p.text for p in headed if p.text[:1].isdigit() or p.text.startswith("Schedule ")]
    defined = [r.text for p in document.paragraphs for r in p.runs if r.bold]
    assert "Personal Data" in defined


def test_the_docx_has_pages_and_references_as_fields(made: Draft) -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(made))) as package:
        body = package.read("word/document.xml").decode()
        footers = "".join(
            package.read(name).decode() for name in package.namelist() if "footer" in name
        )
    assert "PAGE" in footers
    assert "NUMPAGES" in footers
    assert body.count(" REF _Ref") > 10
    for name in {part.split()[0] for part in body.split(" REF ")[1:]}:
        assert f'w:name="{name}"' in body


def test_the_pdf_is_the_same_each_time_and_has_contents(made: Draft) -> None:
    first = write_pdf(made)
    assert first == write_pdf(made)
    assert b"/Outlines" in first


def test_letters_beyond_latin_are_shown_or_refused(bare: Brief, law: Callable[[str], Law]) -> None:
    from servanda.base.errors import ServandaError

    made = draft(
        replace(bare, controller=Side(name="Łódź Ένα Ltd", address="x")), [law("eu/gdpr")], on=ON
    )
    try:
        read = read_bytes(write_pdf(made), "d.pdf")
    except ServandaError as error:
        assert error.code == "no-font"
    else:
        assert "Łódź Ένα Ltd" in read.text


@pytest.mark.slow
def test_libreoffice_renders_the_same_numbers(made: Draft, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("left out: LibreOffice is not installed, so its rendering was not compared")
    (tmp_path / "d.docx").write_bytes(write_docx(made))
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "d.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    lines = {
        " ".join(line.split()) for line in (tmp_path / "d.txt").read_text("utf-8").splitlines()
    }
    for clause in made.walk():
        if clause.heading:
            assert f"{clause.number} {clause.heading}" in {line.lstrip("\ufeff") for line in lines}
