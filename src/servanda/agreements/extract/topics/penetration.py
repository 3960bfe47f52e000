"""Penetration tests: how many a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import focus, frequencies
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court
from servanda.agreements.terms import Term

_PEN = re.compile(
    r"\b(?:penetration|pen)[- ]?test\w*|\bhack(?:ers?|ing)\b[^.;]{0,60}\b(?:try|tries|attempt\w*|test\w*|break)\b|ethical hack\w*|\bred[- ]team\w*"
)
_NOT_TESTS = re.compile(
    r"\b(?:scan\w*|train\w*|review\w*|restor\w*|audits?|back-?ups?|recover\w*|continuity)\b"
)


_ABOUT_TESTS = re.compile(
    r"^\W*(?:\(?\w{1,3}[.)] )?(?:the |our |all |each |any )*(?:subprocessors?|suppliers?|vendors?)\b|\b(?:findings?|results?|reports?|summar(?:y|ies)) (?:of|from|on) (?:the |any |our |all |each )?(?:penetration|pen)[- ]?test"
    r"|\b(?:penetration|pen)[- ]?test\w* (?:findings?|results?|reports?|polic(?:y|ies)|procedures?|budget|scope|plans?|guidelines?|rules|tools?|contracts?|vendors?|providers?|suppliers?)\b|\b(?:scope|budget|rules|polic(?:y|ies)|plans?|costs?) (?:of|for|on) (?:the |any |our )?(?:penetration|pen)[- ]?test"
)
"""What is said of the rules and the money for tests says nothing of the tests."""


def find(court: Court) -> Iterator[Term]:
    """`penetration_test`."""
    for passage in court.reading.passages:
        yield from _pen_test(passage)


def _pen_test(passage: Passage) -> Iterator[Term]:
    above = passage.headings.rsplit(" > ", 1)[-1]
    whole = passage.plain
    if _PEN.search(above) and len(whole.split()) <= 8 and not _PEN.search(whole):
        whole = f"{above}: {whole}"  # a label that the reader took for a heading
    for text in whole.split(";"):
        yield from _so_often_tested(passage, text)


def _so_often_tested(passage: Passage, text: str) -> Iterator[Term]:
    match = _PEN.search(text)
    if (
        match is None
        or re.search(
            r"^\W*controller (?:may|can|shall|will|must|is)\b|not (?:perform|conduct)", text
        )
        or _ABOUT_TESTS.search(text)
    ):
        return
    ranked: list[tuple[int, float, int]] = []
    for start, end, count in frequencies(text):
        gap = text[min(end, match.end()) : max(start, match.start())]
        far = max(start - match.end(), match.start() - end, 0)
        # "staff are trained yearly, and penetration tests are run": the time is that of the training
        if (
            start < match.start()
            and re.search(r", | and ", gap)
            and re.search(r"\b(?:is|are|\w+ed)\b", text[:start])
        ):
            continue
        if far > 140 or (_NOT_TESTS.search(gap) and start < match.start()):
            continue
        ranked.append((far, -count, start))
    if ranked:
        _, count, _ = min(ranked)
        yield term(
            "penetration_test",
            passage,
            value=int(-count) if count == int(count) else -count,
            unit="per_year",
            focus=focus(passage, *match.span()),
        )
