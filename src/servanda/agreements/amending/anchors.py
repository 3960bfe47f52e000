"""Beside which clause of a contract a new one belongs: that of its own topic, or of the next one."""

from __future__ import annotations

from collections import Counter
from typing import Final

from servanda.agreements.findings import Finding, Review
from servanda.documents.clauses import Clause, Document

# a topic without a clause of its own goes where the next of these stands
_NEXT_TOPICS: Final = {
    "assistance": ("breach", "data_use_limits"),
    "breach": ("assistance", "security"),
    "return_deletion": ("termination", "audit"),
    "audit": ("assistance", "security"),
    "confidentiality": ("security", "data_use_limits"),
    "security": ("confidentiality", "data_use_limits"),
    "subprocessors": ("data_use_limits",),
    "transfers": ("subprocessors", "data_use_limits"),
    "responsibilities": ("data_use_limits",),
    "notice": ("data_use_limits",),
}


def anchor(finding: Finding, review: Review, document: Document) -> str:
    """The clause beside which a clause for this finding belongs."""
    if finding.clause and _found(finding.clause, document):
        return finding.clause
    return by_topic(finding.topic, review, document)


def by_topic(topic: str, review: Review, document: Document) -> str:
    """The clause that speaks to a topic; empty where none does."""
    for wanted in (topic, *_NEXT_TOPICS.get(topic, ())):
        clauses = [
            finding.clause
            for finding in review.provisions
            if finding.topic == wanted
            and finding.status in ("satisfied", "partial")
            and finding.clause
            and _found(finding.clause, document)
        ]
        if clauses:
            # where most of the topic stands, the first of them
            part = Counter(_part(clause, document) for clause in clauses).most_common(1)[0][0]
            return next(clause for clause in clauses if _part(clause, document) == part)
    return ""


def _found(path: str, document: Document) -> bool:
    clause = next((c for c in document.walk() if c.path == path), None)
    return clause is not None and bool(clause.number)


def _part(path: str, document: Document) -> str:
    """The clause of the first level in which a clause stands."""
    for top in document.clauses:
        if any(clause.path == path for clause in top.walk()):
            return top.path if top.number else _inner(top, path)
    return path


def _inner(top: Clause, path: str) -> str:
    for child in top.children:
        if any(clause.path == path for clause in child.walk()):
            return child.path
    return path


def topic_of(kind: str) -> str:
    """The topic of a kind of term."""
    for start, topic in (
        ("breach", "breach"),
        ("subprocessor", "subprocessors"),
        ("audit", "audit"),
        ("data_subject", "assistance"),
        ("encryption", "security"),
        ("access", "security"),
        ("cert", "security"),
        ("penetration", "security"),
        ("transfer", "transfers"),
        ("data_location", "transfers"),
    ):
        if kind.startswith(start):
            return topic
    return "return_deletion"
