"""Liability and the right to terminate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court, says
from servanda.agreements.recognise.standing import promises_nothing
from servanda.agreements.terms import Term

_CAP = re.compile(
    r"(?:subject to (?:the |any |all )?(?:[\w,’'() ]{0,110}?\b(?:limitations?|exclusions?|waivers?|caps?|provisions)\b[\w,’' -]{0,90})"
    r"|(?:shall|will|does) not (?:exceed|be (?:more|greater) than)[^.;]{3,170}|(?:(?<!not )limited to|capped at|not to exceed)[^.;]{3,150}"
    r"|(?:up to|no more than|more than|in excess of|a maximum of|at most|beyond) (?:an? (?:total |maximum |aggregate )?(?:amount|sum) of )?(?:EUR|USD|GBP|CHF|SEK|DKK|NOK|US\$|[€$£])\s?\d[\d.,’' ]*\d(?: (?:million|thousand))?[^.;]{0,80}"
    r"|the (?:most|maximum) (?:that )?(?:\w+ ){1,2}?(?:will |shall |must |can |have to |has to )?(?:pays?|owes?|be liable for)\b[^.;,]{5,150}"
    r"|any liability provisions of [^.;]{3,60})",
    re.IGNORECASE,
)
_AMOUNT = r"(?:fees?|charges?|sums?|amounts?|paid|payable|remuneration|turnover|price|%|\d|[€$£]|EUR|USD|GBP|CHF)"
_MORE_CAPS = (
    # "liability under this BAA is unlimited"
    re.compile(r"\bliab\w+[^.;]{0,60}\bunlimited\b(?! claims)|\bunlimited liab\w+", re.IGNORECASE),
    # "in no event shall liability exceed ..."
    re.compile(
        r"\b(?:in no event|under no circumstances|in no case)\b[^.;]{0,190}?\b(?:exceed|be (?:more|greater) than)\b (?P<cap>[^.;]{3,170})",
        re.IGNORECASE,
    ),
    # "the maximum liability of Supplier is the greater of ..."
    re.compile(
        rf"\b(?:maximum|total|aggregate|overall)[ \w]{{0,30}}\bliab\w+[^.;]{{0,80}}?\b(?:is|shall be|will be|amounts to|equals)\b (?:limited to |capped at )?(?P<cap>[^.;]*\b{_AMOUNT}[^.;]{{0,150}})",
        re.IGNORECASE,
    ),
    # "not liable for more than what you paid us"
    re.compile(
        r"(?:\bnot|n['’]t|\bnever)(?: be)? liable (?:\w+ ){0,2}?for (?:any )?(?:\w+ ){0,2}?(?:more than|exceeding|in excess of|beyond|above|over) (?P<cap>[^.;]{3,150})",
        re.IGNORECASE,
    ),
    # "no more than the sums payable for the Services"
    re.compile(
        r"\b(?:no(?:t)? more than|up to|at most|a maximum of|maximum amount(?: equal to| of)?|not exceed\w*) (?:the |an? )?(?:[\w()]+ ){0,6}?(?:sums?|fees|amounts?|charges|remuneration|price)\b[^.;]{0,120}",
        re.IGNORECASE,
    ),
    # "Liability cap: USD 2,000,000"
    re.compile(
        r"\b(?:liability|damages)(?: \w+)? (?:cap|limit|ceiling|limitation)s?\b[^:|.;]{0,40}[:|]\s*(?P<cap>[^.;|]{3,120})|\b(?:cap|limit|ceiling) (?:on|of|for) (?:\w+ )?(?:liability|damages)[^:|.;]{0,40}[:|]\s*(?P<row>[^.;|]{3,120})",
        re.IGNORECASE,
    ),
    # "the limitation of liability in the Terms applies"
    re.compile(
        r"\b(?:the |any |all )?(?:limitations?|exclusions?|limits?|caps?|provisions?|rules?|clauses?)(?: (?:and|or) \w+)? (?:of|on|regarding|concerning|governing|about) (?:\w+ )?liability\b[^.;]{0,110}?\b(?:appl(?:y|ies)|governs?|extends?|controls?)\b[^.;]{0,50}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bliability (?:provisions?|clauses?|rules?|regime|limits?|limitations?|caps?|terms|agreements?)\b(?!\))[^.;]{0,130}?\b(?:appl(?:y|ies|icable)|governs?|extends?|controls?)\b[^.;]{0,60}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:under no circumstances|in no event|in no case|neither)\b[^.;]{0,60}\bliable for (?:any )?(?:\w+ ){0,2}?(?:more than|exceeding|in excess of|beyond|above|over) (?P<cap>[^.;]{3,150})",
        re.IGNORECASE,
    ),
    # "as regards liability, the provisions of the main contract apply"
    re.compile(
        r"\bliability\b,? (?P<cap>the (?:provisions?|terms|rules|clauses?|limits?|caps?) (?:\w+ ){0,4}?(?:of|in|under) [^.;]{3,80}?\bappl(?:y|ies)\b[^.;]{0,40})",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:caps?|limits?|limitations?)(?: and \w+)? (?:\w+ ){0,2}?(?:in|of|under) [^.;]{3,80}?\bappl(?:y|ies)\b[^.;,]{0,60}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bliable (?P<cap>only (?:to the extent|up to|within the limits)[^.;]{3,150})",
        re.IGNORECASE,
    ),
    # "liability limited as per the terms of service"
    re.compile(
        r"\b(?:liabilit(?:y|ies)|liable)\b(?:(?!\bnot\b)[^.;]){0,40}?\b(?:limited|capped|restricted|excluded) (?:as per|per|pursuant to|under|as (?:set out|set forth|agreed|stated|provided|described) in|in accordance with|according to) (?:the )?(?:[\w']+ ){0,4}?(?:agreement|contract|terms|msa|tos|order|section|clause|schedule|annex|article)\b[^.;]{0,60}",
        re.IGNORECASE,
    ),
    # under the heading: "as set out in the order form"
    re.compile(
        r"^\W*(?:as (?:set out|set forth|agreed|stated|provided|per)|see|per|according to|in accordance with) [^.;,]{4,80}\.?$",
        re.IGNORECASE,
    ),
    # "liability is governed by the main agreement"
    re.compile(
        r"\bliability\b[^.;]{0,60}?\b(?:is|are|shall be|will be) (?:exclusively |solely )?(?:as (?:set out|set forth|agreed|stated|provided|described|laid down) in|(?:governed|determined|regulated|limited) (?:by|under|in|according to|in accordance with|as (?:set out|provided|agreed|stated) in)) (?:the )?(?:\w+ ){0,4}?(?:agreement|contract|terms|msa|tos)\b[^.;]{0,60}",
        re.IGNORECASE,
    ),
)
"""Further ways to say a cap; the group, where there is one, is the cap itself."""
_NO_CAP = re.compile(
    r"\b(?:do(?:es)?|shall|will) not apply\b|\bmay agree\b|\bintent\w*|\bgross(?:ly)? negligen\w+|\bdeath\b|\bfraud\w*|\bwilful\w*|\bappl(?:y|ies) (?:\w+ )?(?:regardless|irrespective|also in fav\w+|to (?:the )?(?:personal )?liability of)",
    re.IGNORECASE,
)
_ITEM_CAP = re.compile(
    rf"\b(?:max(?:imum)?|up to|no more than|not more than|at most|total|aggregate|equal to|amount)\b[^.;]{{0,220}}\b{_AMOUNT}|\b\d{{1,4}} months?\b[^.;]{{0,220}}\bfees",
    re.IGNORECASE,
)
_LEADS_TO_CAP = re.compile(
    r"\bliab\w{1,12} .{0,60}\b(?:limited to|capped at|not exceed|restricted to)\b[^.;]{0,300}:"
)
"""The lead of a list whose lines are the caps."""
_AMOUNTS = re.compile(
    r"\b(?:amounts? (?:paid|payable)|fees (?:paid|payable))[^.;]{5,150}", re.IGNORECASE
)
_LIABILITY = re.compile(r"\bliab\w+|\bclaims?\b|\bdamages\b", re.IGNORECASE)
_STOP = re.compile(
    r",? and (?:such|the aggregate|any reference|each)|, and such|,? except\b|,? provided\b|\*\*"
)

_OF_SUBPROCESSORS = r"(?<!processor or a )(?<!processor or the )(?<!processor or its )(?<!processor or any )(?<!processor or )subprocessor"
"""A right that follows from the sub-processors alone, not from "Processor or a sub-processor"."""

_ENDS_IT = (
    says(
        r"terminat\w*",
        r"(?:material(?:ly)?|substantial|persistent|uncured|serious) .. (?:breach|violat)\w*|(?:breach|violat)\w* .. (?:this|the|its|any) (?:\w+ ){0,2}?(?:dpa|agreement|addendum|baa|clauses|obligation|terms?|provision)\w*|fails? to (?:cure|comply|remedy)|breach of it\b|inability to comply|in breach of",
        r"(?:{C}|either party|other party|non-breaching|party may|exporter)",
        without=(
            r"personal data breach",
            r"^\W*(?:\w+[.)] )?processor (?:may|shall|will|can) (?:\w+ )?(?:suspend|terminat)",
            r"effect of termination|upon (?:any )?(?:expiration or )?termination",
            _OF_SUBPROCESSORS,
        ),
        sure=0.85,
    ),
    says(
        r"terminat\w*",
        r"(?:good|important|due|serious) (?:cause|reason)|extraordinar\w+|without notice|with immediate effect",
        r"(?:breach|violat|infring|offen[cd]|disregard)\w* .. (?:data protection|this|the|its|these) ?(?:law|contract|agreement|dpa|addendum|clauses|terms|provision|dut|obligation|rule)?\w*",
        without=(r"personal data breach", _OF_SUBPROCESSORS, r"{C} (?:violat|breach)\w*"),
        sure=0.85,
    ),
    says(
        r"(?:other party|either party|{C}) (?:may|can|is entitled to) (?:\S+ ){0,5}?(?:end|cancel|rescind|leave) (?:the|this) (?:\w+ )?(?:agreement|contract|dpa|addendum|services?)",
        r"material(?:ly)? breach|breach\w* of (?:this|the|its|these|it\b)|(?:violat|breach|infring|disregard)\w* .. (?:data protection|this|the|its|these)",
        without=(r"personal data breach", r"subprocessor"),
        sure=0.8,
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
        without=(_OF_SUBPROCESSORS, r"objects"),
        sure=0.9,
    ),
)

_NO_RIGHT = re.compile(
    r"\bother than\b[^.;]{0,24}\bbreach|\b(?:not|no|never)\b[^.;]{0,40}\b(?:right|entitle\w*|ground|reason|cause)\b[^.;]{0,20}\bto (?:\w+ )?(?:terminat|end|cancel)\w*|\b(?:may|can|shall|is|are) not (?:be )?(?:\w+ )?(?:terminat|entitled to terminat)\w*"
)


def find(court: Court) -> Iterator[Term]:
    """`liability_cap`, `termination_right`."""
    yield from _caps(court)
    right = next(
        (p for said in _ENDS_IT for p in court.find(said) if not _NO_RIGHT.search(p.plain)), None
    )
    if right is not None:
        yield term(
            "termination_right",
            right,
            value=True,
            bearer="processor",
            to="controller",
            confidence=0.85,
        )


def _caps(court: Court) -> Iterator[Term]:
    seen = 0
    for passage in court.reading.passages:
        # a dot inside a number or an abbreviation ends no sentence ("$5,000.00")
        words = _INNER_DOT.sub("\u2024", passage.words)
        lead = passage.full.removesuffix(passage.plain)
        if seen >= 3 or not (
            _LIABILITY.search(words) or re.search(r"liab", f"{passage.headings} {lead}")
        ):
            continue
        if promises_nothing(passage) or re.search(
            r"service credits?|drafting note|\bmay agree\b", passage.plain
        ):
            continue
        if _LEADS_TO_CAP.search(lead) and _ITEM_CAP.search(words) and len(words) < 220:
            seen += 1
            yield _cap(passage, words.strip(" .*-;"), 0)
            continue
        on_liability = re.search(
            r"liab|\bowes? .{0,40}damages|claims? .{0,170}(?:exclusion|limitation)|\bdirect damages\b",
            passage.plain,
        ) or re.search(r"liab", passage.headings)
        if on_liability and not _CAP.search(words):
            other = next((m for said in _MORE_CAPS if (m := said.search(words))), None)
            if other is not None and not (
                _NO_CAP.search(words) or re.search(r"third-party liability|insur", passage.plain)
            ):
                groups = other.groupdict()
                seen += 1
                phrase = groups.get("cap") or groups.get("row") or other[0]
                yield _cap(passage, _STOP.split(phrase)[0].strip(" ,*"), other.start())
                continue
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
        if _A_TIME.match(phrase):
            continue
        seen += 1
        yield _cap(passage, phrase, found.start())


_A_TIME = re.compile(
    r"(?:limited to|(?:shall|will|does) not exceed) (?:\w+ )?(?:\(\w+\) )?(?:hours|days|weeks|months|years)\b(?!['’]? (?:of )?(?:the )?(?:fees|charges|payments))",
    re.IGNORECASE,
)
"""A length of time caps no sum."""
_INNER_DOT = re.compile(r"(?<=\w)\.(?=\w)")


def _cap(passage: Passage, phrase: str, at: int) -> Term:
    return term(
        "liability_cap",
        passage,
        value=phrase.replace("\u2024", "."),
        bearer="",
        to="",
        focus=at / max(len(passage.words), 1),
        confidence=0.8,
    )
