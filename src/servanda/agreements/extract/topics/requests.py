"""How soon a data subject's request is passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import clock, focus, lengths, qualifier
from servanda.agreements.recognise.rules import Court, says
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY
from servanda.agreements.terms import Term

_PASSED_ON = says(
    r"(?:{notify}|forward\w*|pass\w* on|redirect\w*|refer\w*|transmit\w*|pass\w* to)",
    r"(?:requests?|complaints?|inquir\w+|communications?)",
    r"{subject}",
    r"{C}",
    without=(CONTROLLERS_DUTY, r"{breach}", r"subprocessor", r"prior notice"),
)


def find(court: Court) -> Iterator[Term]:
    """`data_subject_request_forward`: a length, or words of speed where there is none."""
    worded: Term | None = None
    numbered = False
    for passage in court.find(_PASSED_ON):
        text = passage.plain
        for found in lengths(text):
            if found.length.unit not in ("hours", "days", "business_days"):
                continue
            if not re.search(
                r"(?:within|no later than|not later than|at (?:the )?latest|in any (?:event|case))[ \w,]{0,30}[(]?$",
                text[: found.start],
            ):
                continue
            numbered = True
            yield term(
                "data_subject_request_forward",
                passage,
                clock=clock(found.length, qualifier(text), "receipt"),
                focus=focus(passage, found.start, found.end),
            )
        words = qualifier(passage.full)
        if worded is None and words and not numbered:
            worded = term(
                "data_subject_request_forward",
                passage,
                clock=clock(None, words, "receipt"),
                focus=max(text.find(words), 0) / max(len(text), 1),
                confidence=0.88,
            )
    if worded is not None and not numbered:
        yield worded
