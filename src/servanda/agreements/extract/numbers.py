"""Lengths of time as contracts write them: "seventy-two (72) hours", "two business days", "90-day"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.agreements.passages import Passage
from servanda.base.clocks import Clock
from servanda.base.durations import Duration, duration

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS: dict[str, int] = {word: n for n, word in enumerate(_UNITS)}
for _n, _ten in enumerate(_TENS, 2):
    NUMBER_WORDS[_ten] = _n * 10
    for _m, _unit in enumerate(_UNITS[1:10], 1):
        NUMBER_WORDS[f"{_ten}-{_unit}"] = _n * 10 + _m
for _unit, _n in tuple(NUMBER_WORDS.items())[1:]:
    NUMBER_WORDS[f"hundred-{_unit}"] = 100 + _n
NUMBER_WORDS["hundred"] = 100

_BELOW = rf"(?:(?:{'|'.join(_TENS)})(?: ?- ?| )(?:{'|'.join(_UNITS[1:10])})|{'|'.join(_TENS)}|{'|'.join(reversed(_UNITS))})"
_WORD = rf"(?:(?:(?:one|a) )?hundred(?: and)?(?: {_BELOW})?|{_BELOW})"


def number_of(words: str) -> int:
    """A number in words, with hyphens or without: "forty five", "one hundred and twenty"."""
    joined = re.sub(r"[ -]+", "-", words.lower().strip())
    return NUMBER_WORDS[re.sub(r"^(?:one|a)-(?=hundred)", "", joined).replace("-and", "")]


NUMBER = (
    rf"(?:(?P<words>{_WORD}) ?[(\[] ?(?P<check>\d{{1,4}})(?:st|nd|rd|th)? ?[)\]]|(?P<digits>\d{{1,4}}) ?[(\[] ?(?P<check2>{_WORD}) ?[)\]]"
    rf"|(?P<only>{_WORD})\b|(?P<plain>\d{{1,4}})\)?)"
)
_UNIT = (
    r"(?P<unit>(?:hours?|hrs?|h)\b"
    r"|(?:business|working|banking|work)[ -]days?|days?|weeks?|months?|years?)"
)
_BETWEEN = r"(?:(?:full|clear|whole|complete|calendar|consecutive|successive|continuous|elapsed|additional|further|more|\(\w+\)) ){0,3}"
_LENGTH = re.compile(
    rf"(?<![\w.,/-])(?:{NUMBER}[ -]*{_BETWEEN}|(?P<article>an?) (?:further |full |single |calendar )?){_UNIT}\b['’]?",
    re.IGNORECASE,
)
_BEFORE_ARTICLE = re.compile(
    r"(?:\b(?:within|after|during|for|than|at least|up to|exceed\w*|has|have|latest(?: in| by)?|(?:period|term|notice|minimum|maximum|being|is|be|window) of|notice (?:is|shall be))|:|\|)[ (]*(?:no more than |at most |at least |not more than )?$",
    re.IGNORECASE,
)
_AFTER_ARTICLE = re.compile(
    r"[’']?s?,? (?:\w+ )?(?:in advance|notice|before(?:hand)?|prior|ahead|(?:after|following|later)\b)",
    re.IGNORECASE,
)

_EXAMPLE = re.compile(
    r"(?:\bfor (?:example|instance)|\be\. ?g\.?|\bsuch as)[ ,:(]*(?:(?:within|of|at least|every|after|up to) )?$",
    re.IGNORECASE,
)
"""A length that is only an example ("e.g. 30 days") is none that anyone promised."""

_UNIT_NAMES = (
    ("hour", "hours"),
    ("hr", "hours"),
    ("h", "hours"),
    ("week", "weeks"),
    ("month", "months"),
    ("year", "years"),
)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time found in a sentence: where it stands, how long it is."""

    start: int
    end: int
    length: Duration


def lengths(text: str) -> Iterator[Length]:
    """Every length of time in plain words; where words and digits disagree, both are given."""
    for match in _LENGTH.finditer(text):
        if _EXAMPLE.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        unit_words = match["unit"].lower()
        unit = "days"
        if re.match(r"business|working|banking|work", unit_words):
            unit = "business_days"
        else:
            unit = next(
                (name for start, name in _UNIT_NAMES if unit_words.startswith(start)), "days"
            )
        counts: list[int] = []
        if match["article"]:
            # "within a month" is one month, "once a month" and "24 hours a day" are no length
            if not (
                _BEFORE_ARTICLE.search(text[: match.start()])
                or _AFTER_ARTICLE.match(
                    text[match.end() - text[: match.end()].endswith(("'", "’")) :]
                )
            ):
                continue
            counts.append(1)
        for group in ("words", "check2", "only"):
            if match[group]:
                counts.append(number_of(match[group]))
        for group in ("check", "digits", "plain"):
            if match[group]:
                counts.append(int(match[group]))
        for count in dict.fromkeys(counts):
            yield Length(match.start(), match.end(), duration(count, unit))


