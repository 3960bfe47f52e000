"""What is processed: purposes, categories of data, data subjects, as the document lists them."""

from __future__ import annotations

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


def find(court: Court) -> Iterator[Term]:
    """`purposes`, `data_categories`, `data_subjects`."""
    for kind, words, items, need in (
        ("data_categories", TYPES, TYPE, 2),
        ("data_subjects", SUBJECTS, SUBJECT, 1),
    ):
        listed = listed_items(court, words, items, need)
        if listed is not None:
            passage, names = listed
            yield term(kind, passage, value=names, bearer="", to="", confidence=0.8)
    purpose = purpose_of(court)
    if purpose is not None:
        words = " ".join(purpose.words.split())
        if len(words) <= 300:
            yield term("purposes", purpose, value=(words,), bearer="", to="", confidence=0.75)
