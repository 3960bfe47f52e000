"""Audits: how often and on what notice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import clock, focus, frequencies, lengths, number_of
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court
from servanda.agreements.recognise.standing import promises_nothing
from servanda.agreements.terms import Term

_TOPIC = re.compile(
    r"\b(?:audits?|inspect\w*|audit rights|requests? for information|questionnaires?|due diligence|assessments?|on the spot|on-site|checks?|controls|examinations?|visits?|soc ?[12]|reports?)\b"
)
_TIMES = r"(?P<times>once|twice|thrice|(?<=a )single|one(?: ?\(1\))?|two(?: ?\(2\))?|three(?: ?\(3\))?|1|2|3|4)(?: ?\(\d\))?(?: times?| occasions?| ?x| (?:such )?(?:audit |security )?(?:audits?|inspections?|requests?|questionnaires?|visits?|time))?"
_PERIOD = r"(?:(?:in|during|within|per|a|each|every|any|an|for)? ?(?:any |each |every |a |one |the |single |given )*(?:calendar |contract |rolling |consecutive |subscription |school |academic |fiscal )*(?:year\b|annum|(?:period of )?(?:12|twelve)(?: \((?:12|twelve)\))?[- ](?:consecutive )?months?|12[- ]month|twelve[- ]month|twelve \(12\)[- ]months?|12 \(twelve\) months?|12 months|twelve months)|annually|yearly|per annum)"
_OFTEN = re.compile(rf"\b{_TIMES}[ ,]*(?:{_PERIOD})")
_CAP = re.compile(
    r"(?:not?|n't|never)(?: be)?(?: exercised| conducted| performed| requested)? more (?:frequently |often )?than|(?:at )?most|max(?:imum)?\b|limited to|only|up to|no more|may|entitled|right to|allowed|permitted|not exceed|shall not|right[^.;]{0,20} used"
)
_OWN = re.compile(
    r"\bprocessor (?:shall|will|undergoes|engages|conducts|has) (?:\w+ ){0,4}(?:audit|undergo|conduct|engage|perform|carry)|independent (?:third-party )?auditors?|external audits?"
)
_GRANTED = re.compile(
    r"\b(?:allow|permit|contribute|submit|consent|agrees?)\w*\b[^.;]{0,60}\b(?:audits?|inspections?)\b|\b(?:audits?|inspections?)\b[^.;]{0,60}\b(?:by|of) (?:the )?controller\b"
)
_LET_IN = re.compile(
    r"\bprocessor (?:shall|will|must|agrees to)? ?(?:also )?(?:permit|allow|enable|let|submit|contribute|consent)\w*\b[^.;]{0,80}\bcontroller\b|\bcontroller(?: \([^)]{0,60}\)|,? (?:or|and) [^,.;]{0,60}?,?)? (?:may|can|is entitled|has the right|shall (?:be entitled|have the right))\b"
)
"""An audit is granted, so how often it may be stands in the same sentence without a cap."""
_COUNTS = {"once": 1, "single": 1, "twice": 2, "thrice": 3}
_OTHER_AUDITS = re.compile(
    r"\b(?:invoices?|billing|bills|royalt\w+|licen[cs]e (?:use|usage|compliance)|financial (?:statements?|accounts?|records)|(?:books|accounts) of (?:processor|the \w+)|(?:final )?payments?|fees charged)\b"
)
"""Audits of money and of licences."""
_BY_PROCESSOR = re.compile(
    r"\bprocessor (?:may|can|is entitled to|shall be entitled to|has the right to|reserves the right to) (?:\w+ ){0,3}?(?:audit|inspect|check|verify|examine|assess)"
)
_ON_DATA = re.compile(r"\b(?:data|security|compliance|measures|processing)\b")
_LINE = re.compile(
    r"\b(?:shall|will|must|may|can|agrees?|has|have|undergo\w*|conducts?|performs?|carries|runs?)\b"
)
_THEIR_AUDITS = re.compile(
    r"\b(?:audits?|inspections?|visits?|checks?|assessments?)\b[^.;]{0,30}\b(?:by|of) (?:the )?(?:controller|customers?|clients?|buyers?|users?)\b|\b(?:controller|customers?|clients?|buyers?)(?:'s)? (?:\w+ )?(?:audits?|inspections?)\b|\baudit (?:rights?|frequency)\b|^\W*audits?: (?=.*\b(?:notice|lead time|advance)\b)|\bright (?:to|of) (?:audit|inspect\w*)\b|\bon-?site (?:audits?|inspections?|visits?)\b"
)


_CHECKED = r"(?:audit|inspect|check|examin|visit|questionnaire|control)\w*"
_EVERY = re.compile(
    r"(?:more (?:often|frequently) than|at most|no(?:t)? (?:sooner|earlier) than|only|up to|limited to)[ \w]{0,20}?\b(?:every|each|in|per|within) (?:(?P<twelve>12|twelve)(?: \(\w+\))?|(?P<six>6|six)(?: \(\w+\))?|(?P<three>3|three)(?: \(\w+\))?)[- ]months?\b"
    r"|\bonly (?:every|each) (?P<year>year)\b|\bmore (?:(?:often|frequently) )?than (?P<annually>annually|yearly|every year)\b"
)
_YEARLY = re.compile(
    rf"\bcontroller (?:may|can|shall be entitled|is entitled|has (?:the|a) right)\b[^.;]{{0,70}}\b{_CHECKED}[^.;]{{0,90}}?\b(?P<often>annually|yearly|per annum|(?:every|each) (?:calendar )?year|on an annual basis|once annually)\b"
    r"|\bone (?:\(1\) )?(?P<annual>annual|yearly) (?:audit|inspection|check)\b"
    r"|\bcontroller (?:is|shall be|has|gets) (?:granted|given|entitled to|allowed|permitted|the right to) (?:an?|one) (?P<yearly>annual|yearly) (?:\w+ )?(?:audit|inspection|check)\b"
)
_EVERY_SO_MANY = re.compile(
    rf"\bcontroller (?:may|can|shall be entitled|is entitled|has (?:the|a) right)\b[^.;]{{0,70}}\b{_CHECKED}[^.;]{{0,50}}?\bevery (?P<months>three|four|six|nine|twelve|eighteen|3|4|6|9|12|18|24)(?: \(\w+\))?[- ]months?\b"
)
"""The right itself says how often, without a cap."""


_IN_A_YEAR = re.compile(
    r"\b(?:in|during|within|per|each|every)(?: (?:a|any|each|every|one))? (?:calendar |contract )?year,? [^.;]{0,40}?\b(?:entitled to|may (?:\w+ )?(?:carry out|conduct|perform|request|make)|right to)(?: (?:up to|no more than|at most))? (?P<times>one|two|three|[1-4])(?: \(\w+\))? (?:\w+ )?(?:audits?|inspections?)\b"
)
_EVERY_MANY_MONTHS = re.compile(
    r"(?:more (?:often|frequently) than|at most|only|up to|limited to|no more than|maximum of)[ \w]{0,20}?\b(?:every|each|in|per|within)(?: (?:any|a|each|every))? (?:period of )?(?P<months>18|24|30|36|48|eighteen|twenty-four|thirty-six)(?: \(\w+\))?[- ]months?\b"
)
_EVERY_FEW_YEARS = re.compile(
    r"(?:more (?:often|frequently) than|at most|only|up to|limited to|no more than)[ \w]{0,20}?\b(?:every|each|in|per|within) (?P<years>two|three|four|five|[2-5])(?: \(\w+\))?[- ]years?\b"
)


_THEIR_HEADING = re.compile(
    r"\b(?:audit frequency|frequency of (?:audits|inspections)|audit rights?|right (?:to|of) (?:audit|inspect\w*)|(?:controller|customer|client) audits?|audits? by (?:the )?(?:controller|customer|client))\W*$|\baudits?(?: and inspections?| rights?)? > (?:\d[\d.]* )?(?:audit )?frequency\W*$"
)
_SO_OFTEN_AUDITED = re.compile(
    r"\b(?:annual|yearly|semi-?annual|quarterly) (?!soc\b|iso\b|independent|external|internal|third|self|financial|penetration|security)(?:[\w-]+ )?(?:audits?|inspections?)\b(?! (?:reports?|logs?|certif\w*))"
)
"""A line under the heading of the controller's audits: "Yearly on-site inspections"."""


