"""Groups of digits that stand together: card numbers, social security numbers, postcodes, telephones."""

from __future__ import annotations

import numpy as np

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.lexicon import TOP
from servanda.inventory.prose.numbers import (
    CARD,
    PHONE,
    POSTCODE,
    SSN,
    Mask,
    Numbers,
    Put,
    is_one,
    passes_luhn,
)
from servanda.inventory.prose.tokens import CAPITALS, NUMBER, SMALL, Ints, among

_COUNTED = ("account", "order", "invoice", "ticket", "id", "reference", "ref", "customer", "member", "policy", "contract", "case", "card",
            "serial", "tracking", "part", "model", "passport", "license", "licence", "tax")  # fmt: skip
_ZIP = ("zip", "zipcode", "postcode", "plz", "postal", "cap", "cp")
_CALLED = ("phone", "telephone", "tel", "mobile", "cell", "fax", "call", "number", "reach", "whatsapp", "desk", "dial",
           "telefon", "text", "texted", "texting", "ring", "dialled", "dialed", "contact", "landline", "cellphone", "handy", "mobil", "telefono", "telefone", "sms", "ph")  # fmt: skip


def chains(n: Numbers, put: Put) -> None:
    """Groups of digits that blanks, hyphens, points or brackets hold together."""
    count = len(n.at)
    text = n.text
    joined = np.zeros(count, bool)
    if count > 1:
        wide = n.start[1:] - n.end[:-1]
        one = among(n.joint[1:], 32, 45, 46, 47, 160)
        first, second = n.after[:-1], n.before[1:]
        bracket = (wide == 2) & (
            ((first == 41) & among(second, 32, 45, 46, 47)) | ((first == 32) & (second == 40))
        )
        bracket |= (wide == 1) & among(first, 40, 41)
        bracket |= (wide == 3) & (first == 41) & (second == 32)
        joined[1:] = (one | bracket) & n.free[1:] & n.free[:-1]
        # a sentence's end is no joint, nor are letters at either side
        joined[1:] &= ~n.tied[:-1]
    begin = np.flatnonzero(~joined & n.free)
    stop = np.append(begin[1:], count)
    # what is not free stands between chains
    held = np.append(0, np.cumsum(~n.free))
    last = stop - 1 - (held[stop] - held[begin])
    groups = last - begin + 1
    many = groups > 1
    begin, last, groups = begin[many], last[many], groups[many]
    if not len(begin):
        return
    digits = np.append(0, np.cumsum(n.long))
    total = digits[last + 1] - digits[begin]
    start, end = n.start[begin], n.end[last]
    plus = n.before[begin] == 43
    # one that closes after the first group; else it is the sentence's
    bracket = (n.before[begin] == 40) & (n.after[begin] == 41)
    start = start - plus - bracket
    outer = bracket & (text[np.maximum(start - 1, 0)] == 43)
    # (+358) 41: the sign stands inside the bracket
    inner = plus & (text[np.maximum(start - 1, 0)] == 40)
    start = start - outer - inner
    plus |= outer
    clean = ~n.glued[begin] & ~among(n.before[begin], 47, 95, 61, 46) & ~among(n.after[last], 47, 95, 64, 58, 37)  # fmt: skip
    joint = n.joint[begin + 1]
    hyphen, blank, dot = joint == 45, among(joint, 32, 160), joint == 46
    longs = [np.where(step < groups, n.long[np.minimum(begin + step, count - 1)], 0) for step in range(6)]  # fmt: skip
    free = np.ones(len(begin), bool)

    def take(mask: Mask, kind: int, sure: float, to: Ints | None = None) -> None:
        mask = mask & free
        put(start[mask], (end if to is None else to)[mask], kind, sure)
        free[mask] = False
        for one, two in zip(begin[mask].tolist(), last[mask].tolist(), strict=True):
            n.free[one : two + 1] = False

    card = clean & (total >= 12) & (total <= 19) & (longs[0] == 4) & (groups >= 3) & (groups <= 5) & (hyphen | blank)  # fmt: skip
    some = np.flatnonzero(card)
    card[some] = passes_luhn(text, end[some], total[some])
    take(card, CARD, 0.97)
    ssn = clean & hyphen & (groups == 3) & (longs[0] == 3) & (longs[1] == 2) & (longs[2] == 4)
    area = n.value[begin]
    ssn &= (area > 0) & (area != 666) & (area < 900)
    ssn &= (n.value[np.minimum(begin + 1, count - 1)] > 0) & (n.value[np.minimum(begin + 2, count - 1)] > 0)  # fmt: skip
    take(ssn, SSN, 0.95)
    at = n.at[begin]
    zipped = np.zeros(len(begin), bool)
    for step in (1, 2, 3):
        zipped |= is_one(n.words, at - step, *_ZIP)
    take(clean & zipped & (groups == 2) & (total >= 4) & (total <= 9), POSTCODE, 0.8)
    called = np.zeros(len(begin), bool)
    for step in (1, 2, 3):
        called |= is_one(n.words, at - step, *_CALLED)
    north = (groups == 3) & (longs[0] == 3) & (longs[1] == 3) & (longs[2] == 4)
    north |= (groups == 4) & (longs[0] <= 3) & (longs[1] == 3) & (longs[2] == 3) & (longs[3] == 4)
    zero = (text[np.minimum(n.start[begin], len(text) - 1)] == 48) & (longs[0] >= 2)
    short = np.ones(len(begin), bool)
    for long in longs:
        short &= long <= 5
    even = short & (groups >= 3) & (total >= 8) & (total <= 13)
    # 4 groups of 2 are a number; 2019 - 2020 and 1.2.3 are none
    alike = (longs[0] >= 2) & (longs[1] >= 2) & (longs[2] >= 2)
    # 451 60 746 and 509 077 538 are no thousands
    equal = (longs[0] == 3) & (longs[1] == 3) & (longs[2] == 3)
    zeros = text.take(n.start[np.minimum(begin + 1, count - 1)]) == 48
    three = alike & (groups == 3) & (total >= 8) & (total <= 11) & (~equal | zeros)
    second = n.value[np.minimum(begin + 1, count - 1)]
    years = (groups == 2) & (longs[0] == 4) & (longs[1] == 4)
    years &= (area >= 1500) & (area < 2100) & (second >= 1500) & (second < 2100)
    # a line that holds nothing else, as in a letter's head
    line = (gaps.LINE, gaps.PARAGRAPH, gaps.START)
    lone = among(n.words.gap[at], *line) & among(n.words.gap[n.at[last] + 1], *line)
    led = is_one(n.words, at - 1, "at", "to", "on", "under", "from")
    phone = clean & (total >= 7) & (total <= 15) & ~years
    # an area's number may be parted by a stroke from the rest, where a word says what it is
    phone &= (joint != 47) | ((called | bracket | plus) & (total >= 8) & (longs[0] >= 2))
    phone &= (
        (plus & (groups >= 2))
        | north
        | (bracket & (total >= 9))
        | (zero & (total >= 8) & ((groups >= 2) & short | (longs[1] >= 5)))
        | (even & alike & (hyphen | blank | dot) & ((groups >= 4) | called | led))
        | (three & blank)
        | (called & ~dot & (groups >= 2))
        | (led & (groups == 2) & (total >= 8) & (hyphen | blank) & (longs[0] <= 4))
        | (lone & (total >= 8) & (groups >= 2) & (hyphen | blank | dot))
    )
    # an extension: x123
    after = np.minimum(n.at[last] + 1, len(n.words.shape) - 1)
    ext = is_one(n.words, after, "x", "ext") & (last + 1 < count)
    ext &= n.at[np.minimum(last + 1, count - 1)] == after + 1
    to = np.where(ext, n.end[np.minimum(last + 1, count - 1)], end)
    take(phone, PHONE, 0.75, to)


