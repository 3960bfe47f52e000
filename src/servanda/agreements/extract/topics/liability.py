"""Liability, the right to terminate, and whom to write to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court, says
from servanda.agreements.terms import Term

_CAP = re.compile(
    r"(?:subject to (?:the |any |all )?(?:[\w,’'() ]{0,110}?\b(?:limitations?|exclusions?|waivers?|caps?|provisions)\b[\w,’' -]{0,90})"
    r"|(?:shall|will|does) not (?:exceed|be (?:more|greater) than)[^.;]{3,170}|(?:limited to|capped at|not to exceed)[^.;]{3,150}"
    r"|(?:up to|no more than|more than|in excess of|a maximum of|at most|beyond) (?:an? (?:total |maximum |aggregate )?(?:amount|sum) of )?(?:EUR|USD|GBP|CHF|SEK|DKK|NOK|US\$|[€$£])\s?\d[\d.,’' ]*\d(?: (?:million|thousand))?[^.;]{0,80}"
    r"|the (?:most|maximum) (?:that )?(?:\w+ ){1,2}?(?:will |shall |must |can |have to |has to )?(?:pays?|owes?|be liable for)\b[^.;,]{5,150}"
    r"|any liability provisions of [^.;]{3,60})",
    re.IGNORECASE,
)
_AMOUNTS = re.compile(
    r"\b(?:amounts? (?:paid|payable)|fees (?:paid|payable))[^.;]{5,150}", re.IGNORECASE
)
_LIABILITY = re.compile(r"\bliab\w+|\bclaims?\b|\bdamages\b", re.IGNORECASE)
_STOP = re.compile(
    r",? and (?:such|the aggregate|any reference|each)|, and such|,? except\b|,? provided\b|\*\*"
)

_ENDS_IT = (
    says(
        r"terminat\w*",
        r"(?:material(?:ly)?|substantial|persistent|uncured|serious) .. (?:breach|violat)\w*|(?:breach|violat)\w* .. (?:this|the|its|any) (?:\w+ ){0,2}?(?:dpa|agreement|addendum|baa|clauses|obligation|terms?|provision)\w*|fails? to (?:cure|comply|remedy)|inability to comply|in breach of",
        r"(?:{C}|either party|other party|non-breaching|party may|exporter)",
        without=(
            r"personal data breach",
            r"^\W*(?:\w+[.)] )?processor (?:may|shall|will|can) (?:\w+ )?(?:suspend|terminat)",
            r"effect of termination|upon (?:any )?(?:expiration or )?termination",
            r"subprocessor",
        ),
        sure=0.85,
    ),
    says(
        r"terminat\w*",
        r"(?:good|important|due|serious) (?:cause|reason)|extraordinar\w+|without notice|with immediate effect",
        r"(?:breach|violat|infring|offen[cd]|disregard)\w* .. (?:data protection|this|the|its|these) ?(?:law|contract|agreement|dpa|addendum|clauses|terms|provision|dut|obligation|rule)?\w*",
        without=(r"personal data breach", r"subprocessor", r"{C} (?:violat|breach)\w*"),
        sure=0.85,
    ),
    says(
        r"{C} (?:may|can|is free to|is entitled to) (?:\S+ ){0,5}?(?:cancel|end|leave|rescind|withdraw|walk away)\w*",
        r"{P} .. (?:breach|violat|infring|fail|break|disregard)\w*",
        without=(r"subprocessor", r"objects"),
        sure=0.85,
    ),
    says(
        r"{C} (?:may|can|shall be entitled to|is entitled to|has the right to|will be entitled to) (?:\S+ ){0,6}?terminat\w*",
        r"(?:breach|violat|fail|comply|complian|no longer meet)\w*",
        without=r"subprocessor|objects",
        sure=0.9,
    ),
)

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CONTACT_NAME = re.compile(
    r"^(?:security|secure|safe|safety|soc\b|cert\b|ciso|itsec|privacy|dpo|data-?protection|dataprivacy|abuse|infosec|gdpr|incident|csirt|psirt|compliance|legal|datenschutz|dsb|sicherheit)",
    re.IGNORECASE,
)
_CONTACT_TALK = re.compile(
    r"\b(?:security|privacy|data protection|breach|incident|vulnerabilit)\w*"
)


_TO_PROCESSOR = re.compile(
    r"\bcontroller (?:shall|will|must|may|can) (?:submit|send|give|deliver|direct|address|report)\b[^.;]{0,60}\bnotices?\b[^.;]{0,90}\bto processor\b"
)
"""Where notices under the data terms go."""


def find(court: Court) -> Iterator[Term]:
    """`liability_cap`, `termination_right`, `security_contact`."""
    yield from _caps(court)
    right = court.first(*_ENDS_IT)
    if right is not None:
        yield term(
            "termination_right",
            right,
            value=True,
            bearer="processor",
            to="controller",
            confidence=0.85,
        )
    for passage in court.reading.passages:
        yield from _contacts(passage)


def _caps(court: Court) -> Iterator[Term]:
    seen = 0
    for passage in court.reading.passages:
        words = passage.words
        if seen >= 3 or not _LIABILITY.search(words):
            continue
        on_liability = re.search(
            r"liab|\bowes? .{0,40}damages|claims? .{0,170}(?:exclusion|limitation)", passage.plain
        ) or re.search(r"liab", passage.headings)
        match = _CAP.search(words)
        amounts = _AMOUNTS.search(words)
        # the cap may be defined apart from the clause that uses it
        defined = amounts is not None and re.search(r"\bcap\b", passage.plain)
        if not defined and (not on_liability or (match is None and amounts is None)):
            continue
        if re.search(r"third-party liability|subprocessor", passage.plain):
            continue
        found = match or amounts
        if found is None:
            continue
        if amounts is not None and re.search(r"\bcap\b|exceed|more than|limited", passage.plain):
            found = amounts
        phrase = _STOP.split(found[0])[0].strip(" ,*")
        seen += 1
        yield term(
            "liability_cap",
            passage,
            value=phrase,
            bearer="",
            to="",
            focus=found.start() / max(len(words), 1),
            confidence=0.8,
        )


def _contacts(passage: Passage) -> Iterator[Term]:
    if re.match(
        r"^\W*(?:for |of )?(?:the )?controller\b ?(?:[:|(]|'s (?:contact|data protection))",
        passage.plain,
    ):
        return
    if re.search(r"subprocess|subcontract", passage.headings):
        return
    for match in _MAIL.finditer(passage.words):
        address = match[0].rstrip(".")
        local = address.partition("@")[0]
        if not (
            _CONTACT_NAME.match(local)
            or (
                _CONTACT_TALK.search(passage.plain)
                and re.search(
                    r"contact|report|notif|mail|reach|question|send|writes?\b", passage.plain
                )
            )
            or _TO_PROCESSOR.search(passage.plain)
        ):
            continue
        yield term(
            "security_contact",
            passage,
            value=address,
            bearer="processor",
            to="controller",
            focus=match.start() / max(len(passage.words), 1),
            confidence=0.9
            if re.match(r"(?i)security|infosec|incident|csirt|psirt", local)
            else 0.75,
        )
