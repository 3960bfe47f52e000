"""The nature and purpose of the processing."""

from __future__ import annotations

import re

from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court, Judgement, says
from servanda.agreements.recognise.topics._shared import CONTROLLERS_DUTY, search
from servanda.agreements.recognise.topics._stating import pointer, stated

_OPERATION = re.compile(
    r"\b(?:collect\w*|record\w*|organiz\w*|structur\w*|stor(?:e|ing|age)|adapt\w*|retriev\w*|host\w*|transmi\w*|analy\w*|back-?up|eras\w*|support|maintenance|sending|display\w*|computing)\b"
)

_NATURE = r"(?:^\W*(?:nature|purposes?) and (?:nature|purposes?)\b|^\W*nature ?(?::|\|)|nature (?:and purpose|of (?:the |such |its |this )?(?:(?:data )?processing|operations)|, )|nature\b.{0,30}purpose|purposes? of (?:the )?(?:processing|data processing|data transfer)|purpose ?\(s\) of|processing operations|processing activities:|nature/purpose)"

PURPOSE = (
    says(
        r"process",
        r"(?:for the (?:following |sole |limited )?purposes? of|in order to (?:provide|perform|deliver)|to (?:provide|operate|run|host|deliver) .. (?:service|product|platform|software|application|solution)|as necessary to (?:provide|perform)|necessary (?:for|to) (?:the )?(?:provi|perform|deliver)\w+|permitted purposes?|purpose)",
    ),
)

_IN_PLAIN_WORDS = says(
    r"{P} (?:will |shall )?(?:keep|stor|sort|show|send|collect|host|record|organiz|read|display|cop(?:y|ies))\w*,? .. personal data",
    r"(?:so that|in order to|to (?:provide|run|operate|make|let|help))",
    r"(?:\w+, ){1,}\w+ (?:and|or) \w+",
    without=(r"(?:not|never|only|required by)", r"audit", r"retain", r"{breach}"),
)
_DONE = r"(?:deliver|send|forward|answer|host|stor|display|show|analy[sz]|transcrib|translat|print|scan|ship|archiv|match|verif|calculat|monitor|detect|generat|extract|read|record|collect|captur|back|migrat|repair|maintain|schedul|rout|test|train|publish|sort|index|search|convert|digiti[sz]|evaluat|receiv|relay|import|export|synchroni[sz]|reconcil|screen|rank|classif|enrich|visuali[sz]|aggregat|measur|writ|tak|pass|notif|remind|process|structur|organiz|retriev|transmit)"
"""What is done with data, as stems; "provide" and "perform" say only that there is a service."""
_NOT_THE_SERVICE = r"(?! (?:of )?(?:the |its |our |such |these |those |any |all )*(?:agreed )?(?:services?|agreement|contract|obligations?|instructions?)\b)"

FOR_A_TASK = says(
    rf"{{P}} (?:\w+ )?process\w* .. (?:(?:for|with) (?:the )?(?:\w+ )?(?:purposes?|aim) of {_DONE}\w*ing|(?:only|solely|exclusively|in order) to {_DONE}\w*){_NOT_THE_SERVICE} (?:\S+ ){{1,}}\S+",
    r"data\b",
    without=(
        CONTROLLERS_DUTY,
        r"{breach}",
        r"(?:not|never|own purposes?|required by|audit|complian\w+|request\w*|subprocessor)\b",
    ),
    sure=0.82,
)
"""A task that is named ("solely for the purpose of sending text messages"), not "the services"."""

