"""Numbers of cases, files and customers, sums of money, lengths of time: by the words beside them."""

from __future__ import annotations

import re

import numpy as np

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.found import RECORD, SUM, TERM
from servanda.inventory.prose.numbers import Numbers, Put, is_one, triggers
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import CAPITALS, NUMBER, Ints, among

_VALUE = r"#?(?:[A-Z]{1,5}[-/. ]?)?\d[\dA-Z]*+(?:[-/.][\dA-Z]++){0,4}+"
_NUMBER = re.compile(
    r"(?:['’]s)?(?: ?/ ?|[ \t]){0,2}(?:(?:file|record|case|reference|claim|card|plate)s?[ \t])?(?:(?i:numbers?|nos?|nr|num|ids?|ref|code)\b)?"
    rf"(?:\.|:|=|#| is| was|[ \t]){{0,4}}({_VALUE})(?![\w%]|[.,]\d)"
)
_ALONE = re.compile(
    r"\.? ?((?:[A-Z]{1,4}[ -])?\d{1,6}/\d{2,4}(?:(?:,| and) \d{1,6}/\d{2,4}){0,9})(?!\w)"
)
_OF = re.compile(
    r"(?i)(?:case|student|plot|parcel|application|file|docket|customer|client|policy|account|member|claim|patient|passport|record|personal|plate|reference)s?'? $"
)
_DIGITS = re.compile(r"\d")
_CODES = ("eur", "usd", "gbp", "chf", "ats", "dem", "frf", "itl", "esp", "nlg", "bef", "fim", "trl", "try", "pln", "bgn", "ron", "rol", "huf", "sek", "nok",
          "dkk", "czk", "skk", "rub", "rur", "uah", "jpy", "inr", "aud", "cad", "isk", "mdl", "gel", "amd", "azn", "mkd", "rsd", "hrk", "zar")  # fmt: skip
_COINS = ("euros", "roubles", "rubles", "zlotys", "forints", "francs", "kroner", "kronor", "liras", "lire", "hryvnias", "levs", "schillings", "guilders",
          "drachmas", "dinars", "rupees", "pesetas", "escudos")  # fmt: skip
_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|[0-9]{1,3}"
_TERM = re.compile(
    rf"(?<![\w.])((?:{_ONES})(?:-(?:one|two|four|five|six|eight))?(?: and a half)? (?:years?|months?|weeks?|days?)"
    rf"(?:,? (?:and )?(?:{_ONES}) (?:months?|weeks?|days?)){{0,2}})['’]? (?:of )?$"
)

_COMPOUND = re.compile(
    rf"(?<![\w.])(?:{_ONES})(?:-(?:one|two|four|five|six|eight))? years?,? (?:and )?(?:{_ONES}) months?$"
)


def records(words: Words, text: str, put: Put) -> None:
    """Numbers after the words for a case, a file, a customer; terms before `imprisonment`."""
    tokens = words.tokens
    found: list[tuple[int, int]] = []
    near = triggers(words, "mrn", "accession", "docket", "policy", "plate", "member", "customer", "patient", "claim", "dossier", "interpreter", "case", "student", "specimen")  # fmt: skip
    for index in near[_digits_near(words, near)].tolist():
        match = _NUMBER.match(text, int(tokens.end[index]), int(tokens.end[index]) + 60)
        if match and len(_DIGITS.findall(match[1])) >= 4:
            found.append(match.span(1))
    near = triggers(words, "no", "nos")
    for index in near[_digits_near(words, near)].tolist():
        start, end = int(tokens.start[index]), int(tokens.end[index])
        match = _ALONE.match(text, end, end + 90)
        if not match and _OF.search(text, max(0, start - 12), start):
            match = _NUMBER.match(text, end, end + 60)
            if match and len(_DIGITS.findall(match[1])) < 3:
                match = None
        if match:
            found.append(match.span(1))
    if found:
        starts, ends = (np.array(side, np.int64) for side in zip(*found, strict=True))
        put(starts, ends, RECORD, 0.7)
    terms = []
    for index in triggers(words, "imprisonment").tolist():
        end = int(tokens.start[index])
        match = _TERM.search(text, max(0, end - 60), end)
        if match:
            terms.append(match.span(1))
    for index in triggers(words, "months", "month").tolist():
        end = int(tokens.end[index])
        match = _COMPOUND.search(text, max(0, end - 60), end)
        if match:
            terms.append(match.span())
    if terms:
        starts, ends = (np.array(side, np.int64) for side in zip(*terms, strict=True))
        put(starts, ends, TERM, 0.7)


def _digits_near(words: Words, index: Ints) -> np.ndarray:
    """Whether a number stands among the four words after each, with no line's end before it."""
    found = np.zeros(len(index), bool)
    open_ = np.ones(len(index), bool)
    last = len(words.shape) - 1
    for step in range(1, 5):
        at = np.minimum(index + 2 + step, last)
        open_ &= ~among(words.gap[at], gaps.LINE, gaps.PARAGRAPH)
        found |= open_ & (words.shape[at] == NUMBER)
    return found


def sums(n: Numbers, put: Put) -> None:
    """`EUR 15,000` and `18,400 euros`: with the code of a currency before it or its word after it."""
    words, count = n.words, len(n.at)
    place = n.at
    code = (words.shape[place - 1] == CAPITALS) & (words.gap[place] == gaps.SPACE)
    code &= is_one(words, place - 1, *_CODES)
    # the groups of three and the cents after the first
    last = np.arange(count)
    going = np.ones(count, bool)
    for _ in range(4):
        nxt = np.minimum(last + 1, count - 1)
        three = among(n.joint[nxt], 44, 46, 32, 160) & (n.long[nxt] == 3)
        cents = (n.joint[nxt] == 46) & (n.long[nxt] == 2)
        more = going & (last + 1 < count) & (three | cents) & n.free[nxt]
        last = np.where(more, nxt, last)
        going = more & ~cents
    coin = is_one(words, place[last] + 1, *_COINS) & ~n.glued[np.arange(count)]
    coin &= ~among(n.joint, 44, 46)
    first = np.flatnonzero(code)
    put(words.tokens.start[place[first] - 3], n.end[last[first]], SUM, 0.7)
    second = np.flatnonzero(coin & ~code)
    put(n.start[second], words.tokens.end[place[last[second]] - 1], SUM, 0.7)