def _periodic(text: str, headings: str = "") -> Iterator[tuple[int | float, int, int]]:
    """Times a year that are said by the length between ("not more often than every 12 months")."""
    for match in _EVERY.finditer(text):
        if not re.search(_CHECKED, text):
            continue
        count = 2 if match["six"] else 4 if match["three"] else 1
        yield count, *match.span()
    for match in _EVERY_FEW_YEARS.finditer(text):
        if re.search(_CHECKED, text):
            yield round(1 / max(_count(match["years"]), 1), 3), *match.span()
    for match in _EVERY_MANY_MONTHS.finditer(text):
        if re.search(_CHECKED, text):
            yield round(12 / _count(match["months"]), 3), *match.span()
    for match in _IN_A_YEAR.finditer(text):
        yield _count(match["times"]), *match.span()
    # "Audit rights of the customer: yearly"
    if not _LINE.search(text) and _THEIR_AUDITS.search(text) and not _OFTEN.search(text):
        for start, end, often in frequencies(text):
            yield often, start, end
    elif not _LINE.search(text) and _THEIR_HEADING.search(headings) and not _OFTEN.search(text):
        for match in _SO_OFTEN_AUDITED.finditer(text):
            for _, _, often in frequencies(match[0]):
                yield often, *match.span()
    for match in _SO_MANY.finditer(text):
        yield _count(match["times"]), *match.span()
    for match in _YEARLY.finditer(text):
        if match["yearly"] or (
            not re.search(r"\bat least\b[^.;]{0,12}$", text[: match.end()])
            and not _EVERY.search(text)
            and not _OFTEN.search(text[match.start() :])
        ):
            yield 1, *match.span()
    for match in _EVERY_SO_MANY.finditer(text):
        if _EVERY.search(text) or re.search(r"\b(?:once|twice|thrice|times?)\b", text):
            continue
        months = _count(match["months"])
        if months:
            often = 12 / months
            yield int(often) if often == int(often) else round(often, 3), *match.span()


