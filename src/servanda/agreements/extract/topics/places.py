"""Where data is and goes: transfer mechanisms, promised locations, governing law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court
from servanda.agreements.terms import Term

_MECHANISMS = (
    ("scc", re.compile(r"\bstandard contractual clauses|\bsccs?\b|\bmodel clauses|\bstandard data protection clauses")),
    ("adequacy", re.compile(r"(?:declared|recogniz\w+|considered|deemed|found|determined|covered by|on the basis of|basis of an|subject to|benefits? from|pursuant to|ensur\w+|has)[^.;]{0,70}\badequa(?:te|cy)\b|\badequacy (?:decision|regulation)s?[^.;]{0,60}(?:applies|relied|exists|in place|under article 45)")),
    ("bcr", re.compile(r"\bbinding corporate rules?\b|\bbcrs?\b")),
    ("dpf", re.compile(r"\bdata privacy framework\b|\bdpf\b")),
    ("uk_addendum", re.compile(r"\buk (?:international data transfer )?addendum|\binternational data transfer (?:addendum|agreement)|\bidta\b")),
    ("derogation", re.compile(r"\bderogations?\b|\barticle 49\b")),
)  # fmt: skip
_NO_ADEQUACY = re.compile(
    r"\b(?:not|no|without|unless|absence|lack\w*|non-)\b[^.;]{0,60}\badequa|adequa\w+[^.;]{0,30}\b(?:not|invalid|revoked)"
)
_USED = re.compile(
    r"\b(?:transfer\w*|governed|apply|applies|applicable|enter\w*|incorporat\w*|rely|relies|relied|form\w* part|execut\w*|subject to|pursuant|sign\w*|attached|export\w*|process data)\b"
)

PLACES = {
    "European Union": r"\b(?:European Union|E\.?U\.?)\b(?![- ]?(?:U\.?S|GDPR|Commission|law|Member|Regulation|SCC|Standard|Directive|Decision|Model))",
    "European Economic Area": r"\b(?:European Economic Area|EEA)\b(?! SCC)",
    "United States": r"\b(?:United States(?: of America)?|U\.?S\.?A?\.?)(?=\W|$)",
    "United Kingdom": r"\b(?:United Kingdom|U\.?K\.?)\b(?! (?:Addendum|GDPR))",
    "Switzerland": r"\bSwitzerland\b", "Germany": r"\bGermany\b", "France": r"\bFrance\b", "Ireland": r"\bIreland\b",
    "Netherlands": r"\b(?:the )?Netherlands\b", "Belgium": r"\bBelgium\b", "Spain": r"\bSpain\b", "Italy": r"\bItaly\b",
    "Sweden": r"\bSweden\b", "Finland": r"\bFinland\b", "Denmark": r"\bDenmark\b", "Norway": r"\bNorway\b", "Austria": r"\bAustria\b",
    "Poland": r"\bPoland\b", "Portugal": r"\bPortugal\b", "Luxembourg": r"\bLuxembourg\b", "Czech Republic": r"\bCzech(?: Republic|ia)\b",
    "Canada": r"\bCanada\b", "Australia": r"\bAustralia\b", "Japan": r"\bJapan\b", "Singapore": r"\bSingapore\b", "India": r"\bIndia\b", "Brazil": r"\bBrazil\b",
}  # fmt: skip
_PLACE_PATTERNS = {name: re.compile(pattern) for name, pattern in PLACES.items()}
_KEPT_IN = re.compile(
    r"\b(?:stor(?:es?|ed|age)|process(?:es|ed)?|host(?:s|ed|ing)?|locat(?:ed|ion|ions)|resid(?:es?|ency)|kept|keeps?|remains?|held|maintain(?:s|ed)?|data ?cent(?:er|re)s?|servers?|transfer(?:red)?)\b",
    re.IGNORECASE,
)
_NOT_LOCATION = re.compile(
    r"\btransfer\w*[^.;]{0,60}\b(?:out of|from|outside)\b|\blaws?\b|\bgoverned\b|\bsubject to\b|\bwhere (?:the )?(?:gdpr|controller)\b|\bmay transfer\b|\boriginat\w+|\bresidents? of\b|\bestablished in\b|\bcitizens\b",
    re.IGNORECASE,
)

_LAW = re.compile(
    r"\b(?:governed (?:exclusively )?by(?:,? and (?:shall be |will be |be )?(?:construed|interpreted)[^.;]{0,40}?,?)?|laws? governing|construed (?:under|in accordance with)|governing law[^.;]{0,30}(?:is|shall be|:)|select the|chosen law is)[^.;]{0,60}?\blaws? of (?:the )?(?:State of |Commonwealth of |Republic of |Kingdom of |Federal Republic of )?(?P<place>[A-Z][\w]+(?: (?:and |of )?[A-Z][\w]+){0,3})"
    r"|\b(?:governed by|subject to|under)(?: and [^.;]{0,40})? (?:the )?(?P<adjective>English|German|French|Irish|Dutch|Swiss|Danish|Swedish|Belgian|Spanish|Italian|Austrian|Finnish|Norwegian|Polish|California|Delaware|New York|Scottish) law\b"
    r"|\b(?:governing law|applicable law)\s*[:|]\s*(?:the )?(?:laws? of )?(?:the )?(?:State of )?(?P<named>[A-Z][\w]+(?: [A-Z][\w]+){0,2})"
    r"|\bgoverned by (?:the )?laws? of (?:the )?(?:State of )?(?P<plain>[A-Z][\w]+(?: (?:and |of )?[A-Z][\w]+){0,3})",
)
_ADJECTIVES = {
    "English": "England", "German": "Germany", "French": "France", "Irish": "Ireland", "Dutch": "Netherlands", "Swiss": "Switzerland",
    "Danish": "Denmark", "Swedish": "Sweden", "Belgian": "Belgium", "Spanish": "Spain", "Italian": "Italy", "Austrian": "Austria",
    "Finnish": "Finland", "Norwegian": "Norway", "Polish": "Poland", "Scottish": "Scotland",
}  # fmt: skip
_NO_PLACE = re.compile(
    r"^(?:Member|Governing|Agreement|Main|Customer|Provider|Company|Controller|Processor|EU\b|Clause|Section|Contract|Order)"
)


def find(court: Court) -> Iterator[Term]:
    """`transfer_mechanism`, `data_location`, `governing_law`."""
    passages = [p for p in court.reading.passages if not p.definition]
    yield from _mechanisms(passages)
    for passage in passages:
        yield from _location(passage)
        yield from _law(passage)


def _mechanisms(passages: list[Passage]) -> Iterator[Term]:
    found: dict[str, Passage] = {}
    for passage in passages:
        text = passage.plain
        if passage.heading or not _USED.search(passage.full):
            continue
        for name, pattern in _MECHANISMS:
            if name in found or not pattern.search(text):
                continue
            if name == "adequacy" and _NO_ADEQUACY.search(text):
                continue
            found[name] = passage
    if found:
        names = tuple(name for name, _ in _MECHANISMS if name in found)
        first = found.get("scc") or min(found.values(), key=lambda p: p.at)
        yield term("transfer_mechanism", first, value=names, confidence=0.85)


def _location(passage: Passage) -> Iterator[Term]:
    words = " ".join(passage.words.split())
    if (
        not re.search(
            r"\b(?:personal data|data|content|service|servers?|information)\b", passage.plain
        )
        or "subprocessor" in passage.plain.split(";")[0]
    ):
        return
    kept = _KEPT_IN.search(words)
    if kept is None:
        return
    clause = re.split(r";|\bhowever\b|\bexcept\b|\bprovided that\b", words[kept.start() :])[0]
    inside = re.search(r"\b(?:in|within|inside)\b", clause)
    if inside is None or _NOT_LOCATION.search(words.split(";")[0]):
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


def _law(passage: Passage) -> Iterator[Term]:
    words = " ".join(passage.words.split())
    if not re.search(r"\blaws?\b", words):
        return
    for match in _LAW.finditer(words):
        place = match["place"] or match["named"] or match["plain"] or match["adjective"] or ""
        place = _ADJECTIVES.get(place, place)
        if not place or _NO_PLACE.match(place):
            continue
        yield term(
            "governing_law",
            passage,
            value=place,
            bearer="",
            to="",
            focus=match.start() / max(len(words), 1),
            confidence=0.88,
        )
        return
