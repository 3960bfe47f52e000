"""Whose duty a sentence on sub-processors is, and whether it was chosen at all."""

from __future__ import annotations

import re

from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court
from servanda.agreements.recognise.standing import subprocessors_alone

_SCC_OPTION = re.compile(r"^\W*option (1|2|one|two)\b")
_THEIRS = re.compile(
    r"^\W*(?:\(?\w{1,3}[.)] )?(?:(?:the|each|every|all|any|its|our|such|no) )*subprocessors?\b"
)


def theirs(passage: Passage) -> bool:
    """Whether the sub-processors themselves owe it; "objections to them must be raised" is not theirs."""
    return bool(_THEIRS.match(passage.plain)) and subprocessors_alone(passage)


def unchosen(court: Court, passage: Passage) -> bool:
    """Whether a sentence is of clause 9 of the standard clauses with both its options left standing."""
    paragraph = court.reading.paragraphs[passage.paragraph]
    above = passage.headings.rsplit(" > ", 1)[-1]
    if not (_SCC_OPTION.match(paragraph) or _SCC_OPTION.match(above)):
        return False
    options = {
        found[1].replace("one", "1").replace("two", "2")
        for other in court.reading.paragraphs
        if (found := _SCC_OPTION.match(other)) and "authoriz" in other
    }
    return len(options) > 1
