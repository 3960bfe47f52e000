"""Small documents and laws for the tests of the agreements room."""

from __future__ import annotations

from functools import lru_cache

from servanda import registry
from servanda.agreements.passages import read_passages
from servanda.agreements.recognise.catalog import rules
from servanda.agreements.recognise.rules import Court, Judgement
from servanda.documents.clauses import Clause, Document, Paragraph
from servanda.law.provisions import Law
from servanda.law.reader import read_law

# the kinds of term whose value is a number with a unit
NUMERIC = {
    "breach_notice",
    "subprocessor_notice",
    "subprocessor_objection",
    "audit_frequency",
    "audit_notice",
    "deletion_after_end",
    "return_window",
    "backup_retention",
    "data_subject_request_forward",
    "penetration_test",
    "retention",
}


def one_clause(words: str, *, heading: str = "", language: str = "en") -> Document:
    """A document of one clause; a blank line parts its paragraphs."""
    paragraphs = tuple(
        Paragraph(text=" ".join(part.split())) for part in words.split("\n\n") if part.strip()
    )
    return clauses((heading, paragraphs), language=language)


def clauses(*parts: tuple[str, tuple[Paragraph, ...]], language: str = "en") -> Document:
    """A document of numbered clauses, each a heading with its paragraphs."""
    return Document(
        name="paper.md",
        media_type="text/markdown",
        digest="0" * 64,
        language=language,
        clauses=tuple(
            Clause(number=str(n), heading=heading, path=str(n), level=1, paragraphs=paragraphs)
            for n, (heading, paragraphs) in enumerate(parts, 1)
        ),
    )


def judge(alias: str, document: Document) -> Judgement:
    """One requirement judged by the rules alone."""
    return Court(read_passages(document), rules()).judge(alias)


@lru_cache(maxsize=8)
def law(law_id: str) -> Law:
    """A law that ships with Servanda."""
    return read_law(law_id, registry.law_text(law_id))