_EVERY_SO_OFTEN = re.compile(
    rf"\b(?:once |one time )?(?:every|each|per|in (?:any|each|every)) (?:period of )?(?:(?P<words>{_WORD}) ?[(\[] ?\d+ ?[)\]]|(?P<only>{_WORD})\b|(?P<digits>\d{{1,3}})(?: ?[(\[][a-z -]+[)\]])?)[ -]*(?:calendar |consecutive )?(?P<unit>weeks?|months?|years?)\b"
    rf"|\b(?:(?P<times>once|twice|thrice)|(?P<count>{_WORD}|\d{{1,2}}) ?(?:[(\[] ?\w+ ?[)\]] ?)?(?:times?|x)\b)[ ,]*(?:in |within |during )?(?:a|an|per|each|every|the|any)?[ -]?(?:calendar |contract |subscription )?(?P<one>year|annum|month|quarter|week|yearly|annually)\b"
    r"|\b(?P<adverb>semi-?annual(?:ly)?|bi-?annual(?:ly)?|half[- ]yearly|annual(?:ly)?|yearly|per annum|per year|quarterly|monthly|weekly|(?:every|each|per) (?:calendar )?(?:year|quarter|month|week|spring|summer|autumn|fall|winter))\b",
    re.IGNORECASE,
)
_PER_YEAR = (("semi", 2), ("bi", 2), ("half", 2), ("quarter", 4), ("month", 12), ("week", 52))


def frequencies(text: str) -> Iterator[tuple[int, int, int | float]]:
    """How often a year something is done ("every six months" is 2), with where it is said."""
    for match in _EVERY_SO_OFTEN.finditer(text):
        if match["unit"]:
            words = match["words"] or match["only"]
            every = number_of(words) if words else int(match["digits"])
            if not every:
                continue
            year = {"w": 52, "m": 12, "y": 1}[match["unit"][0].lower()]
            times = year / every
        elif match["one"]:
            said = (match["times"] or match["count"]).lower()
            times = {"once": 1, "twice": 2, "thrice": 3}.get(said, 0) or (
                int(said) if said.isdigit() else number_of(said)
            )
            times *= next((n for word, n in _PER_YEAR if word in match["one"].lower()), 1)
        else:
            adverb = match["adverb"].lower()
            times = next((n for word, n in _PER_YEAR if word in adverb), 1)
        yield match.start(), match.end(), int(times) if times == int(times) else round(times, 3)


TERM_PLUS = re.compile(
    r"\b(?:term|duration|life(?:time)?|period) of (?:the |this )?(?:\w+ )?(?:agreement|contract|services?|subscription)\b[^|]{0,200}\b(?:plus|and (?:up to|for)|then|and(?= [\w-]+ (?:\(\w+\) )?(?:\w+ )?(?:days|weeks|months|years)))\b"
)
"""The term of the contract and some days more is no time of its own."""

_QUALIFIER = re.compile(
    r"(?:(?:immediately|promptly|speedily|swiftly|expeditiously|forthwith|without (?:any )?(?:(?:undue|unreasonable|unnecessary|culpable) )?delay"
    r"|as soon as (?:reasonably |practicably )?(?:possible|practicable|feasible)(?: and without (?:undue|unreasonable) delay)?|as (?:quickly|fast|early) as (?:it can|possible|reasonably possible|practicable)|as soon as it can|right away|straight ?away|at once|in a timely manner)"
    r"(?:,? (?:and|but|or) (?=(?:without|immediately|promptly|in any|as soon)))?[ ,]*)+(?:when(?:ever)? feasible|where feasible|to the extent (?:legally )?(?:permitted|possible))?"
)


def qualifier(text: str) -> str:
    """The words of speed in a sentence ("without undue delay"), empty where there are none."""
    found = _QUALIFIER.search(text)
    return re.sub(r"(?<![ ,])[ ,]++(?:and|but|or)?[ ,]*+$", "", found[0]).strip() if found else ""


_STARTS = (
    ("awareness", r"(?:becom\w+|became|made|being|is|having become|first) aware|aware(?:ness)?\b|knowledge|learn\w*|\bknow[sn]?\b|notified of"),
    ("discovery", r"discover\w*|detect\w*|identif\w+|(?:find(?:s|ing)?|found) (?:out|it|this|that)\b"),
    ("confirmation", r"confirm\w*|verif\w+"),
    ("determination", r"determin\w*|reasonabl\w+ (?:belie\w+|conclud\w+)|conclud\w+"),
    ("occurrence", r"occur\w*|happen\w*|taking place"),
)  # fmt: skip


def starts(text: str, near: int = 0) -> str:
    """What starts the clock, by the words nearest after `near`, else anywhere."""
    best: tuple[int, str] | None = None
    for name, pattern in _STARTS:
        for match in re.finditer(pattern, text):
            distance = (
                match.start() - near if match.start() >= near else (near - match.start()) * 3 + 40
            )
            if best is None or distance < best[0]:
                best = (distance, name)
    return best[1] if best else ""


def clock(length: Duration | None, words: str = "", begins: str = "") -> Clock:
    """A clock from its parts."""
    return Clock(starts=begins, length=length, words=words)


def focus(passage: Passage, start: int, end: int) -> float:
    """Where in the sentence a finding stands, from 0 to 1."""
    return (start + end) / 2 / max(len(passage.plain), 1)
