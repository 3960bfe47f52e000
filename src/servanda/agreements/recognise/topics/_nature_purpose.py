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
    done = court.first(_IN_PLAIN_WORDS, _NAMED_SERVICES)
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