def singles(n: Numbers, at: Ints, put: Put) -> None:
    """Card numbers, telephones and postcodes without a sign in them."""
    words = n.words
    long, start, end = n.long[at], n.start[at], n.end[at]
    place = n.at[at]
    card = (long >= 12) & (long <= 19)
    some = np.flatnonzero(card)
    if len(some):
        card[some] = passes_luhn(n.text, end[some], long[some])
        card[some] &= among(n.text[start[some]], 49, 50, 51, 52, 53, 54, 53)
    put(start[card], end[card], CARD, 0.95)
    plus = n.before[at] == 43
    international = plus & (long >= 8) & (long <= 15)
    put(start[international] - 1, end[international], PHONE, 0.9)
    telephone = ~card & ~international & (long >= 7) & (long <= 12)
    some = np.flatnonzero(telephone)
    if len(some):
        called = np.zeros(len(some), bool)
        for step in (1, 2, 3):
            called |= is_one(words, place[some] - step, *_CALLED)
        near = np.zeros(len(some), bool)
        for step in (1, 2, 3):
            near |= is_one(words, place[some] - step, *_COUNTED)
        # 0205233797 among words: no number that is counted begins with a nought
        nought = (n.text[start[some]] == 48) & (long[some] >= 9) & (long[some] <= 11)
        nought &= (words.shape[place[some] - 1] == SMALL) & among(words.gap[place[some]], gaps.SPACE, gaps.COLON)  # fmt: skip
        nought &= ((words.flags[place[some] - 1] & TOP) > 0) & (
            words.gap[place[some]] == gaps.SPACE
        )
        telephone[some] = (called | nought) & ~near
    put(start[telephone], end[telephone], PHONE, 0.7)
    zipped = (long >= 4) & (long <= 6)
    some = np.flatnonzero(zipped)
    if len(some):
        lead = np.zeros(len(some), bool)
        for step in (1, 2, 3):
            lead |= is_one(words, place[some] - step, *_ZIP)
        zipped[some] = lead
    zipped |= _lived_in(n, at)
    # 7412 SL has letters after it
    to = end[zipped]
    after = np.minimum(place[zipped] - 1, len(words.tokens) - 1)
    letters = (words.tokens.shape[after] == CAPITALS) & (words.tokens.start[after] - to == 1)
    letters &= words.tokens.end[after] - words.tokens.start[after] == 2
    put(start[zipped], np.where(letters, words.tokens.end[after], to), POSTCODE, 0.8)


