"""How soon a breach is told to the controller."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import clock, focus, lengths, qualifier, starts
from servanda.agreements.extract.topics._breach_orders import in_other_orders, words_of_a_list
from servanda.agreements.extract.topics._breach_periods import PERIOD, defined_periods
from servanda.agreements.extract.topics._breach_steps import (
    AFTER,
    TO_TELL,
    WITHIN,
    by_another,
    of_another_step,
    told_to_others,
)
from servanda.agreements.extract.topics._breach_told import (
    HARM,
    TOLD,
    of_something_else,
    started_above,
    told_otherwise,
)
from servanda.agreements.recognise.rules import Court
from servanda.agreements.terms import Term
from servanda.base.durations import Duration


def find(court: Court) -> Iterator[Term]:
    """`breach_notice`, each length once; words alone only where there is no length.

    HIPAA's security incidents (45 CFR 164.304) reach further than breaches: where a business associate
    reports both, each in its own time, the time of the incidents is not that of the breach.
    """
    found = list(_found(court))
    apart = [one for one in found if one.clock and one.clock.length and not _only_incident(one)]
    hipaa = _HIPAA.search(court.reading.document.text[:20000])
    yield from (one for one in found if not (hipaa and apart and _only_incident(one)))


_HIPAA = re.compile(r"\bHIPAA\b|\bBusiness Associate\b|\bProtected Health Information\b")


def _only_incident(one: Term) -> bool:
    words = one.quote.lower()
    return "incident" in words and not re.search(
        r"breach|disclos|personal|phi\b|health information|data", words
    )


def _found(court: Court) -> Iterator[Term]:
    worded: Term | None = None
    numbered = False
    periods = defined_periods(court)
    for said in (*TOLD, None):
        for passage in court.find(said) if said is not None else told_otherwise(court):
            text = passage.plain
            took = False
            if of_something_else(passage):
                continue
            for found in lengths(text):
                before, after = text[: found.start], text[found.end :]
                if found.length.unit not in ("hours", "days", "business_days"):
                    continue
                if re.search(
                    r"authorit\w+[^,;]{0,40}$|\bcure\b[^,;]{0,30}$|\bremed\w+[^,;]{0,30}$",
                    before[-80:],
                ):
                    continue
                if not (WITHIN.search(before) or AFTER.search(after) or TO_TELL.match(after)):
                    continue
                if by_another(before) or of_another_step(before, after):
                    continue
                if told_to_others(text, found.start):
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
            for named in PERIOD.finditer(text):
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
            if HARM.search(text):
                continue
            words = qualifier(text)
            named_period = re.search(r"within the ((?:[a-z-]+ ){0,3}(?:period|timeframe))", text)
            if not words and named_period:
                words = named_period[0]
            if words:
                worded = term(
                    "breach_notice",
                    passage,
                    clock=clock(None, words, starts(text) or started_above(court, passage)),
                    focus=max(text.find(words), 0) / max(len(text), 1),
                    confidence=0.9,
                )
    taken: set[tuple[int, int, Duration]] = set()
    for passage, found in in_other_orders(court):
        if (
            numbered
            or (passage.at, found.start, found.length) in taken
            or of_something_else(passage)
        ):
            continue
        taken.add((passage.at, found.start, found.length))
        yield term(
            "breach_notice",
            passage,
            clock=clock(found.length, qualifier(passage.plain), starts(passage.plain, found.end)),
            focus=focus(passage, found.start, found.end),
            confidence=0.85,
        )
    if worded is None:
        for passage, words in words_of_a_list(court):
            worded = term(
                "breach_notice",
                passage,
                clock=clock(None, words, starts(passage.plain)),
                confidence=0.85,
            )
            break
    if worded is not None and not (numbered or taken):
        yield worded
