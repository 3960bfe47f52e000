"""Lengths of time that a document names ("the Response Period")."""

from __future__ import annotations

import re

from servanda.agreements.extract.numbers import lengths
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court

PERIOD = re.compile(
    r"(?:the |its )?\"?((?:[a-z-]{1,30} ){0,3}(?:period|deadline|timeframe|time frame|window))\"?"
)


def defined_periods(court: Court) -> dict[str, Passage]:
    """The lengths of time that the document defines by name ("Response Period means ten days")."""
    found: dict[str, Passage] = {}
    for passage in court.reading.passages:
        match = re.match(
            r"^\W*+(?:\d++(?:\.\d++)*+\W++)?((?:[a-z-]{1,30}+ ){0,3}(?:period|deadline|timeframe|time frame|window))\"? ?(?:is|means|shall mean|shall be|will be|:|=|\||of|-)",
            passage.plain,
        )
        note = passage.blank or re.search(r"drafting note|\[", passage.plain)
        if match and not note and list(lengths(passage.plain)):
            found.setdefault(match[1].strip(), passage)
    return found