_INVOLVES = (
    says(
        rf"process\w* (?:of (?:the )?(?:personal )?data )?(?:\w+ )?(?:involv|consist|compris|includ|entail)\w* (?:of |in )?(?:the )?{_DONE}\w*(?:ing|ion|age|sis)\b{_NOT_THE_SERVICE}",
        without=(r"{breach}", r"subprocessor", r"(?:not|never)\b"),
        sure=0.85,
    ),
    says(
        rf"(?:{{P}} (?:\w+ )?process\w*|access\w* to|personal data (?:is|are|will be) processed) .. data .. (?:by|through|in the course of|during|when|while) {_DONE}\w*ing\b{_NOT_THE_SERVICE}",
        without=(
            CONTROLLERS_DUTY,
            r"{breach}",
            r"subprocessor",
            r"(?:not|never|only|request\w*|protect\w*|security)\b",
        ),
        sure=0.82,
    ),
    FOR_A_TASK,
    says(
        r"personal data (?:is|are|will be|shall be) (?:(?:host|stor|back|sav|display|transmit|collect|record|analy[sz]|archiv|organiz|structur|shown|sent|print|read)\w*(?: up)?(?:, | and | or |, and )){1,}(?:host|stor|back|sav|display|transmit|collect|record|analy[sz]|archiv|made|shown|sent|print|eras|delet|forward)",
        without=(
            r"(?:not|never|only|until|longer|after|measures|encrypt\w*)\b",
            r"{breach}",
            r"subprocessor",
        ),
        sure=0.82,
    ),
    says(
        rf"^\W*(?:\w{{1,4}}[.)] )?(?:the )?(?:description|kind|type|manner|way) of (?:the )?(?:data )?processing: (?:\w+ ){{0,3}}(?:{_DONE}|recept)\w*",
        without=r"(?:annex|schedule|appendix|exhibit)\b",
        sure=0.85,
    ),
)

_NAMED_SERVICES = says(
    r"process\w* .. purposes? of (?:provid|deliver|perform)\w+",
    r"includ\w+ [^.,]{3,60},[^.]{0,80},",
    without=CONTROLLERS_DUTY,
)
_OPERATES = says(
    r"{P} (?:will |shall )?(?:collects?|hosts?|records?|analy[sz]es?)\b",
    r"(?:personal data|information about)",
    without=(r"(?:not|never|only|required by)", r"audit", r"retain"),
)

_ACTIVITIES_HEAD = re.compile(
    r"^\W*(?:[^|]{2,30} \| )?(?:(?:data )?process(?:ing)? |our |the )?(?:activit(?:y|ies)|operations?|steps?|processing|what (?:is done|happens|processor do(?:es)?)(?: [^|]{1,30})?) \| .*\b(?:purposes?|why|reasons?|what for|aim)\b"
)


def _activities_table(court: Court) -> Passage | None:
    """The first row of a table of processing steps, each with what it is for."""
    for passage in court.reading.passages:
        if not _ACTIVITIES_HEAD.match(passage.plain):
            continue
        row = next(iter(court.reading.passages[passage.at + 1 : passage.at + 2]), None)
        if row is None or row.blank or row.section != passage.section:
            continue
        cells = [cell.strip() for cell in row.plain.split(" | ")]
        if len(cells) == passage.plain.count(" | ") + 1 and all(map(len, cells[:2])):
            return row
    return None


def nature(court: Court) -> Judgement | None:
    row = _activities_table(court)
    if row is not None:
        return Judgement(status="satisfied", passage=row, confidence=0.86)
    told = stated(_NATURE, (), "the nature or purpose")(court)
    if told is not None:
        return told
    purpose, away = court.first(*PURPOSE), pointer(court)
    done = court.first(_OPERATES)
    if done is not None and away is None:
        return Judgement(status="satisfied", passage=done, confidence=0.75)
    done = court.first(_IN_PLAIN_WORDS, _NAMED_SERVICES, *_INVOLVES)
    if done is not None:
        return Judgement(status="satisfied", passage=done, confidence=0.8)
    if purpose is None:
        return away
    operations = next(
        (
            p
            for p in court.reading.passages
            if not p.definition
            and len(set(_OPERATION.findall(p.plain))) >= 3
            and search(r"process", p.full)
        ),
        None,
    )
    if operations is not None and away is None:
        return Judgement(status="satisfied", passage=operations, confidence=0.75)
    return Judgement(
        status="partial",
        passage=purpose,
        why="a purpose is stated, the nature of the processing is not",
        confidence=0.8,
    )
