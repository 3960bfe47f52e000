"""Sub-processors: how they are authorised, how long before a change, how long to object, who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import Length, clock, focus, lengths, qualifier
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court, Says, says
from servanda.agreements.recognise.topics.subprocessors import ANNOUNCED, GENERAL, SPECIFIC
from servanda.agreements.terms import Term

_NONE = says(
    r"(?:shall|will|may|must|does) not (?:\w+ ){0,3}?(?:engage|use|appoint|subcontract)\w*",
    r"subprocessors?|subcontract",
    without=r"(?:without|unless|except|until|prior|only|other than|for any other)",
    sure=0.8,
)

_CONSENT = r"(?:consent|authoriz|approv|permission)\w*"
_PERMITTED = (
    says(
        r"(?:subprocess|subcontract|outsourc)\w* (?:\S+ ){0,12}?(?:is|are|shall be) (?:\w+ )?(?:permitted|allowed|admissible|permissible)|{P} (?:is|are|shall be) (?:\w+ )?(?:permitted|allowed|free|entitled) to .. (?:subprocess|subcontract)\w*",
        without=(
            rf"(?:prior|specific|written|with|without|after|upon) .. {_CONSENT}",
            r"not (?:permitted|allowed|admissible)",
            r"only .. if",
        ),
        sure=0.85,
    ),
    says(
        r"{P} (?:may|can|reserves the right to|has the right to|is free to) (?:\S+ ){0,6}?{engage}",
        r"subprocess|subcontract",
        without=(
            rf"(?:prior|specific|without|after|upon|subject to) .. {_CONSENT}",
            r"may not|can only",
        ),
        sure=0.8,
    ),
)
"""Subcontracting is free, with or without a word of notice."""
_IN_USE = (
    says(
        r"{P} (?:\w+ ){0,2}?(?:uses|use|employs|engages|works with|relies on|utilizes)",
        r"subprocessors?",
        without=(_CONSENT, r"{breach}", r"not (?:use|employ|engage)"),
        sure=0.7,
    ),
    says(
        r"(?:ensure|require)\w* .. subprocessors? .. (?:create|receive|maintain|transmit)\w*",
        r"(?:same|as restrictive|substantially)",
        without=_CONSENT,
        sure=0.6,
    ),
)
"""Sub-processors are used, and nowhere is leave to be asked."""

_NOTICE = (
    *ANNOUNCED,
    says(
        r"(?:prior (?:\w+ )?notice|notice period|time period|advance notice|in advance|ahead|before|prior to)",
        r"(?:\d|days|weeks?|months?)",
        r"subprocessor",
        without=(r"{subject}", r"{breach}", r"\binvoices?\b"),
    ),
    says(
        r"(?:notice period|period of notice|advance notice|prior notice|(?:notice|notification|announcement) .. (?:given|made|sent|provided)|(?:updat\w+|publish\w*|amend\w*) .. (?:list|page))",
        r"(?:\d|days|weeks?|months?)",
        under=r"subprocess|subcontract|other processors",
        without=(r"terminat\w*", r"{breach}", r"audit\w*|inspect\w*"),
    ),
    says(
        r"(?:requests?|applications?|proposals?) .. (?:submitted|made|sent|filed|presented|handed in)",
        r"(?:before|prior to|in advance)",
        r"(?:\d|days|weeks?|months?)",
        under=r"subprocess|subcontract|other processors",
        without=(r"{subject}", r"audit\w*|inspect\w*"),
    ),
)
_BEFORE = re.compile(
    r"^['’]?s?[ ,]*(?:\(?\w*\)? ?){0,4}?(?:prior|before(?:hand)?|in advance|advance|ahead|notice|written notice|of notice|from the)"
)
_LEADS = re.compile(
    r"(?:prior notice|notice period|advance notice|in advance|prior (?:written )?notification|before|prior to|time period)[^.;]{0,80}$"
)

_OBJECTION = (
    says(
        r"object\w*",
        r"(?:subprocessor|change|appointment|notice|list|addition|replacement|engagement)",
        without=r"data subject .. object",
    ),
    says(
        r"object\w*",
        r"(?:days|hours|weeks|months?)|within (?:this|that|the|such|said) .. period",
        under=r"subprocess|subcontract",
    ),
    says(
        r"(?:oppos|reject|veto|refus|disagree|say no|turn down|disapprov)\w*",
        r"subprocessor",
        r"(?:days?|weeks?|months?)",
    ),
    says(
        r"(?:(?:don't|doesn't|do not|does not) (?:like|want|agree|accept|approve)|(?:not|un) ?(?:happy|comfortable|content)|disagree\w*|oppos\w*|reject\w*|refus\w*|veto\w*|say no)",
        r"(?:days?|weeks?|months?)",
        r"(?:tells?|says?|writes?|informs?|let \w+ know|within|has|have)",
        under=r"subprocess|subcontract",
    ),
)


def find(court: Court) -> Iterator[Term]:
    """`subprocessor_authorisation`, `subprocessor_notice`, `subprocessor_objection`, `subprocessors`."""
    general = _first_named(court, GENERAL) or _first_named(court, _PERMITTED, on_data=True)
    specific = _first_named(court, SPECIFIC) if general is None else None
    none = court.first(_NONE) if general is None and specific is None else None
    in_use = None
    if general is None and specific is None and none is None:
        in_use = _first_named(court, _IN_USE, on_data=True)
    if general is not None:
        yield term(
            "subprocessor_authorisation",
            general,
            value="general",
            bearer="controller",
            to="processor",
        )
    elif specific is not None:
        yield term(
            "subprocessor_authorisation",
            specific,
            value="specific",
            bearer="controller",
            to="processor",
        )
    elif none is not None:
        yield term("subprocessor_authorisation", none, value="none", confidence=0.8)
    elif in_use is not None:
        yield term(
            "subprocessor_authorisation",
            in_use,
            value="general",
            bearer="controller",
            to="processor",
            confidence=0.6,
        )
    yield from _notices(court)
    yield from _objections(court)
    yield from _names(court)


def _first_named(
    court: Court, options: tuple[Says, ...], *, on_data: bool = False
) -> Passage | None:
    """The first sentence that speaks of sub-processors by that name."""
    for said in options:
        for passage in court.find(said):
            if not re.search(r"subprocess|subcontract", passage.full):
                continue
            if re.search(r"\b(?:delet|eras|destroy|destruct)\w*", passage.plain):
                continue
            if on_data and not re.search(
                r"personal data|\bprocessing\b|data protection",
                court.reading.sections[passage.section] + passage.headings,
            ):
                continue
            return passage
    return None


def _notices(court: Court) -> Iterator[Term]:
    for said in _NOTICE:
        for passage in court.find(said):
            text = passage.plain
            for found in lengths(text):
                before, after = text[: found.start], text[found.end :]
                if found.length.unit not in ("days", "business_days", "weeks", "months"):
                    continue
                if (
                    re.search(r"object\w*[^.;]{0,60}$", before[-90:])
                    or re.match(r"[^.;]{0,40}(?:to object|object)", after)
                ) and not _BEFORE.match(after):
                    continue
                if re.search(r"within[ \w]{0,12}$", before) and not re.match(
                    r"[^.;]{0,25}(?:before|prior to|in advance)", after
                ):
                    continue
                takes_effect = re.search(
                    r"\b(?:effect|effective|force|begin\w*|start\w*|engag\w+|us(?:e|ed)|appoint\w*)\b[^.;]{0,40}\b(?:earlier|sooner|before|until|only)\b[ \w(]{0,8}$|\b(?:earlier|sooner) than[ (]*$|\buntil[ (]*$",
                    before,
                )
                if takes_effect and re.match(
                    r"['’]? ?(?:after|from|following)\b[^.;]{0,60}\b(?:announc\w+|notif\w+|notice|inform\w*|told)\b",
                    after,
                ):
                    yield _notice(passage, found)
                    continue
                if re.match(
                    r"['’]? ?(?:after|of|from|following)\b(?! notice period)", after
                ) and not re.match(r"['’]? ?of (?:prior|advance|written)", after):
                    continue
                if _BEFORE.match(after) or _LEADS.search(before):
                    yield _notice(passage, found)


def _notice(passage: Passage, found: Length) -> Term:
    return term(
        "subprocessor_notice",
        passage,
        clock=clock(found.length, qualifier(passage.plain), "change"),
        focus=focus(passage, found.start, found.end),
    )


def _objections(court: Court) -> Iterator[Term]:
    for said in _OBJECTION:
        for passage in court.find(said):
            text = passage.plain
            if not re.search(
                r"subprocess", text + passage.headings + court.reading.sections[passage.section]
            ):
                continue
            if re.search(r"\bwithin (?:this|that|the|such|said) (?:notice )?period\b", text):
                yield from _of_the_notice(court, passage)
            for found in lengths(text):
                before, after = text[: found.start], text[found.end :]
                if found.length.unit not in ("days", "business_days", "weeks", "months"):
                    continue
                if re.search(
                    r"\b(?:exceed|resol\w+|solution|agree(?:ment)?\b|settle\w*|alternativ\w+|terminat\w+|negotiat\w+|good faith|cure|refund|remed\w+)[^;]{0,60}$",
                    before[-110:],
                ):
                    continue
                if re.match(
                    r"(?:(?!notice|notif)[^.;]){0,24}(?:of|after|from|following) (?:the |its |such |controller's |receipt of (?:the |such |controller's )?)?objection",
                    after,
                ):
                    continue
                if re.match(r"['’]?s?[ ,]*(?:\w+ ){0,2}(?:prior|before|in advance|advance)", after):
                    continue
                if not re.search(
                    r"(?:within|has|have|period of|during|in|for|up to|no later than|not later than|least)[ a-z(]{0,22}$"
                    r"|\b(?:time|period|term|deadline|window)\b[^.;]{0,50}\bobject\w*[^.;]{0,40}\b(?:is|shall be|of|amounts to)[ (]*$",
                    before,
                ):
                    continue
                yield term(
                    "subprocessor_objection",
                    passage,
                    clock=clock(found.length, "", "notice"),
                    bearer="controller",
                    to="processor",
                    focus=focus(passage, found.start, found.end),
                )


def _of_the_notice(court: Court, passage: Passage) -> Iterator[Term]:
    """Where the time to object is the time of the notice, in the same paragraph."""
    for notice in _notices(court):
        near = any(
            p.paragraph == passage.paragraph and notice.quote in " ".join(p.words.split())
            for p in court.reading.passages
        )
        if near and notice.clock is not None and notice.clock.length is not None:
            yield term(
                "subprocessor_objection",
                passage,
                clock=clock(notice.clock.length, "", "notice"),
                bearer="controller",
                to="processor",
                confidence=0.85,
            )


_NAME_HEAD = re.compile(
    r"\b(?:sub-?processor|sub-?contractor|name|entity|company|vendor|provider)", re.IGNORECASE
)


_LIST_HEAD = re.compile(
    r"\b(?:annex|appendix|schedule|exhibit|attachment|list|authori[sz]ed|approved|current)\b.*\bsub-?(?:processor|contractor)s?\b"
    r"|\bsub-?(?:processor|contractor)s?\b.*\blist\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:name|address|contact|description|explanatory|location|country|purpose|service|note|subject|duration|nature|website|role|data)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^[-•\s\d.)]*([A-Z][\w&.,' -]{1,58}?)\s*(?:\(|:|[–—]| - |;|$)")


def _names(court: Court) -> Iterator[Term]:
    """The sub-processors that a table or a list under such a heading names."""
    yield from _in_tables(court)
    for clause in court.reading.document.walk():
        if not _LIST_HEAD.search(clause.heading):
            continue
        names: list[str] = []
        for part in clause.walk():
            for text in (
                part.heading if part is not clause else "",
                *(p.text for p in part.paragraphs),
            ):
                if re.search(r"\b(?:shall|will|may|must|is|are)\b|\||\[|_{3}", text):
                    continue
                text = re.sub(
                    r"^[-•\s\d.)]*(?:Name|Company|Entity|Sub-?processor)\s*:\s*(?=\w)", "", text
                )
                match = _LISTED.match(text)
                if match and not _NO_NAME.match(match[1]):
                    names.append(" ".join(match[1].split()).rstrip(" ,."))
        anchor = next((p for p in court.reading.passages if names and names[0] in p.words), None)
        if names and anchor is not None:
            yield term("subprocessors", anchor, value=tuple(dict.fromkeys(names)), confidence=0.8)


def _in_tables(court: Court) -> Iterator[Term]:
    """The sub-processors that a table of the document lists."""
    document = court.reading.document
    for table in document.tables:
        if len(table.rows) < 2:
            continue
        head = table.rows[0]
        column = next(
            (
                n
                for n, cell in enumerate(head)
                if re.search(r"sub-?(?:processor|contractor)", cell, re.IGNORECASE)
            ),
            None,
        )
        if column is None:
            heading = next((c.heading for c in document.walk() if c.path == table.clause), "")
            if not re.search(r"sub-?(?:processor|contractor)", heading, re.IGNORECASE):
                continue
            column = next((n for n, cell in enumerate(head) if _NAME_HEAD.search(cell)), None)
        if column is None:
            continue
        names = tuple(
            dict.fromkeys(
                " ".join(row[column].split())
                for row in table.rows[1:]
                if len(row) > column
                and row[column].strip()
                and len(row[column]) < 80
                and not re.search(r"[\[{_]{1}", row[column])
            )
        )
        anchor = next(
            (p for p in court.reading.passages if names and names[0] in p.words and not p.heading),
            None,
        )
        if names and anchor is not None:
            yield term("subprocessors", anchor, value=names, confidence=0.9)
