"""Where data is and goes: transfer mechanisms, promised locations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from servanda.agreements.extract.making import term
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court
from servanda.agreements.recognise.standing import promises_nothing
from servanda.agreements.terms import Term

_MECHANISMS = (
    ("scc", re.compile(r"\bstandard contractual clauses|\bsccs?\b|\bmodel clauses|\bstandard data protection clauses")),
    ("adequacy", re.compile(r"(?:declared|recogniz\w{1,6}+|considered|deemed|found|determined|covered by|on the basis of|basis of an|subject to|benefits? from|pursuant to|ensur\w{1,6}+|has)[^.;]{0,70}\badequa(?:te|cy)\b|\b(?:e\.g\.|such as|either|by (?:way of )?an?|an?|through an?|absence of an?|under an?|on an?) adequacy (?:decision|regulation)s?|\b(?:whether )?(?:by|via|through|on) adequacy\b|\badequacy (?:decision|regulation)s?[^.;]{0,60}(?:applies|relied|exists|in place|under article 45)|\bcountr\w+[^.;]{0,40}\badequate (?:level|protection)|\brecognized by the (?:european )?commission as (?:safe|providing|offering|ensuring|adequate)")),
    ("bcr", re.compile(r"\bbinding corporate rules?\b|\bbcrs?\b")),
    ("dpf", re.compile(r"\bdata privacy framework\b|\bdpf\b")),
    ("uk_addendum", re.compile(r"\buk (?:international data transfer )?addendum|\buk sccs?\b|\buk transfer addendum|\baddendum to the (?:eu )?(?:standard contractual clauses|sccs?|eu commission)|\binternational data transfer (?:addendum|agreement)|\bidta\b")),
    ("derogation", re.compile(r"\bderogations?\b|\barticle 49\b")),
)  # fmt: skip
_NO_ADEQUACY = re.compile(
    r"\b(?:not|no|without|unless|lack\w*|non-)\b[^.;]{0,60}\badequa|adequa\w{1,8}+[^.;]{0,30}\b(?:not|invalid|revoked)"
)
_ITEM_ADEQUACY = re.compile(
    r"\badequacy\b|\badequate\b(?! (?:\w+ )?(?:safeguards?|measures?|guarantees?|securit\w+|contracts?|agreements?|protections?|means|steps|controls))"
)
_ABOUT_TRANSFERS = re.compile(
    r"\b(?:transfers?|transferred|cross-border|international|abroad|mechanisms?|outside|export\w*|third countr\w+)\b"
)
_NOT_NEEDED = re.compile(
    r"\b(?:no|not|without|neither|nor)\b[^.;,]{0,40}\b(?:standard contractual clauses|sccs?|binding corporate rules|mechanism)\b[^.;]{0,30}\b(?:needed|required|necessary|apply|used)\b"
    r"|\b(?:standard contractual clauses|sccs?)\b[^.;:]{0,20}\b(?:do|does|are|is|shall|will) not (?:apply|be|needed|required|necessary|used)\b|\bnot (?:rely|based) on\b"
)
_DEFINES_CLAUSES = re.compile(
    r"^\W*+(?:\d++(?:\.\d++)*+\W++)?(?:the )?[\"']?(?:eu |uk |applicable )?(?:standard contractual clauses|sccs?|transfer (?:mechanisms?|clauses|safeguards?)|model clauses|restricted transfer clauses)\b"
)
"""A definition whose parts are used where the clauses are."""
_USED = re.compile(
    r"\b(?:transfer\w*|chapter v|governed|apply|applies|applicable|enter\w*|incorporat\w*|rely|relies|relied|form\w* part|execut\w*|subject to|pursuant|sign\w*|attached|uses?|export\w*|process data|relocat\w*|third countr\w+)\b"
)

_ABROAD = re.compile(r"\bthird countr\w+")

PLACES = {
    "European Union": r"(?<!Regulation \()(?<!Directive \()(?<!Decision \()\b(?:European Union|E\.?U\.?)\b(?![- ]?(?:U\.?S|GDPR|Commission|law|Member|Regulation|SCC|Standard|Directive|Decision|Model|General|Data|Charter|legislation|Treat)|\)? ?(?:No\.? ?)?\d)",
    "European Economic Area": r"\b(?:European Economic Area|EEA)\b(?! SCC)",
    "United States": r"\b(?:United States(?: of America)?|U\.?S\.?A?\.?)(?=\W|$)",
    "United Kingdom": r"\b(?:United Kingdom|U\.?K\.?)\b(?! (?:Addendum|GDPR))",
    "Switzerland": r"\bSwitzerland\b", "Germany": r"\bGermany\b|\bGerman (?=data ?cent|servers?|region|hosting|locations?)", "France": r"\bFrance\b", "Ireland": r"\bIreland\b",
    "Netherlands": r"\b(?:the )?Netherlands\b", "Belgium": r"\bBelgium\b", "Spain": r"\bSpain\b", "Italy": r"\bItaly\b",
    "Sweden": r"\bSweden\b", "Finland": r"\bFinland\b", "Denmark": r"\bDenmark\b", "Norway": r"\bNorway\b", "Austria": r"\bAustria\b",
    "Poland": r"\bPoland\b", "Portugal": r"\bPortugal\b", "Luxembourg": r"\bLuxembourg\b", "Czech Republic": r"\bCzech(?: Republic|ia)\b",
    "Canada": r"\bCanada\b", "Australia": r"\bAustralia\b", "Japan": r"\bJapan\b", "Singapore": r"\bSingapore\b", "India": r"\bIndia\b", "Brazil": r"\bBrazil\b",
    **{
        name: rf"\b{name}\b"
        for name in (
            "Estonia,Latvia,Lithuania,Romania,Bulgaria,Greece,Hungary,Croatia,Slovenia,Slovakia,Iceland,Liechtenstein,Malta,Cyprus,"
            "Israel,South Africa,New Zealand,South Korea,Mexico,Argentina,Hong Kong,United Arab Emirates,Uruguay,Chile,Taiwan,Serbia,Ukraine"
        ).split(",")
    },
}  # fmt: skip
_PLACE_PATTERNS = {name: re.compile(pattern) for name, pattern in PLACES.items()}
_KEPT_IN = re.compile(
    r"\b(?:stor(?:es?|ed|age)|process(?:es|ed)?|host(?:s|ed|ing)?|locat(?:ed|ion|ions)|resid(?:es?|ency)|kept|keeps?|remains?|held|maintain(?:s|ed)?|data ?cent(?:er|re)s?|servers?|transfer(?:red)?|tak(?:es?|ing) place|carried out|stays?|occurs?|happens?|replicat(?:es?|ed)|mirrored|backed up)\b|\b(?:all|any|the) processing\b(?=(?: of [^.;]{0,40})? (?:is |only |takes place )?(?:with)?in(?:side)? )",
    re.IGNORECASE,
)
_NOT_LOCATION = re.compile(
    r"\btransfer\w*[^.;]{0,60}\b(?:out of|from|outside)\b|\blaws?\b|\bgoverned\b|\bsubject to\b|\bwhere (?:the )?(?:gdpr|controller)\b|\bmay transfer\b|\boriginat\w+|\bresidents? of\b|\bestablished in\b|\bcitizens\b|\bauthorit\w+ in\b|\bcourts? (?:of|in)\b|\b(?:data subjects?|individuals?|persons|customers?|consumers?|users?|you)\b(?: \w+){0,4}? (?:located|residing|based|living|established|situated) (?:with)?in\b|\bonly appl(?:y|ies) (?:to|if|where|when)\b|\b(?:legislation|regulations?|gdpr)\b[^.;]{0,40}\bappl(?:y|ies)\b|\bestablishments?\b",
    re.IGNORECASE,
)

_ALONGSIDE = re.compile(r"processor (?:and|or) (?:by )?(?:its |the |any |all )?subprocessors?")
_NOT_OUTSIDE = re.compile(
    r"\b(?:not|never)\b[^.;]{0,40}\b(?:transferred|process(?:ed)?|stored?|moved?|kept|keep|host(?:ed)?|leave)\b[^.;]{0,30}\boutside (?:of )?(?:the )?|\b(?:no|not|never)\b[^.;]{0,40}\bleav(?:e|es|ing) (?:the )?",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never) (?:be )?transfer\w*[^.;]*", re.IGNORECASE)
_UNLESS = re.compile(
    r"\b(?:unless|without|except|prior|save|other than|subject to|if|where)\b", re.IGNORECASE
)
_BY_LEAVE = re.compile(
    r"\bunless (?:otherwise|expressly|specifically) (?:stated|agreed|instructed|provided|set out|specified)\b[^.;,]{0,40}|\bwithout (?:the )?(?:controller's )?(?:prior |express |explicit )*(?:written )?(?:consent|approval|authori[sz]ation|permission|instructions?)\b[^.;,]{0,40}",
    re.IGNORECASE,
)
"""What the controller may allow takes nothing from the promise."""
_ONLY_THERE = re.compile(r"\b(?:only|exclusively|solely|never leaves?|not leave)\b")
_ROW = re.compile(
    r"^\W*+(?:\d++(?:\.\d++)*+\W++)?(?:(?:primary|secondary|failover|fail-over|fallback|default|disaster recovery|main|data|hosting|storage|server|processing|cloud|backup|geographic\w*) )*(?:location|region|residency|site|place|country|countries|data ?cent(?:er|re)|server|hosting|(?<=geographic )storage)s?"
    r"(?: (?:of|for) (?:the )?(?:(?:data|personal data) )?(?:processing|handling|storage|hosting|data|servers?|backups?))?\W{0,3}\s*[:|]",
    re.IGNORECASE,
)
_IN_UNION = frozenset(
    "Germany,France,Ireland,Netherlands,Belgium,Spain,Italy,Sweden,Finland,Denmark,Austria,Poland,Portugal,Luxembourg,Czech Republic,Norway".split(
        ","
    )
)


def find(court: Court) -> Iterator[Term]:
    """`transfer_mechanism`, `data_location`."""
    passages = [p for p in court.reading.passages if not p.definition]
    yield from _mechanisms(court, passages)
    yield from _locations(passages)


def _mechanisms(court: Court, passages: list[Passage]) -> Iterator[Term]:
    found: dict[str, Passage] = {}
    for passage in passages:
        text = passage.plain
        under = passage.headings + passage.full.removesuffix(text)
        # a short line of a list, or of "mechanism: ...", on transfers
        item = len(text.split()) < 24 and bool(
            _ABOUT_TRANSFERS.search(under)
            or re.match(r"(?=[^.:]*+:)[^.:]*\b(?:transfers?|exports?)\b", text)
        )
        if passage.heading or not (
            _USED.search(passage.full)
            or _ABROAD.search(court.reading.paragraphs[passage.paragraph])
            or item
            or re.search(r"\btransfers?\b", passage.headings)
        ):
            continue
        if _NOT_NEEDED.search(text) or promises_nothing(passage):
            continue
        for name, pattern in _MECHANISMS:
            if name in found or not (
                pattern.search(text)
                or (name == "adequacy" and item and _ITEM_ADEQUACY.search(text))
            ):
                continue
            if name == "adequacy" and _NO_ADEQUACY.search(text):
                continue
            found[name] = passage
    if "scc" in found:
        for passage in court.reading.passages:
            if passage.definition and _DEFINES_CLAUSES.match(passage.plain):
                for name, pattern in _MECHANISMS:
                    if name in ("uk_addendum", "bcr") and pattern.search(passage.plain):
                        found.setdefault(name, passage)
    if found:
        names = tuple(name for name, _ in _MECHANISMS if name in found)
        first = found.get("scc") or min(found.values(), key=lambda p: p.at)
        yield term("transfer_mechanism", first, value=names, confidence=0.85)


def _locations(passages: list[Passage]) -> Iterator[Term]:
    """The places promised, as one list; what an "only" elsewhere shuts out stays apart, a conflict."""
    stated: list[tuple[Passage, Term]] = []
    for passage in passages:
        found = list(_location(passage)) or list(_location_named(passage))
        stated += [(passage, one) for one in found if one.confidence > 0]
    if not stated:
        return
    together = [one for _, one in stated]
    places = tuple(
        dict.fromkeys(p for one in together if isinstance(one.value, tuple) for p in one.value)
    )
    for passage, one in stated:
        mine = one.value if isinstance(one.value, tuple) else ()
        if _ONLY_THERE.search(passage.plain) and any(not _inside(p, mine) for p in places):
            yield from together
            return
    first = max(together, key=lambda one: len(one.value) if isinstance(one.value, tuple) else 0)
    yield replace(first, value=places)


_UNIONS = frozenset({"European Union", "European Economic Area"})


def _inside(place: str, others: tuple[str, ...]) -> bool:
    """Whether a place lies in one of the others, or is a union that holds them all."""
    if place in others:
        return True
    if place in _UNIONS:
        return set(others) <= _IN_UNION | _UNIONS
    return place in _IN_UNION and bool(_UNIONS & set(others))


def _location_named(passage: Passage) -> Iterator[Term]:
    """A row or line that names the place: "Hosting region: Ireland"."""
    words = " ".join(passage.words.split())
    match = _ROW.match(words)
    at = match.end() if match is not None else 0
    if match is None:
        # the lines of a list that such words lead into
        match = _ROW.match(passage.full) if passage.full != passage.plain else None
        if match is not None and not passage.full.removesuffix(passage.plain).strip().endswith(":"):
            return
    if match is None or re.search(r"subprocess|subcontract", passage.headings + passage.full):
        return
    if passage.heading or re.search(r"jurisdiction|transfer|establish|office", match[0].lower()):
        return
    places = sorted(
        (found.start(), name)
        for name, pattern in _PLACE_PATTERNS.items()
        if (found := pattern.search(words, at)) is not None
    )
    if places:
        yield term(
            "data_location",
            passage,
            value=tuple(name for _, name in places),
            focus=at / max(len(words), 1),
            confidence=0.8,
        )


def _location(passage: Passage) -> Iterator[Term]:
    words = " ".join(passage.words.split())
    if (
        not re.search(
            r"\b(?:personal data|data|content|service|servers?|information|processing|operations|backups?)\b",
            passage.plain,
        )
        or "subprocessor" in _ALONGSIDE.sub("processor", passage.plain).split(";")[0]
    ):
        return
    kept_out = _NOT_OUTSIDE.search(words)
    if kept_out is not None and not _UNLESS.search(
        words if "transfer" in kept_out[0].lower() else _BY_LEAVE.sub("", words)
    ):
        named = tuple(
            name
            for name, pattern in _PLACE_PATTERNS.items()
            if pattern.search(words[kept_out.end() :].split(";")[0][:70])
        )
        if named:
            yield term(
                "data_location",
                passage,
                value=named,
                focus=kept_out.end() / max(len(words), 1),
                confidence=0.8,
            )
            return
    kept = _KEPT_IN.search(words)
    if kept is None:
        return
    clause = re.split(r";|\bhowever\b|\bexcept\b|\bprovided that\b", words[kept.start() :])[0]
    inside = re.search(
        r"(?:\b(?:in|within|inside)\b|\b(?:replicated|mirrored|backed up|copied) to\b)(?! (?:accordance|compliance|conformity|line|connection|order|relation|respect|writing|the (?:scope|meaning|sense|context|course)))",
        clause,
    )
    if inside is None or _NOT_LOCATION.search(_NEGATED.sub("", words.split(";")[0])):
        return
    after = clause[inside.start() :]
    places = sorted(
        (match.start(), name)
        for name, pattern in _PLACE_PATTERNS.items()
        if (match := pattern.search(after)) is not None
    )
    if not places or places[0][0] > 60:
        return
    if re.search(r"\b(?:may|could|can)\b[^.;]{0,40}$", words[: kept.start()]) and not re.search(
        r"\bonly\b", words
    ):
        return
    yield term(
        "data_location",
        passage,
        value=tuple(name for _, name in places),
        focus=kept.start() / max(len(words), 1),
        confidence=0.85,
    )
