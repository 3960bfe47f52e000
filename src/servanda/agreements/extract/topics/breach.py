"""How soon a breach is told to the controller."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import clock, focus, lengths, qualifier, starts
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court, says
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY
from servanda.agreements.terms import Term

_NOT_THIS = (
    r"^\W*(?:\(?\w{1,3}[.)] )?controller (?:shall|will|must|agrees) (?:\w+ ){0,3}?(?:notify|inform)",
    r"not (?:be )?(?:construed|constitute|an ac)",
    r"{subject} .. (?:requests? .. receiv|to exercise)",
    r"{notify} .. (?:instruction|new subprocessor)",
    r"legally binding request",
    r"{P} .. material breach|material breach .. (?:agreement|terms)",
)

TOLD = (
    says(
        r"(?:{notify} (?:\S+ ){0,14}?{C}|{C} .. (?:notified|informed|alerted)|notice to {C}|report .. to {C})",
        r"(?:{breach}|use or disclosure|disclosures? .. not (?:permitted|provided))",
        r"(?:shall|will|must|agrees?|undertakes?|commits?|notifies|informs|reports)",
        without=_NOT_THIS,
    ),
    says(
        r"{notify}",
        r"{breach}",
        r"(?:shall|will|must|agrees?)",
        r"(?:{soon}|\d+ ?(?:hours|days))",
        under=r"(?:breach|incident)",
        without=(CONTROLLERS_DUTY, *_NOT_THIS),
    ),
)

_WITHIN = re.compile(
    r"(?:within|not? later than|not more than|at (?:the )?(?:latest|most)|in (?:any|no) (?:event|case)|less than|exceed\w*|maximum(?: of)?|up to|after|in less than|under|latest)[^.;]{0,45}$"
)
_AFTER = re.compile(
    r"^[^.;]{0,30}(?:of|after|from|following|upon)\b[^.;]{0,60}(?:aware|discover|detect|confirm|determin|knowledge|learn|occur|identif|becoming|breach|incident)"
)
_PERIOD = re.compile(
    r"(?:the |its )?\"?((?:[a-z-]+ ){0,3}(?:period|deadline|timeframe|time frame|window))\"?"
)


def defined_periods(court: Court) -> dict[str, Passage]:
    """The lengths of time that the document defines by name ("Response Period means ten days")."""
    found: dict[str, Passage] = {}
    for passage in court.reading.passages:
        match = re.match(
            r"^\W*(?:\d[\d.]*\W+)?\"?((?:[a-z-]+ ){0,3}(?:period|deadline|timeframe|time frame|window))\"? ?(?:is|means|shall mean|shall be|will be|:|=|\||of|-)",
            passage.plain,
        )
        note = passage.blank or re.search(r"drafting note|\[", passage.plain)
        if match and not note and list(lengths(passage.plain)):
            found.setdefault(match[1].strip(), passage)
    return found


def find(court: Court) -> Iterator[Term]:
    """`breach_notice`, each length once; words alone only where there is no length."""
    worded: Term | None = None
    numbered = False
    periods = defined_periods(court)
    for said in TOLD:
        for passage in court.find(said):
            text = passage.plain
            took = False
            for found in lengths(text):
                before, after = text[: found.start], text[found.end :]
                if found.length.unit not in ("hours", "days", "business_days"):
                    continue
                if re.search(
                    r"authorit\w+[^,;]{0,40}$|\bcure\b[^,;]{0,30}$|\bremed\w+[^,;]{0,30}$",
                    before[-80:],
                ):
                    continue
                if not (_WITHIN.search(before) or _AFTER.search(after)):
                    continue
                took = numbered = True
                yield term(
                    "breach_notice",
                    passage,
                    clock=clock(found.length, qualifier(text), starts(text, found.end)),
                    focus=focus(passage, found.start, found.end),
                    confidence=0.95,
                )
            if took:
                continue
            for named in _PERIOD.finditer(text):
                place = periods.get(named[1].strip()) or next(
                    (p for name, p in periods.items() if named[1].strip().endswith(name)), None
                )
                if place is None:
                    continue
                numbered = took = True
                for found in lengths(place.plain):
                    yield term(
                        "breach_notice",
                        place,
                        clock=clock(found.length, qualifier(text), starts(text)),
                        confidence=0.93,
                    )
                break
            if took or worded is not None:
                continue
            words = qualifier(text)
            named_period = re.search(r"within the ((?:[a-z-]+ ){0,3}(?:period|timeframe))", text)
            if not words and named_period:
                words = named_period[0]
            if words:
                worded = term(
                    "breach_notice",
                    passage,
                    clock=clock(None, words, starts(text) or _started_above(court, passage)),
                    focus=max(text.find(words), 0) / max(len(text), 1),
                    confidence=0.9,
                )
    if worded is not None and not numbered:
        yield worded


def _started_above(court: Court, passage: Passage) -> str:
    return starts(court.reading.paragraphs[passage.paragraph])
