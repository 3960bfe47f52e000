"""Every real agreement of the corpus is read, and the forms of one agreement agree."""

from __future__ import annotations

import difflib
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servanda.documents.clauses import Document
from servanda.documents.reader import read

GARBLED = "basecamp-dpa-v201805.pdf"
PAIRS = ["bonterms-dpa", "bonterms-baa", "bonterms-cloud-terms"]


@pytest.fixture(scope="module")
def corpus(shared: Path) -> dict[str, Document]:
    files = [
        f
        for f in (shared / "agreements" / "corpus").iterdir()
        if f.suffix in (".md", ".docx", ".pdf")
    ]
    begun = time.perf_counter()
    documents = {file.name: read(file) for file in sorted(files)}
    print(f"{len(documents)} agreements read in {time.perf_counter() - begun:.1f} s")
    return documents


def test_every_file_is_read(corpus: dict[str, Document]) -> None:
    assert len(corpus) >= 62
    for name, document in corpus.items():
        assert document.readable is (name != GARBLED), name
        assert bool(document.clauses) is document.readable, name
        assert document.title or not document.readable, name
        assert document.language == ("en" if document.readable else ""), name
        assert (document.pages > 0) is name.endswith(".pdf"), name


def test_only_the_garbled_one_is_said_to_be(corpus: dict[str, Document]) -> None:
    said = {
        name for name, document in corpus.items() for n in document.notices if "garbled" in n.code
    }
    assert said == {GARBLED}


def test_paths_are_unique_and_tables_stand_in_a_clause(corpus: dict[str, Document]) -> None:
    for name, document in corpus.items():
        paths = [c.path for c in document.walk() if c.number or c.heading]
        assert len(paths) == len(set(paths)), name
        assert all(paths), name
        assert {table.clause for table in document.tables} <= {"", *paths}, name


def test_words_stand_once_and_no_markup_is_left(corpus: dict[str, Document]) -> None:
    for name, document in corpus.items():
        text = document.text
        assert not re.search(r"</?(?:span|li|ol|ul|b|u|br|p|td|tr)\b[^>]*>", text), name
        assert not re.search("[\u00ad\u00a0\u200b\ufffe\x02]", text), name


@pytest.mark.parametrize("pair", PAIRS)
def test_two_forms_of_one_agreement(pair: str, corpus: dict[str, Document]) -> None:
    mine, other = corpus[f"{pair}.md"], corpus[f"{pair}-pdf.pdf"]
    words = [re.findall(r"\w+", document.text) for document in (mine, other)]
    ratio = difflib.SequenceMatcher(None, *words, autojunk=False).ratio()
    print(f"{pair}: {ratio:.4f} of the words are the same in Markdown and PDF")
    assert ratio >= 0.98
    paths = [{c.path: c.heading for c in d.walk() if c.number} for d in (mine, other)]
    assert paths[0].keys() == paths[1].keys()
    same = sum(paths[0][path] == paths[1][path] for path in paths[0])
    assert same >= len(paths[0]) - 1


def test_the_labels_quotes_are_in_the_text(shared: Path, corpus: dict[str, Document]) -> None:
    """Quotes of the labels differ from the files in typography at most, so letters are compared."""
    import json

    found = missing = 0
    for file in sorted((shared / "agreements" / "labels").glob("*.json")):
        label = json.loads(file.read_text("utf-8"))
        document = next(d for name, d in corpus.items() if name.rpartition(".")[0] == label["slug"])
        if not document.readable:
            continue
        text = letters(document.text)
        for row in label["provisions"] + label["terms"]:
            if row.get("quote"):
                hit = letters(re.sub(r"</?[a-z][^>]*>", "", row["quote"])) in text
                found, missing = found + hit, missing + (not hit)
    print(f"{found} of {found + missing} labelled quotes are in the text as read")
    assert missing == 0
    assert found > 250


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def test_the_tree_is_light_to_import() -> None:
    code = (
        "import sys, servanda.documents.clauses, servanda.documents.reader;"
        "print([m for m in ('lxml', 'pypdfium2', 'markdown_it', 'docx', 'zipfile') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
