"""People and places that a text names: gazetteers, forms of address and the words before a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.inventory.spotted import Span
from servanda.inventory.words import gazetteer

_RUN = re.compile(
    r"[^\W\d_a-z][\w'’-]*\.?(?: (?:(?:de|van|von|der|den|da|di|la|le|bin|al) ){0,2}[^\W\d_a-z][\w'’-]*\.?){0,5}"
)
_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Herr|Frau|Monsieur|Madame|Señor|Señora|Sir)\.?"
)
_CUE = re.compile(
    r"(?:\b(?:my name is|name is|name:|i am|i'm|this is|dear|hi|hello|hey|signed|regards,|sincerely,|call me"
    r"|ask for|attn:?|friend|wife|husband|brother|sister|son|daughter|mother|father|patient|by|with|for))\s\Z",
    re.IGNORECASE,
)
# words that are names too; alone they name nobody
_WORDS = frozenset(
    """a an the and or but if in on at to of for from by with as is are was were be will may can do no not
    i he she it we you they my his her its our your their this that these those there here what when where
    who why how then now so yet also please thanks thank dear hi hello hey yes ok grace hope faith joy mark may june april august
    summer will bill rose art rich chase jack frank grant sun mon guy page drew dean major king queen baker
    price law long young white black brown green bush stone lane street road avenue safari chrome firefox
    edge windows apple amazon google microsoft monday tuesday wednesday thursday friday saturday sunday
    january february march july september october november december paris austin jordan georgia florence
    sydney chelsea virginia carolina dakota madison charlotte victoria lincoln washington houston dallas""".split()
)
_FIRM = frozenset(
    "inc inc. ltd ltd. llc llc. gmbh corp corp. corporation company plc ag group bank".split()
)


def find(text: str) -> Iterator[Span]:
    """The spans of this kind: one dictionary look-up per capitalised word."""
    given, family = gazetteer("given-names"), gazetteer("family-names")
    for run in _RUN.finditer(text):
        yield from _places(run)
        tokens = list(re.finditer(r"\S+", run[0]))
        words = [
            token[0].strip(".,").removesuffix("'s").removesuffix("’s").casefold()
            for token in tokens
        ]
        if words[-1] in _FIRM or tokens[-1][0].casefold() in _FIRM:
            continue
        at, titled = 0, False
        while at < len(tokens):
            if _TITLE.fullmatch(tokens[at][0]):
                yield _span(run, tokens[at : at + 1], "honorific", 0.85, "a form of address")
                at, titled = at + 1, True
                continue
            if titled or words[at] not in _WORDS:
                break
            if words[at] in given and at + 1 < len(tokens) and words[at + 1] in family:
                break
            at += 1
        rest, known = tokens[at:], words[at:]
        if not rest:
            continue
        cued = bool(_CUE.search(text[max(0, run.start() - 24) : run.start()])) and at == 0
        if titled:
            yield _span(run, rest[:3], "full_name", 0.9, "a name after a form of address")
        elif known[0].partition("-")[0] in given and len(rest) > 1:
            yield _span(run, rest[:4], "full_name", 0.88, "a given name and what follows it")
        elif len(rest) in (2, 3) and known[-1] in family and known[0] not in _WORDS:
            yield _span(run, rest, "full_name", 0.7, "a family name and what stands before it")
        elif len(rest) == 1 and known[0] in given:
            yield _span(run, rest, "given_name", 0.75, "a given name")
        elif len(rest) == 1 and known[0] in family and (cued or known[0] not in _WORDS):
            yield _span(run, rest, "family_name", 0.6, "a family name")
        elif cued and len(rest) <= 3 and len(known[0]) > 2 and not _common(known):
            yield _span(
                run, rest, "full_name", 0.5, "a capitalised word after one that leads to a name"
            )
    yield from _nationalities(text)


def _common(words: list[str]) -> bool:
    return any(word in gazetteer("cities") or word in gazetteer("countries") for word in words)


def _span(
    run: re.Match[str], tokens: list[re.Match[str]], name: str, sure: float, why: str
) -> Span:
    last = tokens[-1][0]
    short = len(last) - len(last.rstrip(".")) if len(last.rstrip(".")) > 1 else 0
    bare = last[: len(last) - short]
    short += 2 if bare.endswith(("'s", "’s")) else 0
    begin = run.start()
    return Span(
        start=begin + tokens[0].start(),
        end=begin + tokens[-1].end() - short,
        data_class=name,
        confidence=sure,
        reason=why,
    )


def _places(run: re.Match[str]) -> Iterator[Span]:
    """The longest names of places first, up to three words."""
    tokens = list(re.finditer(r"\S+", run[0]))
    at = 0
    while at < len(tokens):
        for size in (3, 2, 1):
            some = tokens[at : at + size]
            if len(some) < size:
                continue
            name = (
                run[0][some[0].start() : some[-1].end()].rstrip(".").removesuffix("'s").casefold()
            )
            if len(name) < 4:
                continue
            for kind, sure in (("countries", 0.89), ("cities", 0.8), ("regions", 0.79)):
                if name in gazetteer(kind):
                    which = {"countries": "country", "cities": "city", "regions": "region"}[kind]
                    yield _span(run, some, which, sure, "a place's name")
                    at += size - 1
                    break
            else:
                continue
            break
        at += 1


def _nationalities(text: str) -> Iterator[Span]:
    known = gazetteer("nationalities")
    for match in re.finditer(r"\b[A-Z][a-z]{3,20}(?:ns|ese|s|n|sh|i|ch)\b", text):
        if match[0].casefold() in known or match[0].casefold().removesuffix("s") in known:
            yield Span(
                start=match.start(), end=match.end(), data_class="nationality", confidence=0.86,
                reason="a nationality's name",
            )  # fmt: skip
