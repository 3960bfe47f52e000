"""How long data, logs and proofs are kept while the contract runs, or after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.extract.numbers import TERM_PLUS, clock, focus, lengths
from servanda.agreements.extract.topics._ends_backups import BACKUP
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.words import family
from servanda.agreements.terms import Term

END = re.compile(
    r"\b(?:terminat\w*|expir\w*|(?:comes?|came|coming) to an end\b|(?:contract|agreement|services?|subscription|term)'s end\b|end of (?:the|this|its)|ends\b|is over\b|has ended\b|cessation|completion of|conclusion of|cancel\w*|clos(?:e|ure|ing) (?:of )?(?:the |its |controller's )?account|accounts? (?:\w+ ){0,2}?clos\w+|leav(?:e|es|ing) (?:us|processor|the services?))\b"
)
_KEEP = re.compile(
    r"\b(?:retain\w*|retention|kept|keep\w*|stor(?:e[sd]?|ing|age)|maintain\w*|hold|held|archiv\w+|stays?|preserv\w+|remains? (?:available|accessible|stored))\b"
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
_SO_LONG_KEPT = re.compile(
    r"^[ -]*(?:(?:log|data|minimum|maximum|rolling) )?(?:retention|storage period)\b"
)
"""A length that is itself the time of keeping: "7-year retention"."""
_OF_DATA = re.compile(
    r"^\W*(?:(?!invoices?|reports?|documentation|insurance|vendor|polic)\w+ ){0,3}?(?:personal data|data|details|messages|recordings?|transcripts?)\b"
)
"""Data is what is kept, whatever else the sentence names."""


_BY_STATUTE = re.compile(
    r"\b(?:tax|fiscal|commercial code|statutory|(?:the )?laws? (?:demands?|requires?|prescribes?|asks?))\b[^.;]{0,70}$"
)
"""How long the law wants papers kept is no promise of the contract."""


def at_the_end(passage: Passage, heading: bool = True) -> bool:
    return bool(
        END.search(passage.full)
        or (
            heading
            and re.search(r"terminat|expir|end of|exit|leav|clos(?:e|ing|ure)", passage.headings)
        )
    )


def retention(passage: Passage) -> Iterator[Term]:
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
        if re.search(r"\baccounting\b[^>]{0,40}$", passage.headings) and "log" not in text:
            continue  # the record of disclosures that HIPAA asks for is no data that is kept
        yield term(
            "retention",
            passage,
            clock=clock(found.length, "", "end-of-agreement" if END.search(text) else ""),
            focus=focus(passage, found.start, found.end),
            confidence=0.8,
        )
    of_data = _OF_DATA.match(text)
    if BACKUP.search(text) or (_NOT_DATA.search(text) and not of_data) or at_the_end(passage):
        return
    if re.search(
        r"\bconfidential\w* (?:obligations?|information)|surviv|warrant|insur|audit(?! (?:logs?|trails?|records?))|notice",
        text,
    ):
        return
    for found in lengths(text):
        before = text[: found.start]
        if found.length.unit == "hours":
            continue
        if _BY_STATUTE.search(before[-90:]):
            continue
        if re.match(r"['’]? (?:thereafter|afterwards|after that)\b", text[found.end :]):
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
                r"(?:for|period of|maximum of|least|than|up to|\bexceed\w*|is|:|\||of)[ \w(]{0,22}$|\b(?:retained|kept|stored)[ (]*$",
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
