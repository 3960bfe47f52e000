"""Which sentences tell the controller of a breach, in whatever words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.numbers import lengths, qualifier, starts
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court, says
from servanda.agreements.recognise.standing import promises_nothing
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY

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

EVENT = re.compile(
    r"\bpersonal data breach|\bdata breach|\bsecurity (?:breach|incident|event)|\b(?:data |privacy )?incidents?\b|\bmishaps?\b"
    r"|\b(?:breach\w*|violations?|infringements?|loss|leaks?|theft|compromise) of (?:the |its |any )?(?:\w+ )?(?:protection|security|confidentiality|personal data|data)\b"
    r"|\b(?:unauthorized|unlawful|accidental|actual|suspected|any|each) (?:(?:\w+,? )?(?:or|and) )?(?:\w+ )?(?:loss|losses|release|disclosures?|acquisition|destruction|theft|compromise|exfiltration)\b|\b(?:data|security) (?:compromises?|violations?)\b|\bcompromises? of (?:\w+ )?(?:data|information|security)|\b(?:lost|stolen|leaked|hacked|compromised|unauthorized|got at|gained access)\b|\bdata (?:loss|leak\w*|mishaps?)\b|\bbreach(?:es)?\b"
)
_BREACH = re.compile(r"breach|incident|violation|mishap|loss")
TELLS = re.compile(
    r"\b(?:notif(?:y|ies|ied|ication)|notice of (?:a|an|any|each|every|the|such)\b|inform(?:s|ed)?|reports?(?: it)?|reported|alerts?|tells?|told|hears? from|let(?:s)? (?:[\w']+ ){1,4}?know|communicat\w+|announc\w+|warns?|makes? (?:[\w']+ ){1,2}?aware|(?:notify|inform|alert|tell|report|warn|advis)ing|advis(?:e|es|ed)|gives? (?:\w+ ){0,3}?(?:notice|word)|so inform|(?:gets?|be|is) in touch|calls?|e-?mails?|sends? (?:\w+ ){0,3}?(?:messages?|notices?|reports?)|writes? to|contacts?)\b"
)
TELLS_CONTROLLER = re.compile(
    TELLS.pattern
    + r"[^.;]{0,40}\b(?:controller|(?:affected|impacted|concerned|all|our) (?:customers|clients|subscribers|organizations)|(?:customers|clients|subscribers) (?:affected|impacted|concerned))\b"
)
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
HARM = re.compile(r"\bmitigat\w+\b[^.;]{0,60}\b(?:harm\w*|effects?)\b")
"""What is done about the harm, and told of it, is another step."""
_LAW_TOLD = re.compile(
    r"\b(?:recital|article|art\.?|section|law|gdpr|regulation|hipaa|statute)s?\b(?: \(?\d[\w.()]*)?[^.;]{0,40}\b(?:explains?|provides?|says?|states?|lays? down|prescribes?|stipulates?)\b"
)
"""What a law says is no promise of the paper that tells it."""
_PROMISES = re.compile(
    r"\bprocessor (?:shall|will|must|agrees to|undertakes to|gives|reports|notifies|informs)\b"
)
TO_OTHERS = re.compile(
    r"\b(?:authorit\w+|regulators?|commissioner|secretary|data subjects?|individuals?|consumers?|public|media|press|police|law enforcement|insurers?)\b"
)
_TELLS_OTHERS = re.compile(TELLS.pattern + r"[^.;,]{0,40}?" + TO_OTHERS.pattern)
_SOMEONE_PROMISES = re.compile(
    r"^(?!.*\b(?:controller|customer|client|subprocessors?|covered entity|exporter|users?|you) (?:shall|will|must)\b)"
    r"(?=.*(?:\b(?:data|security|privacy) (?:breach|incident)|\b(?:loss|theft|compromise|unauthorized (?:\w+ )?(?:access|release|disclosures?|use|acquisition))\b[^.;]{0,40}\b(?:data|information|phi)\b))(?=.*\b(?:shall|will|must) (?:\w+ ){0,3}?(?:notify|report|inform|alert)\b)"
)
"""Parties by names that the paper does not explain."""
_OTHER_SIDE = re.compile(
    r"\bcontroller\b|\b(?:affected|impacted|concerned) (?:customers|clients|subscribers)\b|\b(?:customers|clients|subscribers) (?:affected|impacted|concerned)\b|\b(?:the|each) other (?:party|side)\b"
)
_TELLS_AUTHORITY = re.compile(
    TELLS.pattern
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


_OF_AN_INQUIRY = re.compile(
    TELLS.pattern
    + r"[^.;]{0,50}? (?:of|about) (?:any|an?|each|every|all) (?:\w+ ){0,2}?(?:inquir|enquir|complaint|request|claim|subpoena|investigation|allegation|proceeding)\w*\b"
)
"""Told is what others ask about a breach, not the breach."""


def of_something_else(passage: Passage) -> bool:
    """Whether what reads like a notice of a breach is told to an authority, by a law, of a contract, by a help desk."""
    text = passage.plain
    if _TELLS_AUTHORITY.search(text) and not TELLS_CONTROLLER.search(text):
        return True
    broken = _CONTRACT_BROKEN.search(text)
    if broken and not _OF_DATA.search(text.replace(broken[0], "")):
        return True
    asked = _OF_AN_INQUIRY.search(text)
    if asked and not EVENT.search(text[: asked.end()]):
        return True
    return bool(_SUPPORT.search(text) or _LAW_TOLD.search(text) or promises_nothing(passage))


def told_otherwise(court: Court) -> Iterator[Passage]:
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
        to_authority = _AUTHORITY.search(text) and not TELLS_CONTROLLER.search(text)
        told = any(
            TELLS.search(part)
            and EVENT.search(part)
            and (
                _OTHER_SIDE.search(part)
                or "hear from processor" in part
                or (_PROMISES.search(part) and not TO_OTHERS.search(part))
                or (_SOMEONE_PROMISES.search(part) and not _TELLS_OTHERS.search(part))
            )
            for part in ours
        )
        # or the sentence before promised to tell, and this one says when
        goes_on = (
            _FOLLOWS.search(text)
            and not _AUTHORITY.search(text)
            and _BREACH.search(above)
            and TELLS.search(_so_far(court, passage))
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


def started_above(court: Court, passage: Passage) -> str:
    return starts(court.reading.paragraphs[passage.paragraph])