_SO_MANY = re.compile(
    r"\b(?:no|not) more than (?P<times>one|two|three|\d)(?: \(\w+\))? (?:such )?(?:audits?|inspections?)\b[^.;]{0,50}\b(?:in|per|during|within|each|every)\b[ \w]{0,14}\b(?:year|(?:12|twelve)(?: \(\w+\))?[- ]months?)\b"
)


def _count(words: str) -> int:
    word = words.partition("(")[0].strip()
    if word in _COUNTS:
        return _COUNTS[word]
    return int(word) if word.isdigit() else number_of(word)


def _on_audits(court: Court, passage: Passage) -> bool:
    return bool(
        _TOPIC.search(passage.full)
        or _TOPIC.search(passage.headings)
        or _TOPIC.search(court.reading.paragraphs[passage.paragraph])
    )


def _before(court: Court, passage: Passage) -> str:
    """The sentence before, where this one only says what notice is to be given."""
    if not passage.at or not re.search(
        r"^\W*(?:please )?(?:give|announce|notify)\b|\b(?:receives?|is given|gets?) (?:\w+ ){0,3}?notice\b",
        passage.plain,
    ):
        return ""
    before = court.reading.passages[passage.at - 1]
    return before.plain if before.paragraph == passage.paragraph else ""


_AFTER_THE_AUDIT = re.compile(
    r"^\W*(?:after|following|upon completion of) (?:an?|the|each|every|any|such) (?:audit|inspection)\b|\bnotice of (?:the |any )?(?:defects|findings|results|deficienc)\w*|^\W*(?:(?:the|all|any|each) )?auditors? (?:shall |must |will )?(?:signs?|shows?|identif\w+|prove)\b"
)
"""What follows the audit, or what the auditors themselves bring."""


_NOT_THEIR_AUDIT = re.compile(
    r"\b(?:its|their) own (?:\w+ ){0,3}?audits?\b|^\W*(?:\w+ )?(?:maintenance|outages?|downtime|updates?|releases?|changes?)\b[^.;]{0,40}\b(?:is|are|shall be|will be) (?:\w+ )?(?:announced|notified|given)\b"
)
"""The processor's own audits; what else is announced."""


