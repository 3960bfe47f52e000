"""How soon a breach is told to the controller."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import clock, focus, lengths, qualifier, starts
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court, says
from servanda.agreements.recognise.standing import promises_nothing
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

_EVENT = re.compile(
    r"\bpersonal data breach|\bdata breach|\bsecurity (?:breach|incident|event)|\b(?:data |privacy )?incidents?\b|\bmishaps?\b"
    r"|\b(?:breach\w*|violations?|infringements?|loss|leaks?|theft|compromise) of (?:the |its |any )?(?:\w+ )?(?:protection|security|confidentiality|personal data|data)\b"
    r"|\b(?:lost|stolen|leaked|hacked|compromised|unauthorized|got at|gained access)\b|\bdata (?:loss|leak\w*|mishaps?)\b|\bbreach(?:es)?\b"
)
_BREACH = re.compile(r"breach|incident|violation|mishap|loss")
_TELLS = re.compile(
    r"\b(?:notif(?:y|ies|ied|ication)|notice of (?:a|an|any|each|every|the|such)\b|inform(?:s|ed)?|reports?(?: it)?|reported|alerts?|tells?|told|hears? from|let(?:s)? (?:[\w']+ ){1,4}?know|communicat\w+|announc\w+|warns?|makes? \w+ aware|(?:notify|inform|alert|tell|report|warn|advis)ing|advis(?:e|es|ed)|gives? (?:\w+ ){0,2}?(?:notice|word)|(?:gets?|be|is) in touch|calls?|e-?mails?|sends? (?:\w+ ){0,3}?(?:messages?|notices?|reports?)|writes? to|contacts?)\b"
)
_TELLS_CONTROLLER = re.compile(_TELLS.pattern + r"[^.;]{0,40}\bcontroller\b")
_SUPPORT = re.compile(
    r"\b(?:severity|priority) (?:level )?(?:\d|one|two|three)\b|\bsupport (?:calls?|tickets?|requests?|cases?)\b|\bservice levels?\b|\bresponse times?\b"
)
"""The times of the help desk are no times of the data terms."""
_CONTRACT_BROKEN = re.compile(
    r"\bbreach(?:es|ed|ing)? (?:of )?(?:any of |one of )?(?:any |a |an |its |this |the |these )?(?:\w+ ){0,2}?(?:obligations?|terms?|provisions?|agreement|contract|addendum|dpa|baa|warrant\w+|clauses?)\b|\b(?:material(?:ly)? breach\w*|breach\w* materially)\b|\bcures? (?:the|such|that|a|any|its) (?:\w+ )?breach"
)
_OF_DATA = re.compile(
    r"\b(?:data|security|incidents?|unauthorized|disclosures?|phi|leak\w*|stolen|confidentiality|privacy)\b"
)
_HARM = re.compile(r"\bmitigat\w+\b[^.;]{0,60}\b(?:harm\w*|effects?)\b")
"""What is done about the harm, and told of it, is another step."""
_LAW_TOLD = re.compile(
    r"\b(?:recital|article|art\.?|section|law|gdpr|regulation|hipaa|statute)s?\b(?: \(?\d[\w.()]*)?[^.;]{0,40}\b(?:explains?|provides?|says?|states?|lays? down|prescribes?|stipulates?)\b"
)
"""What a law says is no promise of the paper that tells it."""
_PROMISES = re.compile(
    r"\bprocessor (?:shall|will|must|agrees to|undertakes to|gives|reports|notifies|informs)\b"
)
_TO_OTHERS = re.compile(
    r"\b(?:authorit\w+|regulators?|commissioner|secretary|data subjects?|individuals?|consumers?|public|media|press|police|law enforcement|insurers?)\b"
)
_TELLS_OTHERS = re.compile(_TELLS.pattern + r"[^.;,]{0,40}?" + _TO_OTHERS.pattern)
_SOMEONE_PROMISES = re.compile(
    r"^(?!.*\b(?:controller|customer|client|subprocessors?|covered entity|exporter|users?|you) (?:shall|will|must)\b)"
    r"(?=.*\b(?:data|security|privacy) (?:breach|incident))(?=.*\b(?:shall|will|must) (?:\w+ ){0,3}?(?:notify|report|inform|alert)\b)"
)
"""Parties by names that the paper does not explain."""
_OTHER_SIDE = re.compile(r"\bcontroller\b|\b(?:the|each) other (?:party|side)\b")
_TELLS_AUTHORITY = re.compile(
    _TELLS.pattern
    + r" (?:it )?(?:to )?(?:the |a |an |any )?(?:\w+ ){0,4}?(?:agency|authorit\w+|commissioner|regulators?|secretary)\b"
)
"""Told to an authority, not to the controller."""
_FOLLOWS = re.compile(
    r"\b(?:notif\w+|notices?|reports?|information|messages?|alerts?|warnings?)\b[^.;]{0,50}\b(?:shall|must|will|is to|has to|is|are|reach\w*|follows?|comes?|goes)\b[^.;]{0,40}"
    r"\b(?:made|given|sent|provided|submitted|delivered|place|reach\w*|issued|follow\w*|arriv\w*|due|later|latest|within)\b"
    r"|^\W*(?:this|it|processor|we)\b[^.;]{0,60}\b(?:do so|does so|happens?|done|takes? place)\b"
)
"""A sentence that says when what the sentence before promised is to be done."""
_OTHERS_TALK = re.compile(
    r"\bcontroller (?:(?:shall|will|must)\b(?! (?:also )?(?:hear|be (?:told|notified|informed|alerted)|receive|get)\b)|is obliged to|has to|is responsible|informs|notifies|reports|tells)\b"
    r"|\bmaterial(?:ly)? breach|\bbreach\w* (?:of|under) (?:this|the|its|any|these) (?:\w+ )?(?:agreement|contract|terms|addendum|dpa|warrant\w+|obligations?|clauses)"
    r"|\b(?:severity|priority|support (?:calls?|tickets?)|service levels?|uptime|invoices?)\b"
)
_AUTHORITY = re.compile(r"\b(?:authorit\w+|regulator|commissioner|secretary)\b")

_WITHIN = re.compile(
    r"(?:within|inside|not? later than|never later than|(?:no|not) more than|delay\w* (?:by )?more than|at (?:the )?(?:latest|most)|in (?:any|no) (?:event|case)|less than|exceed\w*|maximum(?: of)?|up to|after|in less than|under|latest)[^.;]{0,45}$"
)
_AFTER = re.compile(
    r"^[^.;]{0,30}(?:of|after|from|following|upon)\b[^.;]{0,60}(?:aware|discover|detect|confirm|determin|knowledge|learn|occur|identif|becoming|breach|incident)"
)
_TO_TELL = re.compile(
    r"^[-\w]*(?: \w+){0,2}? (?:(?:in which |time )?to (?:notify|inform|tell|report|alert|warn)\b|(?:limit|deadline|period|window|time ?frame|term|notice)\b)"
)
"""A length that is itself the time to tell: "has 24 hours to inform", "the 48-hour limit"."""
_NOT_THE_PROCESSORS = re.compile(
    r"(?:^|,|\band\b|\bthat\b|\bwhich\b|\bso\b|\bwhere\b|\bif\b) *(?:\(?\w{1,3}[.)] )?(?:an? |the |each |any |every |its |all |such )?(?:controller|subprocessors?)(?: itself| in turn)? (?:(?:shall|will|must|may|can|has|have|is|are)\b(?! (?:(?:be )?(?:notified|informed|told|alerted)|hear))|(?:to )?(?:notif|inform|report|tell)\w*)[^;]*$"
    r"|\b(?:requires?|obliges?|binds?|ensures?)\b[^;]{0,40}\bsubprocessors?\b(?![^;]*\bcontroller\b)[^;]*$"
)
"""The clause before a length in which the controller or a sub-processor is the one that tells."""
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
        for passage in court.find(said) if said is not None else _told_otherwise(court):
            text = passage.plain
            took = False
            if _TELLS_AUTHORITY.search(text) and not _TELLS_CONTROLLER.search(text):
                continue
            broken = _CONTRACT_BROKEN.search(text)
            if broken and not _OF_DATA.search(text.replace(broken[0], "")):
                continue
            if _SUPPORT.search(text) or _LAW_TOLD.search(text) or promises_nothing(passage):
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
                if not (_WITHIN.search(before) or _AFTER.search(after) or _TO_TELL.match(after)):
                    continue
                if _by_another(before) or _of_another_step(before):
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
            if _HARM.search(text):
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


def _by_another(before: str) -> bool:
    """Whether the clause that leads to a length has another than the processor telling."""
    clause = before.rsplit(";", 1)[-1]
    told = clause.rfind("processor ")
    found = _NOT_THE_PROCESSORS.search(clause)
    if found is None:
        return False
    # "..., and the processor tells the controller within": the last subject counts
    return not (
        told > found.start()
        and re.search(
            r"(?<!sub)\bprocessor (?:\w+ ){0,3}(?:shall|will|must|notif|inform|report|tell|alert)",
            clause[found.start() :],
        )
    )


_ANOTHER_STEP = re.compile(
    r"\b(?:details|particulars|information) (?:listed|required|described|specified|set out|called for|referred to)\b[^;]{0,90}$|\b(?:root[- ]cause|follow[- ]up|supplement\w*|(?:preliminary|written|second|subsequent|final|full|detailed|complete|further|interim) (?:\w+ )?(?:report|information|details|analysis|account)|post[- ]incident)\b[^.;]{0,90}$"
    r"|\b(?:every|updates?|remediat\w+|mitigat\w+|investigat\w+ (?:is|are|shall|will))\b[ \w]{0,24}$"
)


def _of_another_step(before: str) -> bool:
    """A length for what follows the notice: its updates, the final report, the repair."""
    near = before.rsplit(";", 1)[-1]
    if re.search(r"\bcontroller's (?:own )?(?:\w+ ){0,2}$", near):
        return True
    return bool(
        _ANOTHER_STEP.search(near[-130:])
        and not re.search(
            r"\b(?:notif(?:y|ies|ied)|informs?|informed|alert\w*|told|tells?)\b[^.;]{0,60}$",
            near[-70:],
        )
    )


def _told_otherwise(court: Court) -> Iterator[Passage]:
    """Sentences that tell the controller of a breach without the words of `TOLD`."""
    known = {passage.at for said in TOLD for passage in court.find(said)}
    for passage in court.reading.passages:
        text = passage.plain
        if passage.at in known or passage.definition or passage.heading:
            continue
        # of "the controller tells the authority ...; the processor tells the controller ..." the latter
        ours = [part for part in text.split(";") if not _OTHERS_TALK.search(part)]
        if not ours or re.search(r"instruction|new subprocessor", text):
            continue
        if not (qualifier(text) or list(lengths(text))):
            continue
        paragraph = court.reading.paragraphs[passage.paragraph]
        above = f"{passage.headings} {paragraph}"
        to_authority = _AUTHORITY.search(text) and not _TELLS_CONTROLLER.search(text)
        told = any(
            _TELLS.search(part)
            and _EVENT.search(part)
            and (
                _OTHER_SIDE.search(part)
                or "hear from processor" in part
                or (_PROMISES.search(part) and not _TO_OTHERS.search(part))
                or (_SOMEONE_PROMISES.search(part) and not _TELLS_OTHERS.search(part))
            )
            for part in ours
        )
        # or the sentence before promised to tell, and this one says when
        goes_on = (
            _FOLLOWS.search(text)
            and not _AUTHORITY.search(text)
            and _BREACH.search(above)
            and _TELLS.search(_so_far(court, passage))
            and "controller" in _so_far(court, passage)
        )
        if (told and not to_authority) or goes_on:
            yield passage


def _so_far(court: Court, passage: Passage) -> str:
    """The paragraph, and the two sentences before it in the same section."""
    before = court.reading.passages[max(0, passage.at - 2) : passage.at]
    return " ".join(
        (
            *(p.plain for p in before if p.section == passage.section),
            court.reading.paragraphs[passage.paragraph],
        )
    )


def _started_above(court: Court, passage: Passage) -> str:
    return starts(court.reading.paragraphs[passage.paragraph])
