"""What is processed: purposes, categories of data, data subjects, as the document lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.recognise.rules import Court
from servanda.agreements.recognise.topics.processing_details import (
    SUBJECT,
    SUBJECTS,
    TYPE,
    TYPES,
    listed_items,
    purpose_of,
)
from servanda.agreements.terms import Term

_POINTS = re.compile(
    r"\b(?:set (?:out|forth)|described|particulariz\w+|specified|listed|detailed|defined|laid down|found|contained) (?:\w+ ){0,2}?in\b[^.;]{0,60}\b(?:annex|appendix|schedule|exhibit|attachment|section|clause|agreement|policy|order|part)\b"
)
"""A sentence that points to where the purpose stands is not the purpose."""
_THEIRS = re.compile(r"^\W*+(?:\d++(?:\.\d++)*+\W++)?controller (?:process|determin|decid|us)\w*")
_UNTICKED = re.compile(r"[☐□]\s*([^☐□☒☑✓✔]*)|\[ \]\s*([^\[]*)")
_TICKED = re.compile(r"[☒☑✓✔]|\[[xX]\]")


def _chosen(words: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Without what stands only beside a box left empty, where others are ticked."""
    if not _TICKED.search(words):
        return names
    empty = " ".join(part for pair in _UNTICKED.findall(words) for part in pair).casefold()
    ticked = _UNTICKED.sub(" ", words).casefold()
    return tuple(n for n in names if n.casefold() not in empty or n.casefold() in ticked)


def find(court: Court) -> Iterator[Term]:
    """`purposes`, `data_categories`, `data_subjects`."""
    for kind, words, items, need in (
        ("data_categories", TYPES, TYPE, 2),
        ("data_subjects", SUBJECTS, SUBJECT, 1),
    ):
        listed = listed_items(court, words, items, need)
        if listed is not None:
            passage, names = listed
            names = _chosen(passage.words, names)
            if not names:
                continue
            yield term(kind, passage, value=names, bearer="", to="", confidence=0.8)
    purpose = purpose_of(court)
    if purpose is not None:
        words = " ".join(purpose.words.split())
        if (
            len(words) <= 300
            and not words.endswith(":")
            and not _POINTS.search(purpose.plain)
            and not _THEIRS.search(purpose.plain)
        ):
            yield term("purposes", purpose, value=(words,), bearer="", to="", confidence=0.75)
