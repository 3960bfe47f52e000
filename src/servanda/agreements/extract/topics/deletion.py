"""The end: how soon data is deleted, how long it can be fetched, how long backups and data are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import Length, clock, focus, lengths, qualifier
from servanda.agreements.extract.topics._ends_backups import backups, of_backups
from servanda.agreements.extract.topics._ends_kept import END, at_the_end, retention
from servanda.agreements.extract.topics._otherwise import of_another_deletion
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court
from servanda.agreements.recognise.standing import promises_nothing
from servanda.agreements.recognise.words import family
from servanda.agreements.terms import Term

_DATA = re.compile(
    r"\b(?:personal data|data|copies|content|information|records|phi|logs?|back-?ups?|trails?|snapshots?|point-in-time|tapes?|notes|entries|evidence|documentation|documents|proofs?|files|tickets?|recordings?|footage|transcripts?|messages|contact details)\b"
)
_FETCH = re.compile(
    r"\b(?:retriev\w*|reclaim\w*|recover (?:its|the|their)|take (?:back|out)|pick up|export\w*|download\w*|extract\w*|request (?:the )?return|obtain a copy|fetch|access(?:ible)?|available|collects? (?:its|the|their|all) (?:\w+ ){0,2}?(?:data|content|files|records)|(?:ready|available|held) for collection|(?:have|get) [^.;]{0,40}\breturned)\b"
)
_ANOTHERS = re.compile(
    r"\bcontroller (?:shall|will|must|agrees to) (?:\w+ ){0,4}?(?:delet|destroy|eras|return|remov|uninstall)\w*"
)
_OTHER_THINGS = re.compile(
    r"\b(?:confidential information|software|equipment|devices|materials|documentation|trade secrets|licen[cs]ed products?)\b"
)
_SUBPROCESSORS_OWN = re.compile(
    r"^\W*(?:\(?\w{1,3}[.)] )?(?:the |each |all |any |its |our |every )*subprocessors? (?:themselves )?(?:shall |will |must |(?:are|is) (?:\w+ )?to )?(?:\w+ )?(?:delet|eras|destr|return|keep|retain|remov|stor)\w*"
)
"""What the sub-processors do with their copies."""
_ANY_DATA = re.compile(r"\b(?:data|phi|content|copies of (?:the )?data|information|records)\b")
_CONFIRMED = re.compile(
    r"\b(?:confirm\w*|certif\w+|attest\w*|(?:deletion|destruction|erasure) (?:record|report|protocol|log|certificate)|(?:record|proof|evidence|protocol) of (?:the |its )?(?:deletion|destruction|erasure))\b[^;]{0,90}?(?:(?:deletion|destruction|erasure|so|this|done)\b[^;]{0,60})?$"
)
"""A length for the word that it was deleted, not for the deletion."""
_THEN_CONFIRMED = re.compile(
    r"['’]? (?:thereafter |afterwards |later |of (?:doing so|it|this|that|the (?:deletion|destruction|erasure)) )?(?:(?:shall|will|must|to) )?(?:certif|confirm|attest|provide (?:\w+ )?(?:certific|confirm|proof))\w*"
)
_SECOND = re.compile(
    r"\b(?:a further|another|an additional|and) (?:\w+ )?[ (]*$|\band within[ \w]{0,14}$"
)
_THEN_GIVEN = re.compile(
    r"['’]?,? (?:thereafter |afterwards )?(?:gives?|sends?|issues?|supplies|supply|submits?|reports?|notif(?:y|ies)|informs?|tells?|makes?|declares?) "
)
"""A second time of the sentence, for what is told once the data is gone."""
_OF_LESSER_THINGS = re.compile(
    r"(?:,|\band\b) (?:\w+ )?(?:logs?|log ?files|backups?|tickets|recordings|telemetry|analytics|metadata|caches?) (?:data )?(?:with)?in[ (]*$"
)
"""Of a row of things each with its time: "data within 30 days, logs within 12 months"."""
_TO_BE_SAID = re.compile(
    r"\b(?:notice|election|choice|instructions?) (?:\w+ ){0,3}?(?:given|made|sent|received|submitted) (?:\w+ ){0,2}?(?:within|in|no later than|not later than|up to)[ (]*$|\bcontroller (?:does not|has not|did not|fails to|may|can|must|shall|will|is to|has to) (?:\w+ ){0,3}?(?:say|tell|choose|choos\w+|elect\w*|decide\w*|inform|notify|instruct|ask|request|collect|state|respond|reply)\w*[^.;,]{0,40}$|\bcontroller (?:tells|informs|chooses|decides|states|says|instructs|notifies|elects|requests|asks)\b[^.;,]{0,40}$"
)
"""The time in which the controller is to say what it wants."""
_ASKED_IN = re.compile(
    r"\brequest(?:s|ed)? (?:\w+ ){0,2}?(?:made|given|received|submitted|sent|lodged) (?:\w+ ){0,2}?(?:within|in|no later than|not later than|up to)[ (]*$"
    r"|\b(?:if|when|where) controller (?:so )?(?:asks?|requests?|demands?)(?: so| it| this| for (?:it|them|return))? within[ (]*$"
)
_GIVEN_BACK = re.compile(
    r"\b(?:return\w*|export\w*|hand\w* (?:over|back)|make available|provid\w* (?:\w+ ){0,3}?cop(?:y|ies)|give back|makes? [^.;]{0,60}\bavailable)\b"
)
_REQUEST = re.compile(r"\b(?:data subject|individual|consumer)s?\b")


_KEEPS_FOR = re.compile(
    r"\b(?:keep|retain|hold|store|kept|held|stored|retained)s?\b[^.;]{0,60}\bfor (?:up to |another |a further )?[ (]*$"
)
"""What is kept for so long and then deleted is deleted after that time."""


def find(court: Court) -> Iterator[Term]:
    """`deletion_after_end`, `return_window`, `backup_retention`, `retention`."""
    for passage in court.reading.passages:
        deletes = family("delete").search(passage.full) is not None
        if not _DATA.search(passage.full) and not deletes:
            continue
        if promises_nothing(passage) or _SUBPROCESSORS_OWN.search(passage.plain):
            continue
        found = list(lengths(passage.plain))
        if not found:
            continue
        taken = of_backups(passage)
        yield from backups(passage, taken)
        if at_the_end(passage) or (deletes and _follows_the_end(court, passage)):
            yield from _after_the_end(passage, taken)
        yield from retention(passage)


def _follows_the_end(court: Court, passage: Passage) -> bool:
    """A sentence that goes on ("... then deletes it within ...") where the one before names the end."""
    goes_on = re.search(
        r"\b(?:then|thereafter|afterwards|after that|after which|subsequently|thereupon|further|additional|after (?:these|those|this|that))\b"
        r"|^\W*(?:(?:the|this|such|that|all) )?(?:deletion|erasure|destruction)\b",
        passage.plain,
    )
    # "following the period described in Section 9.1": the clause before, a heading may stand between
    pointed = re.search(
        r"\b(?:following|after|end of|expiry of) (?:the|that|this|such) (?:\w+ ){0,3}?period (?:described|set out|referred to|stated|mentioned|in|under)\b",
        passage.plain,
    )
    back, apart = (5, 4) if pointed else (2, 1)
    before = [
        p.plain
        for p in court.reading.passages[max(0, passage.at - back) : passage.at]
        if p.paragraph >= passage.paragraph - apart
    ]
    return bool(
        (goes_on or pointed)
        and re.search(
            END.pattern + r"|\bruns? until\b|\bis over\b|\bleav(?:e|es|ing)\b", " ".join(before)
        )
    )


def _after_the_end(passage: Passage, taken: list[Length]) -> Iterator[Term]:
    text = passage.plain
    if _REQUEST.search(text) or _ANOTHERS.search(text):
        return
    if _OTHER_THINGS.search(text) and not _ANY_DATA.search(_OTHER_THINGS.sub("", passage.full)):
        return
    delete = family("delete")
    for found in lengths(text):
        if found in taken or of_another_deletion(text, found):
            continue
        if _ASKED_IN.search(text[: found.start]):
            # "on request made within 30 days, return it": so long may it be asked for
            if _GIVEN_BACK.search(text[found.end :]):
                yield term(
                    "return_window",
                    passage,
                    clock=clock(found.length, "", "end-of-agreement"),
                    focus=focus(passage, found.start, found.end),
                    confidence=0.85,
                )
            continue
        if found.length.unit not in ("days", "months", "business_days", "hours", "weeks", "years"):
            continue
        before, after = text[: found.start], text[found.end :]
        if re.search(
            r"\b(?:cured?|cures|curing|remed(?:y|ied)|pay\w*|renew\w*|invoice\w*|refund\w*)\b[^.;]{0,50}$",
            before[-90:],
        ) or re.match(r"['’]?s?[ ,]*(?:\w+ ){0,2}(?:prior|advance|written notice|notice)", after):
            continue
        within = re.search(
            r"(?:within|no later than|not later than|after|at most|\bmaximum\w* of|maximum period of|up to|in|\bexceed\w*)(?: an?| the| another| following| next| a further| these| those| this| that| additional| period of| maximum| period)*[ (]*$",
            before,
        )
        if re.match(r"['’]? to (?:\w+ )?" + delete.pattern.removeprefix(r"\b"), after):
            within = within or re.search(r"\b(?:has|have|is given|takes?)[ \w]{0,14}$", before)
        kept = _KEEPS_FOR.search(before)
        if kept and re.match(
            r"['’]?(?: \w+){0,6}?,? (?:and (?:then|after that|afterwards)|after which|before|then|until it is) [^.;]{0,40}?"
            + delete.pattern,
            after,
        ):
            within = kept
        holds = re.search(
            r"(?:for|during|available|period of|\bremain\w*|have|has|'ve|gets?|window)[ :\w]{0,24}$",
            before,
        ) or re.match(r"[ -](?:\w+ )?(?:period|window|time|term)\b", after)
        fetch_before = _FETCH.search(before[-120:])
        fetch_after = _FETCH.search(after[:110])
        deletes = delete.search(passage.full)
        if re.match(
            r"['’]?(?:[ -]\w+)? (?:are|is|have|has) (?:over|up|passed|gone|elapsed|expired|ended|run out)\b",
            after,
        ) or re.search(r"\bend of (?:the|this|that|such|these|those)[ (]*$", before):
            within, holds = deletes, None
        if re.match(
            r"['’]? to (?!(?:\w+ )?(?:retriev|export|download|fetch|collect|get|extract|take|migrat|request|access|obtain|delet|eras|destroy|remov|purg|return|cop|save|move))",
            after,
        ):
            continue
        if _CONFIRMED.search(before) or _TO_BE_SAID.search(before):
            continue
        if _SECOND.search(before) and _THEN_GIVEN.match(after):
            continue
        if _THEN_CONFIRMED.match(after) or _OF_LESSER_THINGS.search(before):
            continue
        if (holds or (within and not deletes)) and (fetch_before or fetch_after):
            yield term(
                "return_window",
                passage,
                clock=clock(found.length, "", "end-of-agreement"),
                focus=focus(passage, found.start, found.end),
                confidence=0.85,
            )
            continue
        if deletes and (within or re.match(r"[^.;]{0,16}(?:of|after|following|from)\b", after)):
            nearest = min((abs(m.start() - found.start) for m in delete.finditer(text)), default=0)
            if nearest > 260:
                continue
            yield term(
                "deletion_after_end",
                passage,
                clock=clock(found.length, qualifier(text), "end-of-agreement"),
                focus=focus(passage, found.start, found.end),
                confidence=0.93,
            )
