"""Sub-processors: how long before a change they are announced, how long one may object."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import Length, clock, focus, lengths, qualifier
from servanda.agreements.extract.topics._objecting import OBJECTION
from servanda.agreements.extract.topics._otherwise import of_another_notice, of_another_objection
from servanda.agreements.extract.topics._whose import theirs, unchosen
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court, says
from servanda.agreements.recognise.standing import promises_nothing
from servanda.agreements.recognise.topics.subprocessors import ANNOUNCED
from servanda.agreements.terms import Term

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
        r"\b(?:updat\w+|publish\w*|post(?:s|ed|ing)?|amend\w*)\b",
        r"\b(?:lists?|pages?)\b",
        r"subprocessor",
        r"(?:days|weeks?|months?) (?:before|prior to|ahead|in advance)",
    ),
    says(
        r"(?:no|not|never) (?:sooner|earlier|before)|\bonly\b|\buntil\b",
        r"(?:days?|weeks?|months?) (?:after|from|following)",
        r"subprocessor",
        r"(?:updat|announc|notif|notice|publi|post|e-?mail|inform)\w*",
        without=(r"{subject}", r"{breach}", r"terminat\w*"),
    ),
    says(
        r"(?:requests?|applications?|proposals?) .. (?:submitted|made|sent|filed|presented|handed in)",
        r"(?:before|prior to|in advance)",
        r"(?:\d|days|weeks?|months?)",
        under=r"subprocess|subcontract|other processors",
        without=(r"{subject}", r"audit\w*|inspect\w*"),
    ),
)
_TIME_OF_CLAUSE_9 = re.compile(
    r"\bclause 9(?: ?\(a\))?\W*\|[^;|]{0,60}\boption (?:2|two)\b|\b(?:clause 9|option (?:1|2|one|two))\b[^;]{0,300}\b(?:time period|period|at least|prior to|in advance|notice)\b"
)
_NEW_ONE = re.compile(
    r"\b(?:additions?|replacements?|changes?|new ones?|appointments?|engagements?|added|replaced)\b|\bone (?:starts|begins|joins)\b"
)
_ANNOUNCES = re.compile(
    r"\b(?:notif\w+|notices?|inform\w*|announc\w*|e-?mails?|tells?|publish\w*|post\w*|updat\w+)\b"
)
_OTHER_CHANGES = re.compile(
    r"\b(?:prices?|fees?|terms|polic(?:y|ies)|this (?:agreement|dpa|addendum)|address|audits?|breach|incidents?|terminat\w*|object\w*|laws?)\b"
)
_NO_NOTICE = re.compile(
    r"^\W*(?:\w+[.)] )?(?:(?:the|each|every|any|all|an?|new) )*subprocessors? (?:must|shall|will|are|is) (?:\w+ )?(?:prove|paid|provide|show|present|submit|pay)\b"
    r"|\bterminat\w*\b[^.;]{0,60}\b(?:with|on|upon|by giving) [^.;]{0,24}\b(?:days|months?|weeks?)['’]? (?:\w+ )?notice\b"
)
"""What a sub-processor owes before it starts, and the notice that ends the contract."""
_PROCESSORS_TURN = re.compile(r"(?:[,;]|\band|\bthen) processor (?:\w+ ){1,5}(?:within|in)[ (]*$")
"""What the processor does after the objection."""
_OTHER_PRICES = re.compile(
    r"\b(?:prices?|fees?|charges|invoices?|renewals?|features?|functions?|versions?|releases?|maintenance)\b"
)
_HEARD_OF = re.compile(
    r"\b(?:controller|notif\w+|noti\w+|inform\w*|announc\w*|e-?mails?|tells?|told|hears?|publish\w*|post(?:s|ed|ing)?|updat\w+|lists?|advance|object\w*|option|clause 9|period|requests?|applications?|proposals?|changes?|ahead)\b"
)
"""Someone hears of it; what else is done before a sub-processor starts is no notice."""
_OBJECTIONS = re.compile(r"^\W*(?:(?:any|an|the|each|such|all) )*objections?\b")
_BEFORE = re.compile(
    r"^['’]?s?[ ,]*+(?:\(?(?:\w++\)?)? ?){0,4}?(?:prior|before(?:hand)?|in advance|advance|ahead|notice|written notice|of notice|from the)"
)
_LEADS = re.compile(
    r"\bnotice of (?:at least |no less than |not less than |a minimum of )?[ (]*$|\boption (?:2|two)\b[ ,(:|-]*$|(?:prior notice|notice period|advance notice|in advance|prior (?:written )?notification|before|prior to|time period|lead time|option (?:2|two)\b[^.;]{0,50}\bperiod)[^.;]{0,80}$"
)


def find(court: Court) -> Iterator[Term]:
    """`subprocessor_notice`, `subprocessor_objection`."""
    yield from _notices(court)
    yield from _objections(court)


def announcing(court: Court) -> Iterator[Passage]:
    """Sentences on the notice of a change, by their own words or by those just before them."""
    taken: set[int] = set()
    for said in _NOTICE:
        for passage in court.find(said):
            taken.add(passage.at)
            yield passage
    for passage in court.reading.passages:
        text = passage.plain
        if passage.at in taken or passage.definition or promises_nothing(passage):
            continue
        if _TIME_OF_CLAUSE_9.search(text) and not unchosen(court, passage):
            yield passage
            continue
        # "... authorizes subprocessors. Processor gives notice of any addition 21 days before"
        before = [
            p.plain
            for p in court.reading.passages[max(0, passage.at - 3) : passage.at]
            if p.paragraph == passage.paragraph
        ]
        if (
            re.search(r"subprocess|subcontract", " ".join(before))
            and _NEW_ONE.search(text)
            and _ANNOUNCES.search(text)
            and not _OTHER_CHANGES.search(text)
        ):
            yield passage


def _notices(court: Court) -> Iterator[Term]:
    for passage in announcing(court):
        text = passage.plain
        if theirs(passage) or _OBJECTIONS.match(text) or _NO_NOTICE.search(text):
            continue
        if not re.search(r"subprocess", text) and _OTHER_PRICES.search(text):
            continue
        if not _HEARD_OF.search(f"{passage.full} {passage.headings}"):
            continue
        for found in lengths(text):
            before, after = text[: found.start], text[found.end :]
            if found.length.unit not in ("days", "business_days", "weeks", "months"):
                continue
            if of_another_notice(text, found):
                continue
            if (
                re.search(r"object\w*[^.;]{0,60}$", before[-90:])
                or re.match(r"[^.;]{0,40}(?:to object|object)", after)
            ) and (not _BEFORE.match(after) or re.match(r"^[ ,]*(?:\w+ )?from the", after)):
                continue
            if re.match(
                r"['’]? ?(?:in which )?to (?:decide|consider|answer|respond|object|react|agree|raise|voice|express|contradict|refuse|reject|veto|oppose|comment)\b",
                after,
            ):
                continue
            if re.search(r"within[ \w]{0,12}$", before) and not re.match(
                r"[^.;]{0,25}(?:before|prior to|in advance)", after
            ):
                continue
            takes_effect = re.search(
                r"\b(?:effect|effective|force|begin\w*|start\w*|engag\w+|us(?:e|ed)|appoint\w*|add(?:ed|s)?|onboard\w*)\b[^.;]{0,40}\b(?:earlier|sooner|before|until|only)\b[ \w(]{0,8}$|\b(?:earlier|sooner) than[ (]*$|\buntil[ (]*$",
                before,
            )
            if takes_effect and re.match(
                r"['’]? ?(?:after|from|following)\b[^.;]{0,60}\b(?:announc\w+|notif\w+|notice|inform\w*|told|updates?|publi\w+|post(?:ed|ing)?|e-?mail|messages?)\b",
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
    for said in OBJECTION:
        for passage in court.find(said):
            text = passage.plain
            if theirs(passage) or promises_nothing(passage):
                continue
            if not re.search(
                r"subprocess|(?:subsequent|further|other|additional) processors?",
                text + passage.headings + court.reading.sections[passage.section],
            ):
                continue
            if re.search(r"\bwithin (?:this|that|the|such|said) (?:notice )?period\b", text):
                yield from _of_the_notice(court, passage)
            for found in lengths(text):
                before, after = text[: found.start], text[found.end :]
                if found.length.unit not in ("days", "business_days", "weeks", "months"):
                    continue
                if of_another_objection(text, found):
                    continue
                if _PROCESSORS_TURN.search(before) or re.match(
                    r"['’]?,? (?:\w+ ){0,2}?(?:terminat|cancel|withdraw|rescind)\w*"
                    r"|['’]? to (?:the |an? |any )?(?:results?|findings?|reports?|invoices?|prices?|fees?|amendments?|minutes|terms)\b",
                    after,
                ):
                    continue
                if re.search(
                    r"\bprocessor (?:shall |will )?(?:has|have|gets?)[ \w(]{0,14}$", before
                ):
                    continue
                if re.search(
                    r"\b(?:exceed|resol\w+|solution|efforts?|agree(?:ment)?\b|settle\w*|alternativ\w+|terminat\w+|negotiat\w+|good faith|cure|refund|remed\w+)[^;]{0,60}$",
                    before[-110:],
                ):
                    continue
                if re.match(
                    r"(?:(?!notice|notif)[^.;]){0,24}(?:of|after|from|following) (?:the |its |such |controller's |(?:receipt of|receiving) (?:the |an? |such |controller's )?)?objection",
                    after,
                ):
                    continue
                if _ends_it(before) and not re.match(r"[^.;]{0,60}\bobject", after):
                    continue
                if re.match(
                    r"['’]?s?[ ,]*(?:\w+ ){0,2}(?:prior|before|in advance|advance)", after
                ) and not re.match(r"^\W*(?:(?:any|an|the|each|such|all) )*objections?\b", text):
                    continue
                if not re.match(
                    r"['’]?,? (?:in which |within which |time |period )?to (?:(?:raise|voice|express|present|submit) (?:an? |its |any |their )?(?:\w+ )?)?(?:object|concern|reservation|doubt)",
                    after,
                ) and not re.search(
                    r"\b(?:lapses?|expires?|ends?|is lost|exercised)(?: only)?(?: after)?[ (]*$|(?:within|has|have|'ve|got|gets?|period of|during|in|for|up to|no later than|not later than|(?:not|no) (?:less|fewer) than|least)[ a-z(]{0,22}$"
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


def _ends_it(before: str) -> bool:
    """Whether what leads to a length is the end of the contract rather than the objection."""
    if ";" in before:
        # "if they object ...; if no way is found within": the last part stands for itself
        last = before.rsplit(";", 1)[1]
        before = (
            last if re.search(r"\b(?:found|agreed|reached|solution|possible)\b", last) else before
        )
        if before is last and "object" not in last:
            return True
    said = re.findall(r"\b(object|terminat|cancel|withdraw|resol|rescind)\w*", before)
    return bool(said) and said[-1] != "object"


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