def find(court: Court) -> Iterator[Term]:
    """`audit_frequency`, `audit_notice`."""
    for passage in court.reading.passages:
        text = passage.plain
        if not _on_audits(court, passage) or promises_nothing(passage):
            continue
        if _OTHER_AUDITS.search(text) and not _ON_DATA.search(text):
            continue
        if _BY_PROCESSOR.search(text):
            continue
        for match in _OFTEN.finditer(text):
            before = text[max(0, match.start() - 70) : match.start()]
            asked = re.match(
                r"[^.;]{0,60}?\b(?:controller|customer|client|business|covered entity) (?:may|can|is entitled|has the right)\b",
                text[match.end() :],
            )
            granted = _GRANTED.search(text[: match.start()]) or re.match(
                r"[^.;]{0,90}?\bprocessor (?:shall|will|must) (?:also )?(?:permit|allow|enable|let)\b",
                text[match.end() :],
            )
            line = not _LINE.search(text) and (
                _THEIR_AUDITS.search(f"{text} {passage.headings}")
                or _THEIR_HEADING.search(passage.headings)
            )
            if (
                not (_CAP.search(before) or asked or granted or line)
                or re.search(r"at least[^.;]{0,20}$", before)
                or (_OWN.search(text) and not _LET_IN.search(text))
            ):
                continue
            if re.search(
                r"\b(?:updated?|review\w*|train\w*|test\w*|penetration)\b[^.;]{0,40}$", before
            ):
                continue
            yield term(
                "audit_frequency",
                passage,
                value=_count(match["times"]),
                unit="per_year",
                bearer="controller",
                to="processor",
                focus=focus(passage, *match.span()),
            )
        for count, start, end in _periodic(text, passage.headings):
            yield term(
                "audit_frequency",
                passage,
                value=count,
                unit="per_year",
                bearer="controller",
                to="processor",
                focus=focus(passage, start, end),
            )
        if not re.search(
            r"notice|warning|notif|advance|prior|before|announc|ahead|lead time|earlier", text
        ) or not re.search(
            r"\b(?:audits?|inspect\w*|on the spot|on-site|premises|examin\w*|visits?|checks?|rights? of control|control rights|convinces? itself)\b",
            f"{passage.full} {passage.headings} {_before(court, passage)}",
        ):
            continue
        if _AFTER_THE_AUDIT.search(text) or _NOT_THEIR_AUDIT.search(text):
            continue
        if re.search(r"subprocess|\bterminat\w+|\brenew\w*|\bprices?\b|\bfees?\b", text):
            continue
        if re.search(r"\bbreach|incident", text) and not re.search(r"\baudits?\b|inspect", text):
            continue
        for found in lengths(text):
            before, after = text[: found.start], text[found.end :]
            if found.length.unit not in ("hours", "days", "business_days", "weeks", "months"):
                continue
            if (
                re.match(
                    r"['’]?s?[ ,]*(?:(?!and\b|or\b|gives?\b|then\b)\w+ ){0,3}?(?:prior|before(?:hand)?|in advance|advance|ahead|earlier|notice|written|notification|warning)\b",
                    after,
                )
                or re.search(
                    r"\blead time\b[^.;]{0,20}$|(?:notice|notif\w{1,12}+|in advance|prior to)[^.;]{0,40}(?:of|at least|not less than|minimum)[^.;]{0,25}$|\bnotice[ (]{1,4}$",
                    before[-90:],
                )
                or (
                    re.search(r"\b(?:earlier|sooner|before) than[ (]*$|\bonly[ (]*$", before)
                    and re.match(
                        r"['’]? (?:after|from|following)\b[^.;]{0,60}\b(?:announc|notif|notice|inform|request|told)",
                        after,
                    )
                )
            ):
                yield term(
                    "audit_notice",
                    passage,
                    clock=clock(found.length, "", "audit"),
                    bearer="controller",
                    to="processor",
                    focus=focus(passage, found.start, found.end),
                )
