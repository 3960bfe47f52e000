"""The notice of a breach where time, event and duty do not stand in one sentence.

The event may be named by the heading alone ("Data breach / Tell the Controller within 12 hours"), by
the words that lead into a list, or by the list that the time leads into ("not later than 36 hours
after: / inform the School of the breach"). A time counts only where nothing in between belongs to
another clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.numbers import Length, lengths, qualifier
from servanda.agreements.extract.topics._breach_steps import (
    AFTER,
    TO_TELL,
    WITHIN,
    by_another,
    of_another_step,
    told_to_others,
)
from servanda.agreements.extract.topics._breach_told import EVENT, TELLS, TO_OTHERS
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court

_TO_CONTROLLER = re.compile(
    TELLS.pattern
    + r"[^.;]{0,40}\b(?:controller|(?:affected|impacted|concerned|all|our) (?:customers|clients|subscribers|organizations)|(?:customers|clients|subscribers) (?:affected|impacted|concerned))\b|\b(?:controller|customers (?:affected|concerned)|(?:affected|concerned) customers)\b[^.;]{0,30}\b(?:is|are|be) (?:\w+ ){0,3}?(?:notified|informed|told|alerted)\b"
)
_HEADED = re.compile(
    r"\b(?:personal data|data|security|privacy) (?:breach|incident|violation)\w*|\bincident (?:response|report\w*|notif\w*|management)|\bbreach(?:es)?(?: of (?:security|personal data|phi))?(?: (?:notif\w+|report\w*|notices?|response|management))?\s*$|\b(?:notif\w+|report\w*|notices?) of (?:\w+ ){0,3}?(?:breach|incident)|^\W*+(?:\d++(?:\.\d++)*+\W++)?(?:incidents?|breach\w*)\b"
)
_OF_CONTRACT = re.compile(
    r"\bbreach of (?:contract|this|the|agreement|terms)|\bmaterial breach|remed|\bcure\b|default|terminat"
)
_OTHER_OBJECTS = re.compile(
    r"\b(?:subprocess\w*|subcontract\w*|requests?|complaints?|audits?|inspections?|instructions?|delet\w+|chang\w+|invoices?|fees?|prices?|questions?|inquir\w+|enquir\w+|results?|outcomes?|findings?|measures|reports? (?:on|about)|updates?|maintenance|availability|outages?|downtime|support|tickets?|severity|priority|court|subpoena|transfers?|law)\b"
)
_LEADS_IN = re.compile(r":\s*$")


def in_other_orders(court: Court) -> Iterator[tuple[Passage, Length]]:
    """Sentences with the length in them that is the time of the notice."""
    passages = court.reading.passages
    for passage in passages:
        text = passage.plain
        if passage.definition or passage.heading or passage.recital or passage.form:
            continue
        if not list(lengths(text)):
            continue
        if _LEADS_IN.search(text):
            told = any(
                other.full.removesuffix(other.plain).rstrip().endswith(text[-60:])
                and _tells_of_it(other.plain)
                for other in passages[passage.at + 1 : passage.at + 8]
            )
            if told and not by_another(f"{text} x"):
                yield from _times(passage)
            continue
        lead = passage.full.removesuffix(text)
        last = _heading(passage)
        by_lead = (
            EVENT.search(lead)
            and not _OF_CONTRACT.search(lead)
            and lead.rstrip().endswith((":", ","))
        )
        by_heading = _HEADED.search(last) and not _OF_CONTRACT.search(last)
        if not (by_lead or by_heading) or TO_OTHERS.search(text) or _OTHER_OBJECTS.search(text):
            continue
        if re.search(r"\bcontroller (?:shall|will|must|agrees)\b", lead + text):
            continue
        if _TO_CONTROLLER.search(text):
            yield from _times(passage)


def _heading(passage: Passage) -> str:
    return passage.headings.rsplit(" > ", 1)[-1]


def _tells_of_it(text: str) -> bool:
    return bool(
        _TO_CONTROLLER.search(text) and EVENT.search(text) and not _OF_CONTRACT.search(text)
    )


def _times(passage: Passage) -> Iterator[tuple[Passage, Length]]:
    text = passage.plain
    found = [one for one in lengths(text) if one.length.unit in ("hours", "days", "business_days")]
    if len({one.start for one in found}) != 1 and not re.search(r"\botherwise\b", text):
        return  # of two times it is not known which is that of the notice
    for one in found:
        before, after = text[: one.start], text[one.end :]
        if not (WITHIN.search(before) or AFTER.search(after) or TO_TELL.match(after)):
            continue
        if by_another(before) or of_another_step(before, after):
            continue
        if told_to_others(text, one.start):
            continue
        yield passage, one


def words_of_a_list(court: Court) -> Iterator[tuple[Passage, str]]:
    """Lines of a list that name a breach, where its lead tells the controller at once ("promptly notify ... if:")."""
    for passage in court.reading.passages:
        text = passage.plain
        lead = passage.full.removesuffix(text)
        if not lead.rstrip().endswith(":") or passage.heading or passage.definition:
            continue
        words = qualifier(lead)
        if (
            words
            and _TO_CONTROLLER.search(lead)
            and EVENT.search(text)
            and not _OF_CONTRACT.search(text)
            and not re.search(r"\bcontroller (?:shall|will|must|agrees)\b", lead)
            and not TO_OTHERS.search(text)
            and not list(lengths(passage.full))
        ):
            yield passage, words
