"""`python -m benchmarks.formats [--shared PATH] [--differences]`: one agreement in three forms.

Each labelled Markdown document is turned into DOCX and PDF by LibreOffice (through HTML, tables with
borders, as most offices print them); the three are reviewed, and it is counted how many findings and
terms are the same as in the Markdown. Without LibreOffice the command says so and ends with 3.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from markdown_it import MarkdownIt

from benchmarks.accuracy.labels import Labelled, read_labels
from servanda import registry
from servanda.agreements.findings import Review
from servanda.agreements.review import review
from servanda.documents.reader import read
from servanda.law.reader import read_law

ON = date(2026, 1, 1)
FORMS = ("docx", "pdf")


def convert(office: str, files: list[Path], form: str, folder: Path, *more: str) -> None:
    """Have LibreOffice write `files` as `form` into `folder`."""
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = [office, "--headless", profile, *more, "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=900)


def forms_of(office: str, documents: list[Labelled], home: Path) -> dict[str, dict[str, Path]]:
    """The files in each form, by form and slug."""
    parser = MarkdownIt("commonmark").enable("table")
    pages = home / "html"
    pages.mkdir()
    for document in documents:
        body = parser.render(document.path.read_text(encoding="utf-8"))
        body = body.replace("<table>", '<table border="1" cellspacing="0">')
        page = f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'
        (pages / f"{document.slug}.html").write_text(page, encoding="utf-8")
    word, paper = home / "docx", home / "pdf"
    sources = sorted(pages.iterdir())
    convert(office, sources, "docx:MS Word 2007 XML", word, "--infilter=HTML (StarWriter)")
    convert(office, sorted(word.glob("*.docx")), "pdf", paper)
    return {form: {path.stem: path for path in (home / form).glob(f"*.{form}")} for form in FORMS}


def reviewed(path: Path, document: Labelled) -> Review:
    """The review of one form of a document against the laws of its labels."""
    texts = registry.law_texts()
    laws = [read_law(law, texts[law]) for law in document.laws if law in texts]
    return review(read(path), laws, on=ON)


def differences(mine: Review, other: Review) -> tuple[list[str], list[str]]:
    """What another form's review finds otherwise: findings, and terms that one has and one has not."""
    statuses = {found.alias: found.status for found in other.provisions}
    findings = [
        f"{found.alias}: {found.status}, there {statuses.get(found.alias)}"
        for found in mine.provisions
        if statuses.get(found.alias) != found.status
    ]
    here, there = (
        Counter((term.kind, str(term.value), term.unit) for term in one.terms)
        for one in (mine, other)
    )
    terms = [f"{kind} {value} {unit}: here only" for kind, value, unit in here - there]
    terms += [f"{kind} {value} {unit}: there only" for kind, value, unit in there - here]
    return findings, terms


def main() -> int:
    """Print, for each form, the share of equal findings and of equal terms."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.formats")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--differences", action="store_true", help="also list what differs")
    options = parser.parse_args()
    office = shutil.which("soffice")
    if office is None:
        sys.stderr.write("left out: LibreOffice (soffice) is not installed\n")
        return 3
    documents = [d for d in read_labels(options.shared) if d.path.suffix == ".md"]
    with tempfile.TemporaryDirectory() as folder:
        files = forms_of(office, documents, Path(folder))
        for form in FORMS:
            total: Counter[str] = Counter()
            for document in documents:
                mine = reviewed(document.path, document)
                findings, terms = differences(mine, reviewed(files[form][document.slug], document))
                total["findings"] += len(mine.provisions)
                total["terms"] += len(mine.terms)
                total["other findings"] += len(findings)
                total["other terms"] += len(terms)
                if options.differences:
                    for line in (*findings, *terms):
                        print(f"  {form} {document.slug} {line}")
            print(
                f"{form}: {len(documents)} documents, "
                f"{total['findings'] - total['other findings']} of {total['findings']} findings as in "
                f"Markdown; {total['terms']} terms, {total['other terms']} in one form only"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
