"""How soon a data subject's request is passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import clock, focus, lengths, qualifier
from servanda.agreements.extract.topics._otherwise import clause_about
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court, says
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY
from servanda.agreements.terms import Term

_PASSED_ON = says(
    r"(?:{notify}|forward\w*|pass\w* on|redirect\w*|refer\w*|transmit\w*|pass\w* to)",
    r"(?:requests?|complaints?|inquir\w+|communications?)",
    r"{subject}",
    r"{C}",
    without=(CONTROLLERS_DUTY, r"{breach}", r"subprocessor", r"prior notice"),
)


_SENT_ON = r"(?:forward|pass|redirect|transmit|refer|relay|direct|convey|hand|send|sent)(?:s|es|ed|red|ted|ing)?"
_ASKED = r"(?:requests?|inquir(?:y|ies)|enquir(?:y|ies)|applications?|complaints?|quer(?:y|ies)|petitions?)"
_FORWARDED = re.compile(
    rf"\b{_SENT_ON}\b[^.;]{{0,80}}\b{_ASKED}\b|\b{_ASKED}\b[^.;]{{0,90}}\b{_SENT_ON}\b"
    rf"|\b(?:turns?|writes?|applies|comes?|contacts?|approach\w*|asks?)\b[^.;]{{0,70}}\b{_SENT_ON}\b[^.;]{{0,30}}\bcontroller\b"
)
_OF_SUBJECTS = re.compile(
    r"\bsubject access\b|\bdsa?rs?\b|\brequests?\b[^.;]{0,24}\bchapter (?:iii|3)\b|\baccess requests?\b|\b(?:parent(?:al)?|pupil|student|patient|employee|user)s?'? requests?\b|\b(?:data subjects?|individuals?|consumers?|persons? (?:affected|concerned)|those (?:affected|concerned))\b"
    r"|\b(?:persons?|people|passengers?|employees?|patients?|visitors?|users?|students?|pupils?|parents?|guardians?|members?|someone|somebody|anyone|anybody)\b[^.;]{0,80}\b(?:(?:their|his|her|his or her|that person's) (?:own )?(?:personal )?(?:data|rights?|information)|about (?:them|him|her)|(?:copy|copies) of|stored|rights)\b"
)
_RECEIVED = re.compile(
    rf"\b(?:such|that|this) (?:request|inquiry|enquiry|complaint|correspondence)[^.;]{{0,60}}\b(?:is|are) (?:made|sent|addressed|directed|submitted) (?:directly )?to processor\b[^.;]{{0,40}}\b(?:notif|inform|tell|alert|advis)\w*[^.;]{{0,30}}\bcontroller\b|\b(?:receiv\w*|gets?|obtains?)\b[^.;]{{0,60}}\b{_ASKED}\b[^.;]{{0,140}}\b(?:notif\w+|inform\w*|tell\w*|alert\w*|advis\w+|let)\b[^.;]{{0,60}}\bcontroller\b"
)
"""A request comes in, and the controller is told of it."""
_TO_SOMEONE_ELSE = re.compile(
    rf"\b{_SENT_ON}\b[^.;]{{0,12}} to (?:the |its |an? )?(?!controller|processor|customer|client|this|that|it\b|them\b)(?:\w+ )?(?:committee|team|department|desk|officer|dpo|board|management|authorit\w+|subprocess\w*|counsel|lawyers?)\b"
)
_ON = re.compile(
    r"\b(?:forward|pass|send|hand|refer|relay|point|direct)(?:s|es|ed|red|ing)? (?:that|this|it|them|these|those|(?:any |all )?such \w+)(?: \w+)?(?: on)? to (?:the )?controller\b"
)
"""What is passed on stands in the sentence before."""


_ANSWERS = re.compile(
    r"\b(?:assists?|helps?|supports?|enables?)\b[^.;]{0,60}\b(?:respond|answer|reply)\w*\b[^.;]{0,40}$|\b(?:responding|answering|replying)\b[ \w]{0,24}$|\b(?:answers?|responds? to|replies to|tells?|informs?) (?:the |each |such |any |this |that )?(?:data subjects?|individuals?|persons? concerned|consumers?)\b[^.;]{0,30}$|\b(?:answers?|replies|responds?)\b[^.;]{0,60}\bquestions?\b[^.;]{0,30}$"
)
"""The time to answer the person is not that to pass the request on."""


_TOLD_ON = re.compile(
    rf"\b{_SENT_ON}\b|\b(?:notif\w+|inform\w*|tell\w*|alert\w*|advis\w+|let|communicat\w+|report\w*|pass(?:es|ed)?)\b"
)
_WITHIN = re.compile(
    r"(?:within|inside|in less than|no later than|not later than|never later than|at (?:the )?latest|in any (?:event|case))[ \w,]{0,30}[(]?$"
)


def _passages(court: Court) -> Iterator[Passage]:
    """Sentences on passing requests on; whose requests they are may stand in the sentence before."""
    found = list(court.find(_PASSED_ON))
    yield from found
    for passage in court.reading.passages:
        around = f"{passage.headings} {court.reading.paragraphs[passage.paragraph]}"
        goes_on = _ON.search(passage.plain) and re.search(
            rf"{_ASKED}|\b(?:ask(?:s|ed)?|answers?)\b", around
        )
        if passage in found or not (
            _FORWARDED.search(passage.plain) or goes_on or _RECEIVED.search(passage.plain)
        ):
            continue
        if _TO_SOMEONE_ELSE.search(passage.plain) and "controller" not in passage.plain:
            continue
        if _OF_SUBJECTS.search(around) and not re.search(
            r"authorit|subprocessor|subpoena|payment|invoice|^\W*controller (?:shall|will|must|forwards?|passes|refers|sends|gives|answers|notifies|informs|tells|provides|decides|hands|directs|instructs)|\bchange requests?\b|\brequests? (?:that |which )?(?:of |by |from )?controller\b|\bcontroller's requests?\b",
            passage.plain,
        ):
            yield passage


_LEAD = re.compile(
    r"\bprocessor\b[^.;:]{0,30}\b(?:notif|inform|tell|alert|forward|pass)\w*[^:]{0,120}\b(?:receiv\w*|obtain\w*|get)\b[^:]{0,40}:$"
)
"""The head of a list of what is told on when it comes in."""


def _led(court: Court) -> Iterator[Term]:
    """A time that stands in the head of a list, where one line of it is a data subject's request."""
    passages = court.reading.passages
    for at, head in enumerate(passages):
        if not _LEAD.search(head.plain) or re.search(r"breach|incident", head.plain):
            continue
        lines = [p.plain for p in passages[at + 1 : at + 9] if p.full.startswith(head.plain)]
        if not any(re.search(_ASKED, line) and _OF_SUBJECTS.search(line) for line in lines):
            continue
        found = list(lengths(head.plain))
        if len({one.start for one in found}) != 1 or not _WITHIN.search(
            head.plain[: found[0].start]
        ):
            continue
        for one in found:
            if one.length.unit in ("hours", "days", "business_days"):
                yield term(
                    "data_subject_request_forward",
                    head,
                    clock=clock(one.length, qualifier(head.plain), "receipt"),
                    focus=focus(head, one.start, one.end),
                )


