"""The law that governs the agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.agreements.extract.making import term
from servanda.agreements.passages import Passage
from servanda.agreements.recognise.rules import Court
from servanda.agreements.recognise.standing import promises_nothing
from servanda.agreements.terms import Term

_STATES = (
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana Iowa "
    "Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio "
    "Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming"
).split()
_STATES += [
    "New Hampshire", "New Jersey", "New Mexico", "New York", "North Carolina", "North Dakota", "Rhode Island", "South Carolina",
    "South Dakota", "West Virginia", "Ontario", "Quebec", "British Columbia", "Scottish", "Czech", "Portuguese", "Luxembourg",
]  # fmt: skip
_OF_A_STATE = re.compile(
    r"(?<!United )\b(?:State|Commonwealth|(?:Federal )?Republic|Kingdom|Province|Canton|Grand Duchy|Principality) of (?:the )?(?=[A-Z])"
)
_ADJECTIVES = {
    "English": "England", "German": "Germany", "French": "France", "Irish": "Ireland", "Dutch": "Netherlands", "Swiss": "Switzerland",
    "Danish": "Denmark", "Swedish": "Sweden", "Belgian": "Belgium", "Spanish": "Spain", "Italian": "Italy", "Austrian": "Austria",
    "Czech": "Czech Republic", "Portuguese": "Portugal",
    "Finnish": "Finland", "Norwegian": "Norway", "Polish": "Poland", "Scottish": "Scotland", "Scots": "Scotland",
    "Welsh": "Wales", "Estonian": "Estonia", "Latvian": "Latvia", "Lithuanian": "Lithuania", "Hungarian": "Hungary", "Romanian": "Romania",
    "Bulgarian": "Bulgaria", "Greek": "Greece", "Croatian": "Croatia", "Slovenian": "Slovenia", "Slovak": "Slovakia", "Icelandic": "Iceland",
    "Maltese": "Malta", "Cypriot": "Cyprus", "Canadian": "Canada", "Australian": "Australia", "Indian": "India", "Japanese": "Japan",
    "Israeli": "Israel", "Brazilian": "Brazil", "Mexican": "Mexico", "Turkish": "Turkey", "Ukrainian": "Ukraine", "Serbian": "Serbia",
}  # fmt: skip
_LAW = re.compile(
    r"\b(?:governed (?:exclusively )?by(?:,? and (?:shall be |will be |be )?(?:construed|interpreted)[^.;]{0,40}?,?)?|laws? governing|construed (?:under|in accordance with)|(?i:governing law|applicable law)[^.;]{0,30}(?:is|shall be|:)|select the|chosen law is)[^.;]{0,60}?\b(?:laws?|that) of (?:the )?(?:State of |Commonwealth of |Republic of |Kingdom of |Federal Republic of )?(?P<place>[A-Z][\w]+(?: (?:and |of |& )?[A-Z][\w]+){0,3})"
    r"|\b(?:governed (?:exclusively |solely |only )?by|subject (?:exclusively |solely |only )?to|construed under|interpreted under|concluded under|made under)(?: and [^.;]{0,40})? (?:the )?(?P<adjective>{nations}|{states}) law\b"
    r"|\b(?i:governing law|applicable law)\s*[:|]\s*(?:the )?(?:laws? of )?(?:the )?(?:State of )?(?P<named>[A-Z][\w]+(?: [A-Z][\w]+){0,2})"
    r"|\b(?P<applies>{nations}|{states}) (?:substantive )?law (?:alone |exclusively )?(?:shall )?(?:appl(?:y|ies)|governs?|is applicable)\b"
    r"|\b(?i:agreement|contract|dpa|addendum|terms|clauses|schedule|baa)\b[^.;]{0,60}\b(?:subject to|under|follows?)(?: and [^.;]{0,40})? (?:the )?laws? of (?:the )?(?:State of |Republic of |Kingdom of |Federal Republic of )?(?P<under>[A-Z][\w]+(?: (?:and |of |& )?[A-Z][\w]+){0,3})"
    r"|\b[Tt]he laws? of (?:the )?(?:State of |Republic of |Kingdom of |Federal Republic of )?(?P<of>[A-Z][\w]+(?: (?:and |of |& )?[A-Z][\w]+){0,3}) (?:shall )?(?:appl(?:y|ies)|governs?)\b(?! to (?:the )?(?:transfer|processing|data))"
    r"|\bgoverned by (?:the )?laws? of (?:the )?(?:State of )?(?P<plain>[A-Z][\w]+(?: (?:and |of |& )?[A-Z][\w]+){0,3})"
    r"|\bthis (?:law )?shall be the laws? of (?:the )?(?P<seventeen>[A-Z][\w]+(?: [A-Z][\w]+){0,2})"
    r"|\blaws? of (?:one of )?(?:the |an )?(?:EU |European Union )?Member States?\b[^.;]{0,120}?\bnamely (?:the laws? of )?(?:the )?(?P<namely>[A-Z][\w]+(?: [A-Z][\w]+){0,2})".replace(
        "{states}", "|".join(_STATES)
    ).replace("{nations}", "|".join(_ADJECTIVES)),
)
_QUOTED = re.compile(r"(?<=\bof )[\"“'*_]{1,2}((?:[Tt]he )?[A-Z][\w ]{2,40})[\"”'*_]{1,2}")
"""A place between quotation marks."""
_AND_OF_A_STATE = re.compile(
    r"\band (?:the )?laws? of (?:the )?(?P<state>[A-Z]\w+(?: [A-Z]\w+){0,2})"
)
_NO_PLACE = re.compile(
    r"^(?:States?$|State (?:where|in)\b|Province$|Member|Governing|Agreement|Main|Customer|Provider|Company|Controller|Processor|EU|Clause|Section|Contract|Order)s?\b"
)


_CONTRACT = re.compile(
    r"\b(?:agreement|contract|dpa|addendum|terms|clauses|schedule|baa|relationship|disputes?|it|this|law)\b"
)
_OF_THE_CLAUSES = re.compile(
    r"\bsccs?\b|\bstandard contractual clauses\b|\bclause 17\b|\boption [12]\b|\b(?:the|these) clauses\b|\bmember state\b"
)
_OF_AN_ADDENDUM = re.compile(
    r"\buk (?:addendum|gdpr|sccs?)\b|\bswiss (?:addendum|fadp|data)\b|\b(?:uk|swiss) transfers?\b"
)


def find(court: Court) -> Iterator[Term]:
    """`governing_law`: the law of the agreement; that of the standard clauses only where the agreement names none."""
    ranked: list[tuple[int, Term]] = []
    for passage in court.reading.passages:
        if passage.definition or promises_nothing(passage):
            continue
        if not _CONTRACT.search(f"{passage.full} {passage.headings}"):
            continue
        text = f"{passage.headings.rsplit(' > ', 1)[-1]} {passage.plain}"
        for one in _law(passage):
            focus_on = passage.plain[: passage.plain.find(str(one.value).lower().split()[0])]
            rank = (
                2
                if _OF_AN_ADDENDUM.search(focus_on[-90:])
                else 1
                if _OF_THE_CLAUSES.search(text)
                else 0
            )
            ranked.append((rank, one))
    first = min((rank for rank, _ in ranked), default=0)
    yield from (one for rank, one in ranked if rank == first)


def _law(passage: Passage) -> Iterator[Term]:
    words = _OF_A_STATE.sub("", " ".join(passage.words.split()))
    words = _QUOTED.sub(r"\1", words)
    if not re.search(r"\blaws?\b", words):
        return
    for match in _LAW.finditer(words):
        place = match["place"] or match["named"] or match["plain"] or match["adjective"]
        place = (
            place
            or match["applies"]
            or match["under"]
            or match["of"]
            or match["namely"]
            or match["seventeen"]
            or ""
        )
        place = re.sub(r"^The ", "", place)
        place = _ADJECTIVES.get(place, place).replace(" & ", " and ")
        if not place or _NO_PLACE.match(place):
            continue
        state = _AND_OF_A_STATE.search(words, match.start())
        if place.startswith("United States") and state is not None:
            place = state["state"]
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
