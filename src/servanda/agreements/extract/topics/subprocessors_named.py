"""Sub-processors by name, from tables and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.recognise.rules import Court
from servanda.agreements.terms import Term

_NAME_HEAD = re.compile(
    r"\b(?:sub-?processor|sub-?contractor|name|entity|company|vendor|provider)", re.IGNORECASE
)


_LIST_HEAD = re.compile(
    r"\b(?:annex|appendix|schedule|exhibit|attachment|list|authori[sz]ed|approved|current)\b.{0,200}\bsub-?(?:processor|contractor)s?\b"
    r"|\bsub-?(?:processor|contractor)s?\b.{0,200}\blist\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:name|address|contact|description|explanatory|location|country|purpose|service|note|subject|duration|nature|website|role|data)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^[-•\s\d.)]*([A-Z][\w&.,' -]{1,58}?)\s*(?:\(|:|[–—]| - |;|$)")


def find(court: Court) -> Iterator[Term]:
    """`subprocessors`: those that a table or a list under such a heading names."""
    yield from _in_tables(court)
    for clause in court.reading.document.walk():
        if not _LIST_HEAD.search(clause.heading):
            continue
        names: list[str] = []
        for part in clause.walk():
            for text in (
                part.heading if part is not clause else "",
                *(p.text for p in part.paragraphs),
            ):
                if re.search(r"\b(?:shall|will|may|must|is|are)\b|\||\[|_{3}", text):
                    continue
                text = re.sub(
                    r"^[-•\s\d.)]*(?:Name|Company|Entity|Sub-?processor)\s*:\s*(?=\w)", "", text
                )
                match = _LISTED.match(text)
                if match and not _NO_NAME.match(match[1]):
                    names.append(" ".join(match[1].split()).rstrip(" ,."))
        anchor = next((p for p in court.reading.passages if names and names[0] in p.words), None)
        if names and anchor is not None:
            yield term("subprocessors", anchor, value=tuple(dict.fromkeys(names)), confidence=0.8)


def _in_tables(court: Court) -> Iterator[Term]:
    """The sub-processors that a table of the document lists."""
    document = court.reading.document
    for table in document.tables:
        if len(table.rows) < 2:
            continue
        head = table.rows[0]
        column = next(
            (
                n
                for n, cell in enumerate(head)
                if re.search(r"sub-?(?:processor|contractor)", cell, re.IGNORECASE)
            ),
            None,
        )
        if column is None:
            heading = next((c.heading for c in document.walk() if c.path == table.clause), "")
            if not re.search(r"sub-?(?:processor|contractor)", heading, re.IGNORECASE):
                continue
            column = next((n for n, cell in enumerate(head) if _NAME_HEAD.search(cell)), None)
        if column is None:
            continue
        names = tuple(
            dict.fromkeys(
                " ".join(row[column].split())
                for row in table.rows[1:]
                if len(row) > column
                and row[column].strip()
                and len(row[column]) < 80
                and not re.search(r"[\[{_]{1}", row[column])
            )
        )
        anchor = next(
            (p for p in court.reading.passages if names and names[0] in p.words and not p.heading),
            None,
        )
        if names and anchor is not None:
            yield term("subprocessors", anchor, value=names, confidence=0.9)