def _lived_in(n: Numbers, at: Ints) -> Mask:
    """Which numbers are where somebody lives, moves or sends to: `we live in 90531`, `the 90531 area`."""
    words, place, long, value = n.words, n.at[at], n.long[at], n.value[at]
    found = np.zeros(len(at), bool)
    some = np.flatnonzero((long == 5) | ((long == 4) & ((value < 1850) | (value > 2050))))
    if not len(some):
        return found
    p = place[some]
    led = is_one(words, p - 1, "in", "near", "to", "at", "from", "around", "outside")
    dwells = np.zeros(len(p), bool)
    near = np.zeros(len(p), bool)
    for step in (2, 3, 4):
        dwells |= is_one(words, p - step, "live", "lives", "living", "lived", "moved", "moving", "reside", "resides", "residing", "relocated", "relocating", "based", "located")  # fmt: skip
        near |= is_one(words, p - step, "deliver", "delivery", "deliveries", "ship", "shipping", "weather", "branch", "store", "shop", "temperature",
                       "forecast", "restaurants", "apartment", "house", "rent", "homes")  # fmt: skip
    area = is_one(words, p + 1, "area", "neighborhood", "neighbourhood") & is_one(words, p - 1, "the", "in")  # fmt: skip
    # 90531 Main Road is a house
    closed = among(words.gap[p + 1], gaps.STOP, gaps.START, gaps.QUOTE, gaps.PARAGRAPH)
    closed |= (words.shape[p + 1] == SMALL) & ((words.flags[p + 1] & TOP) > 0)
    closed |= among(words.gap[p + 1], gaps.COMMA) & (words.shape[p + 1] == SMALL)
    led &= closed & (words.shape[p + 1] != NUMBER)
    found[some] = led & dwells & ((long[some] == 5) | ~is_one(words, p - 1, "at", "from")) | led & near & (long[some] == 5) | area & (long[some] == 5)  # fmt: skip
    return found
