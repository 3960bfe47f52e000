"""The end: how soon data is deleted, how long it can be fetched, how long backups and data are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import TERM_PLUS, Length, clock, focus, lengths, qualifier
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court
from servanda.agreements.recognise.standing import promises_nothing
from servanda.agreements.recognise.words import family
from servanda.agreements.terms import Term

_DATA = re.compile(
    r"\b(?:personal data|data|copies|content|information|records|phi|logs?|back-?ups?|trails?|snapshots?|tapes?|notes|entries|evidence|documentation|proofs?|files|tickets?|recordings?|footage|transcripts?|messages|contact details)\b"
)
_END = re.compile(
    r"\b(?:terminat\w*|expir\w*|(?:comes?|came|coming) to an end\b|end of (?:the|this|its)|ends\b|is over\b|has ended\b|cessation|completion of|conclusion of|cancel\w*|clos(?:e|ure|ing) (?:of )?(?:the |its |controller's )?account|accounts? (?:\w+ ){0,2}?clos\w+|leav(?:e|es|ing) (?:us|processor|the services?))\b"
)
_BACKUP = re.compile(
    r"\bback-? ?ups?\b|\barchiv(?:es?|al|ing|ed(?! after))\b|\b(?:safety|restor\w+|recovery|security|reserve|snapshot) cop(?:y|ies)\b|\bcopies (?:for|made for|kept for) (?:\w+ )?(?:restor\w+|recovery|safety|continuity)\b|\bsnapshots?\b"
    r"|\b(?:copies|tapes?|media)\b(?=[^.;]{0,60}\b(?:overwrit\w+|rotat\w+))"
)
_FETCH = re.compile(
    r"\b(?:retriev\w*|export\w*|download\w*|extract\w*|request (?:the )?return|obtain a copy|fetch|access(?:ible)?|available)\b"
)
_KEEP = re.compile(
    r"\b(?:retain\w*|retention|kept|keep\w*|stor(?:e[sd]?|ing|age)|maintain\w*|hold|held|archiv\w+|stays?)\b"
)
_NOT_DATA = re.compile(
    r"\b(?:records? of (?:its )?(?:compliance|processing)|assessment|reports?|invoices?|insurance|vendor|accounting of|documentation|polic(?:y|ies))\b"
)
_PROOF = re.compile(
    r"\b(?:documentation|documents|records?|evidence|proofs?|protocols?)\b[^.;]{0,80}\b(?:kept|retain\w*|stored|preserved|maintain\w*|archived|keep|hold)\b[^.;]{0,60}$"
    r"|\b(?:keep|retain|maintain|preserve|store|hold)s?\b[^.;]{0,80}\b(?:documentation|records?|evidence|proofs?|protocols?)\b[^.;]{0,60}$"
)
_LOGS = re.compile(
    r"\b(?:logs?|log ?files?|log (?:data|entries|records)|audit trails?|recordings?|footage|tickets?|transcripts?|messages|submissions?)\b(?: \S+){0,6}? (?:delet|eras|overwrit|purg|remov|rotat|destroy|discard)\w* (?:automatically )?(?:\w+ ){0,2}?(?:(?:after|within)(?: a period of)?[ (]*)?$"
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
_SO_LONG_KEPT = re.compile(
    r"^[ -]*(?:(?:log|data|minimum|maximum|rolling) )?(?:retention|storage period)\b"
)
"""A length that is itself the time of keeping: "7-year retention"."""
_OF_DATA = re.compile(
    r"^\W*(?:(?!invoices?|reports?|documentation|insurance|vendor|polic)\w+ ){0,3}?(?:personal data|data|details|messages|recordings?|transcripts?)\b"
)
"""Data is what is kept, whatever else the sentence names."""
_ANY_DATA = re.compile(r"\b(?:data|phi|content|copies of (?:the )?data|information|records)\b")
_CONFIRMED = re.compile(
    r"\b(?:confirm\w*|certif\w+|attest\w*|(?:deletion|destruction|erasure) (?:record|report|protocol|log|certificate)|(?:record|proof|evidence|protocol) of (?:the |its )?(?:deletion|destruction|erasure))\b[^;]{0,90}?(?:(?:deletion|destruction|erasure|so|this|done)\b[^;]{0,60})?$"
)
"""A length for the word that it was deleted, not for the deletion."""
_TO_BE_SAID = re.compile(
    r"\bcontroller (?:does not|has not|did not|fails to|may|can|must|shall|will|is to|has to) (?:\w+ ){0,3}?(?:say|tell|choose|choos\w+|elect\w*|decide\w*|inform|notify|instruct|ask|request|collect|state|respond|reply)\w*[^.;,]{0,40}$"
)
"""The time in which the controller is to say what it wants."""
_REQUEST = re.compile(r"\b(?:data subject|individual|consumer)s?\b")


def _at_the_end(passage: Passage, heading: bool = True) -> bool:
    return bool(
        _END.search(passage.full)
        or (
            heading
            and re.search(r"terminat|expir|end of|exit|leav|clos(?:e|ing|ure)", passage.headings)
        )
    )


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
        of_backups = _of_backups(passage)
        yield from _backups(passage, of_backups)
        if _at_the_end(passage) or (deletes and _follows_the_end(court, passage)):
            yield from _after_the_end(passage, of_backups)
        yield from _retention(passage)


def _follows_the_end(court: Court, passage: Passage) -> bool:
    """A sentence that goes on ("... then deletes it within ...") where the one before names the end."""
    goes_on = re.search(
        r"\b(?:then|thereafter|afterwards|after that|after which|subsequently|thereupon|further|additional|after (?:these|those|this|that))\b"
        r"|^\W*(?:(?:the|this|such|that|all) )?(?:deletion|erasure|destruction)\b",
        passage.plain,
    )
    before = [
        p.plain
        for p in court.reading.passages[max(0, passage.at - 2) : passage.at]
        if p.paragraph >= passage.paragraph - 1
    ]
    return bool(
        goes_on
        and re.search(
            _END.pattern + r"|\bruns? until\b|\bis over\b|\bleav(?:e|es|ing)\b", " ".join(before)
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
        if found in taken:
            continue
        if found.length.unit not in ("days", "months", "business_days", "hours", "weeks", "years"):
            continue
        before, after = text[: found.start], text[found.end :]
        if re.search(
            r"\b(?:cure|pay\w*|renew\w*|invoice\w*|refund\w*)\b[^.;]{0,50}$", before[-90:]
        ) or re.match(r"['’]?s?[ ,]*(?:\w+ ){0,2}(?:prior|advance|written notice|notice)", after):
            continue
        within = re.search(
            r"(?:within|no later than|not later than|after|at most|maximum\w* of|maximum period of|up to|in|exceed\w*)(?: an?| the| another| following| next| a further| these| those| this| that| additional| period of| maximum| period)*[ (]*$",
            before,
        )
        if re.match(r"['’]? to (?:\w+ )?" + delete.pattern.removeprefix(r"\b"), after):
            within = within or re.search(r"\b(?:has|have|is given|takes?)[ \w]{0,14}$", before)
        holds = re.search(
            r"(?:for|during|available|period of|remain\w*|have|has|'ve|gets?|window)[ :\w]{0,24}$",
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


_TOGETHER = re.compile(
    r"\bdelet\w* [^.;]{0,60}\b(?:systems?|copies|databases?|servers?)(?:,)? (?:and|or) (?:(?:any|all|its|their|the) )?$"
)
_JOINED = re.compile(r"^(?: ?\(\w+\))?(?:,|;)? ?(?:and |or )?$")
_APART = re.compile(
    r"\b(?:unless|though|although|while|whereas|may (?:still )?remain|save|except\w*|other than|apart from|subject to|propagat\w*|but|however)\b"
)
"""What parts a time from backups that are only mentioned as an exception to it, or as what follows."""


def _of_backups(passage: Passage) -> list[Length]:
    """The lengths that belong to backups: after each mention the next one, else the one before."""
    text = passage.plain
    if not re.search(
        r"\b(?:retain|retention|kept|keep|delet|overwrit|purg|expire|remov|rotat|eras|stor|cycle|remain|destr|hold|held|persist|live|age[sd]?\b|discard|cease)\w*",
        passage.full,
    ):
        return []
    found: list[Length] = []
    every = [x for x in lengths(text) if x.length.unit in ("days", "weeks", "months", "years")]
    for match in _BACKUP.finditer(text):
        if _TOGETHER.search(text[: match.start()]):
            continue  # "from systems and backups": one time for all, that of the deletion
        after = [x for x in every if 0 <= x.start - match.end() < 130]
        before = [
            x
            for x in every
            if 0 <= match.start() - x.end < 90 and not _APART.search(text[x.end : match.start()])
        ]
        chosen = after[:1] or before[-1:]
        # "7 days (daily), 4 weeks (weekly)": each of them
        for earlier, later in pairwise(after):
            if earlier not in chosen or not _JOINED.match(text[earlier.end : later.start]):
                break
            chosen.append(later)
        found += [
            x
            for x in chosen
            if not re.search(r"every[ \w]{0,8}$", text[: x.start])
            or re.search(
                r"\b(?:overwrit|rotat|purg|delet|expir)\w* (?:automatically )?every[ \w]{0,8}$",
                text[: x.start],
            )
        ]
    return list(dict.fromkeys(found))


def _backups(passage: Passage, taken: list[Length]) -> Iterator[Term]:
    for found in taken:
        yield term(
            "backup_retention",
            passage,
            clock=clock(found.length, "", ""),
            focus=focus(passage, found.start, found.end),
            confidence=0.85,
        )


def _retention(passage: Passage) -> Iterator[Term]:
    text = passage.plain
    for found in lengths(text):
        before = text[: found.start]
        if found.length.unit == "hours" or not (
            (
                (proof := _PROOF.search(before))
                and not re.search(r"\bwithin[ (]*$", before)
                and not re.search(r"\b(?:back-?ups?|personal data)\b", proof[0])
            )
            or _LOGS.search(before)
        ):
            continue
        if re.search(r"\b(?:invoices?|tax|accounting of|confidential\w*|insur\w+|every)\b", text):
            continue
        yield term(
            "retention",
            passage,
            clock=clock(found.length, "", "end-of-agreement" if _END.search(text) else ""),
            focus=focus(passage, found.start, found.end),
            confidence=0.8,
        )
    of_data = _OF_DATA.match(text)
    if _BACKUP.search(text) or (_NOT_DATA.search(text) and not of_data) or _at_the_end(passage):
        return
    if re.search(
        r"confidential\w* (?:obligations?|information)|surviv|warrant|insur|audit(?! (?:logs?|trails?|records?))|notice",
        text,
    ):
        return
    for found in lengths(text):
        before = text[: found.start]
        if found.length.unit == "hours":
            continue
        if TERM_PLUS.search(text[: found.end]) or (
            re.search(r"\bwithin[ (]*$", before) and family("delete").search(text)
        ):
            continue
        if re.match(
            r"['’]?s? (?:of|after|from|following) (?:\w+ ){0,3}?(?:request|instruction)",
            text[found.end :],
        ):
            continue
        keep = list(_KEEP.finditer(before[-110:]))
        if _SO_LONG_KEPT.match(text[found.end :]) or (
            keep
            and re.search(
                r"(?:for|period of|maximum of|least|than|up to|exceed\w*|is|:|\||of)[ \w(]{0,22}$|\b(?:retained|kept|stored)[ (]*$",
                before,
            )
            and re.search(
                r"\b(?:personal data|data|logs?|audit trails?|content|records|notes|entries|phi|recordings?|footage|transcripts?|messages|contact details)\b",
                text,
            )
        ):
            yield term(
                "retention",
                passage,
                clock=clock(found.length, "", "collection" if "collect" in text else ""),
                focus=focus(passage, found.start, found.end),
                confidence=0.8,
            )
