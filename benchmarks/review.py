"""Pages reviewed per second, on the agreements of our own and, where present, the real corpus."""

from __future__ import annotations

import tempfile
import time
from datetime import date
from pathlib import Path

from servanda import registry
from servanda.agreements.review import review
from servanda.documents.reader import read
from servanda.law.reader import read_law
from servanda.testing.papers import BRIGHT_CLINIC, write_docx, write_pdf

SHARED = Path(__file__).resolve().parents[2] / "shared"
WORDS_A_PAGE = 400


def run() -> list[tuple[str, float, str, float | None]]:
    """Rows of (name, figure, unit, peer). No peer reviews offline, so there is none to run beside."""
    laws = [read_law("eu/gdpr", registry.law_text("eu/gdpr"))]
    rows: list[tuple[str, float, str, float | None]] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_docx(BRIGHT_CLINIC, folder / "dpa.docx")
        write_pdf(BRIGHT_CLINIC, folder / "dpa.pdf")
        sets = {"our agreement, DOCX and PDF": sorted(folder.iterdir())}
        corpus = SHARED / "agreements" / "corpus"
        if corpus.is_dir():
            sets["real corpus"] = sorted(p for p in corpus.iterdir() if p.suffix != ".csv")
        # what is compiled once a process is not part of a rate
        review(read(folder / "dpa.docx"), laws, on=date(2026, 1, 1))
        read(folder / "dpa.pdf")
        for name, files in sets.items():
            began = time.perf_counter()
            documents = [read(path) for path in files]
            reading = time.perf_counter() - began
            words = sum(len(document.text.split()) for document in documents)
            began = time.perf_counter()
            for document in documents:
                review(document, laws, on=date(2026, 1, 1))
            judging = time.perf_counter() - began
            pages = words / WORDS_A_PAGE
            rows.append((f"{name}: read", pages / reading, "pages/s", None))
            rows.append((f"{name}: review", pages / judging, "pages/s", None))
            rows.append((f"{name}: both", pages / (reading + judging), "pages/s", None))
    return rows
