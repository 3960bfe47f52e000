"""Who is bound and from when, as far as the document itself says so."""

from __future__ import annotations

import re
from datetime import date

from servanda.agreements.agreement import Agreement, DocumentKind, Party, Source
from servanda.agreements.findings import Review
from servanda.agreements.passages import Reading, read_passages
from servanda.documents.clauses import Document

_COMPANY = r"[A-Z][\w&.,'’ -]{1,60}?(?:,? (?:Inc|LLC|L\.L\.C|Ltd|Limited|GmbH|AG|B\.?V|N\.?V|S\.?A|S\.?A\.?S|SARL|S\.?r\.?l|PLC|plc|LLP|Corp|Corporation|Company|Co|Oy|AB|A/S|ApS|SE|Pty|e\.V)\b\.?)"
_NAMED = re.compile(
    rf"({_COMPANY})[^()\n\"“]{{0,160}}?\(\s*(?:(?:hereinafter|the|each)[, ]*)*(?:referred to as )?[\"“”']{{1,2}}([^\"“”']{{2,40}})[\"”“']"
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(),
        1,
    )
}
_DATE = (
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<month>January|February|March|April|May|June|July|August|September|October|November|December) (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)? (?P<month2>January|February|March|April|May|June|July|August|September|October|November|December),? (?P<year2>\d{4})"
)
_BEGINS = re.compile(
    rf"(?:effective (?:date|as of|from|on)|commenc\w{{1,12}} (?:date|on)|is (?:made|dated|entered into) (?:as of|on|and entered into as of)|dated(?: as of)?|with effect from|begins on|starts on|in force from)\W{{0,6}}(?:\w+ ){{0,3}}?(?:{_DATE})",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"(?:ends on|expires on|terminates on|until|end date|expiry date|expiration date)\W{{0,6}}(?:\w+ ){{0,2}}?(?:{_DATE})",
    re.IGNORECASE,
)
_ROLES: dict[DocumentKind, tuple[str, str]] = {
    "baa": ("covered-entity", "business-associate"),
    "service-agreement": ("customer", "provider"),
}


def agreement_of(review: Review, document: Document, *, id: str) -> Agreement:  # noqa: A002 (the field's name)
    """The agreement as the review found it: parties, dates and terms; what is not stated is left out."""
    reading = read_passages(document)
    text = document.text
    return Agreement(
        id=id,
        title=_title(document),
        kind=review.kind,
        parties=parties(reading, text, review.kind),
        laws=review.laws,
        begins=_first_date(_BEGINS, text[:20_000]),
        ends=_first_date(_ENDS, text[:6_000]),
        source=Source(file=document.name, digest=document.digest),
        terms=review.terms,
    )


def _title(document: Document) -> str:
    if document.title.strip():
        return " ".join(document.title.split())
    first = next((clause for clause in document.walk() if clause.heading.strip()), None)
    return " ".join(first.heading.split()) if first else document.name


def parties(reading: Reading, text: str, kind: DocumentKind) -> tuple[Party, ...]:
    """The parties that the opening names, with the role the document gives them."""
    controller, processor = _ROLES.get(kind, ("controller", "processor"))
    found: dict[str, Party] = {}
    for match in _NAMED.finditer(text[:8_000]):
        name = re.sub(r"^(?:.*\b(?:between|by)|and) (?=\S)", "", " ".join(match[1].split()))
        called = match[2].strip().lower().removeprefix("the ")
        role = ""
        if called in reading.roles.processor:
            role = processor
        elif called in reading.roles.controller:
            role = controller
        if role and role not in found:
            found[role] = Party(name=name, role=role)
    return tuple(found[role] for role in (controller, processor) if role in found)


def _first_date(pattern: re.Pattern[str], text: str) -> date | None:
    for match in pattern.finditer(text):
        groups = match.groupdict()
        try:
            if groups["iso"]:
                return date.fromisoformat(groups["iso"])
            month = groups["month"] or groups["month2"]
            return date(
                int(groups["year"] or groups["year2"]),
                _MONTHS[month.lower()],
                int(groups["day"] or groups["day2"]),
            )
        except ValueError:
            continue
    return None