def find(court: Court) -> Iterator[Term]:
    """`data_subject_request_forward`: a length, or words of speed where there is none."""
    worded: Term | None = None
    yield from (at_the_head := list(_led(court)))
    if at_the_head:
        return
    numbered = named = False
    for passage in _passages(court):
        text = passage.plain
        for found in lengths(text):
            if found.length.unit not in ("hours", "days", "business_days"):
                continue
            if not _WITHIN.search(text[: found.start]):
                continue
            if _ANSWERS.search(text[: found.start]):
                continue
            if ";" in text and not _TOLD_ON.search(clause_about(text, found)):
                continue  # "...; PHI is made available within 10 days"
            numbered = True
            yield term(
                "data_subject_request_forward",
                passage,
                clock=clock(found.length, qualifier(text), "receipt"),
                focus=focus(passage, found.start, found.end),
            )
        words = qualifier(passage.full)
        forwards = _FORWARDED.search(text) and "controller" in text
        # that it is passed on is a promise even where no time is named
        if (words or forwards) and not numbered and (worded is None or (words and not named)):
            named = bool(words)
            worded = term(
                "data_subject_request_forward",
                passage,
                clock=clock(None, words, "receipt"),
                focus=max(text.find(words), 0) / max(len(text), 1),
                confidence=0.88 if words else 0.7,
            )
    if worded is not None and not numbered:
        yield worded
