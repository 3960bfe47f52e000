"""Clause numbers are those that LibreOffice renders, on every DOCX of the corpus."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import test_word_numbering as vectors
from word_files import docx, instance

from servanda.documents.clauses import Clause
from servanda.documents.numbering import kept, split
from servanda.documents.reader import read, read_bytes

pytestmark = pytest.mark.slow
# LibreOffice does not read w:isLgl and w:lvlRestart; Word, whose rules they are, does
VECTORS = [
    (vectors.walk(0, 1, 1, 2, 2, 3, 2, 1, 2, 0, 1), vectors.LEGAL + instance(1, 0), ""),
    (vectors.walk(1, 1, 0, 2, 0), vectors.LEGAL + instance(1, 0), ""),
    (
        vectors.walk(0, 0) + vectors.walk(0, 1, num="2"),
        vectors.LEGAL + instance(1, 0) + instance(2, 0),
        "",
    ),
    (
        "".join(
            vectors.paragraph("words", style=s) for s in ("Clause", "Sub", "Sub2", "None", "Sub")
        ),
        vectors.STYLED,
        vectors.STYLES,
    ),
]


@pytest.fixture(scope="module")
def rendered(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[list[Path]], dict[str, list[str]]]:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip(
            "left out: LibreOffice (soffice) is not installed, so its numbers were not compared"
        )

    def render(files: list[Path]) -> dict[str, list[str]]:
        folder = tmp_path_factory.mktemp("rendered")
        subprocess.run(
            [
                program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
                "--convert-to", "txt:Text", "--outdir", str(folder), *map(str, files),
            ],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
        return {
            file.name: [
                plain(line)
                for line in (folder / f"{file.stem}.txt").read_text("utf-8-sig").splitlines()
            ]
            for file in files
        }

    return render


def plain(text: str) -> str:
    return " ".join(text.replace("\u200b", "").replace("\u00ad", "").split())


def compare(clauses: list[Clause], lines: list[str]) -> tuple[int, list[str]]:
    """How many numbers stand before the same words in LibreOffice's text, and what differs: a
    number of ours that it does not show, or a line that it numbers and we do not."""
    at, same, wrong = 0, 0, list[str]()
    used: set[int] = set()
    for clause in clauses:
        if not clause.number:
            continue
        own = [p.text for p in clause.paragraphs[:1] if p.kind in ("text", "item")]
        head = plain(clause.heading + clause.heading_mark)
        hit = None
        for words in (plain(f"{head} {own[0]}" if own else head), head):
            for line in range(at, len(lines)):
                before = lines[line].removesuffix(words)
                if lines[line].endswith(words) and kept(before.rstrip(" :–-")) == clause.number:
                    hit = line
                    break
            if hit is not None:
                break
        if hit is None:
            wrong.append(f"ours: {clause.path} {head[:40]}")
            continue
        same, at = same + 1, hit + 1
        used.add(hit)
    numbered = {c.text for clause in clauses for c in clause.paragraphs}
    cells = "\n".join(numbered)
    for line, text in enumerate(lines):
        # a label typed in a table's cell or inside a sentence is text, and must be in our text
        if (
            line not in used
            and split(text)
            and text not in cells
            and not any(part in cells for part in (text[:60],))
        ):
            wrong.append(f"LibreOffice: {text[:60]}")
    return same, wrong


def test_every_number_of_the_corpus(
    shared: Path, rendered: Callable[[list[Path]], dict[str, list[str]]]
) -> None:
    files = sorted((shared / "agreements" / "corpus").glob("*.docx"))
    assert len(files) >= 19
    texts = rendered(files)
    total, wrong = 0, list[str]()
    for file in files:
        same, differs = compare(list(read(file).walk()), texts[file.name])
        total += same
        wrong += [f"{file.name}: {difference}" for difference in differs]
    print(f"{total} clause numbers equal LibreOffice's, {len(wrong)} differ")
    assert wrong == []
    assert total >= 1_000


def test_numbering_vectors(
    tmp_path: Path, rendered: Callable[[list[Path]], dict[str, list[str]]]
) -> None:
    files = []
    for at, (body, numbering, styles) in enumerate(VECTORS):
        files.append(tmp_path / f"vector{at}.docx")
        files[-1].write_bytes(docx(body, numbering=numbering, styles=styles))
    texts = rendered(files)
    for file in files:
        numbers = [c.number for c in read_bytes(file.read_bytes(), file.name).walk() if c.number]
        shown = [kept(line.split("words")[0]) for line in texts[file.name] if line]
        assert numbers == [number for number in shown if number]
