"""What is rare and told by an expression on the few characters around its beginning: addresses, IBANs, keys."""

from __future__ import annotations

import functools
import re

import numpy as np

from servanda.inventory.prose import tokens as gaps
from servanda.inventory.prose.found import ROAD
from servanda.inventory.prose.letters import DIGIT, tables
from servanda.inventory.prose.numbers import (
    EMAIL,
    IBAN,
    IP,
    KEY,
    LICENCE,
    MAC,
    POSTCODE,
    URL,
    Add,
    Mask,
    Numbers,
    Put,
    is_one,
    sorted_hashes,
    triggers,
)
from servanda.inventory.prose.tagging import Words
from servanda.inventory.prose.tokens import NUMBER, Tokens, among, between

_MAIL_TAIL = re.compile(r"@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")
_WEB = re.compile(
    r"(?:https?|ftp)://[^\s<>\"')\]]{2,500}|www\.[\w.-]{3,200}(?:/[^\s<>\"')]{0,300})?"
)
_DOMAIN = re.compile(
    r"[A-Za-z0-9-]{2,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[a-z]{2,6}(?:/[^\s<>\"')]{0,300})?"
)
_IBAN = re.compile(
    r"[A-Z]{2}\d{2} ?[A-Z0-9]{4}(?: ?[A-Z0-9]{4}){1,6}(?: ?[A-Z0-9]{1,3})?(?!\w)", re.IGNORECASE
)
_IBAN_OF = ("ad ae al at az ba be bg bh br by ch cr cy cz de dk do ee eg es fi fo fr gb ge gi gl gr gt hr hu ie il iq is it jo kw kz"
            " lb lc li lt lu lv ly mc md me mk mr mt mu nl no pk pl ps pt qa ro rs sa sc se si sk sm tl tn tr ua va vg xk").split()  # fmt: skip
_SIX = re.compile(
    r"(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}|[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}"
)
_CODES = (
    r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z][ -]?\d[A-Z]\d|[A-Z]\d[\dW] ?[A-Z\d]{4}|\d{4} ?[A-Z]{2}|[A-Z]{2} ?\d{3,5}"
    r"|(?:[A-Z]{1,3}[- ])?\d{3,6}(?:[ -]\d{2,4})?|\d{2}-\d{3})"
)
"""Postcodes in the ways of their countries: `SW1A 1AA`, `K1A 0B1`, `D02 X285`, `1017 AB`, `AD500`, `H-5002`, `110 00`, `90210-1234`."""
_CODE = re.compile(rf"(?<![\w/#$.,-]){_CODES}(?![\w/]|[.,:]\d)")
_CODE_OF = re.compile(
    rf"(?<![\w/#$.,-])({_CODES}) (?:is|was|as|being|are|isn't)(?: (?:\w{{1,5}}|\w+'s))?(?: \w{{2,8}})? ?$"
)
_CORNER = re.compile(
    r"(?i:corner) of \w(?:[^\n,;:.]|(?<=[A-Za-z])\.){2,60}? and (?:(?:van|de|von|der|den|ten|ul\.) ?){0,2}[^\W_a-z][\w'’]*"
    r"(?: [^\W_a-z][\w'’]*){0,3}"
)
_SECRET = re.compile(
    r"(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36,100}|github_pat_[A-Za-z0-9_]{40,100}|glpat-[A-Za-z0-9_-]{20,40}"
    r"|[sr]k_(?:live|test)_[A-Za-z0-9]{16,100}|xox[abprs]-[A-Za-z0-9-]{10,100}|AIza[A-Za-z0-9_-]{35}|npm_[A-Za-z0-9]{36}"
    r"|SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}|eyJ[A-Za-z0-9_-]{10,500}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,500}"
    r"|-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----"
)  # fmt: skip
_TOP_LEVEL = ("com", "org", "net", "edu", "gov", "io", "info", "biz", "de", "fr", "uk", "nl", "it", "es", "se", "no", "dk", "fi", "pl", "ch", "at", "eu",
              "be", "cz", "ie", "pt", "us", "ca", "au", "nz", "app", "dev")  # fmt: skip


def addresses_of_the_net(n: Numbers, put: Put) -> None:
    """Four numbers up to 255 with points between them; versions are none."""
    count = len(n.at)
    if count < 4:
        return
    dots = (n.joint[1:-2] == 46) & (n.joint[2:-1] == 46) & (n.joint[3:] == 46)
    first = np.flatnonzero(dots)
    fine = (n.joint[first] != 46) & ~n.glued[first] & n.free[first]
    # Chrome/111.0.0.0 is a version, anna/192.0.2.7 the address of a visitor
    noughts = (n.value[first + 2] == 0) & (n.value[first + 3] == 0)
    kinds, _ = tables()
    ahead = n.text.take(np.maximum(n.start[first] - 2, 0))
    fine &= ~((n.before[first] == 47) & (kinds[ahead] > 0) & (kinds[ahead] < DIGIT) & noughts)
    behind = np.minimum(first + 4, count - 1)
    fine &= (first + 4 >= count) | (n.joint[behind] != 46)
    for step in range(4):
        fine &= (n.long[first + step] <= 3) & (n.value[first + step] <= 255)
    fine &= ~n.tied[first + 3]
    # v1.2.3.4 and 1.2.3.4-beta are versions
    fine &= (n.value[first] > 0) & (n.before[first] != 45)
    first = first[fine]
    put(n.start[first], n.end[first + 3], IP, 0.95)
    for step in range(4):
        n.free[first + step] = False


def rare(words: Words, text: str, put: Put) -> None:
    """Every rare figure of a text."""
    found: dict[int, tuple[list[int], list[int]]] = {}

    def add(kind: int, start: int, end: int) -> None:
        starts, ends = found.setdefault(kind, ([], []))
        starts.append(start)
        ends.append(end)

    tokens = words.tokens
    _mails(tokens, text, add)
    web = triggers(words, "http", "https", "ftp", "www")
    for start in tokens.start[web].tolist():
        if match := _WEB.match(text, start):
            end = match.end()
            while text[end - 1] in ".,;:!?":
                end -= 1
            add(URL, start, end)
    _domains(words, text, add)
    _ibans(words, text, add)
    _sixes(words, text, add)
    done = 0
    for start in _key_heads(words):
        match = _SECRET.match(text, start) if start >= done else None
        if match:
            done = match.end()
            add(KEY, start, done)
    _licences(words, text, add)
    for index in triggers(
        words, "zip", "zipcode", "postcode", "postal", "plz", "postleitzahl"
    ).tolist():
        base = int(tokens.end[index])
        match = _CODE.search(text, base, base + 48)
        # "Is 12345 your zip code?"
        ahead = _CODE_OF.search(text, max(0, base - 48), int(tokens.start[index]))
        if ahead:
            add(POSTCODE, ahead.start(1), ahead.end(1))
            continue
        # the first number after the word, before the sentence that follows the next one ends
        if match and not any(letter in text[base : match.start()] for letter in "\n@"):
            add(POSTCODE, match.start(), match.end())
    for index in triggers(words, "corner").tolist():
        match = _CORNER.match(text, int(tokens.start[index]))
        if match:
            start = match.start()
            start -= 4 if text[max(start - 4, 0) : start].casefold() == "the " else 0
            add(ROAD, start, match.end())
    for kind, (starts, ends) in found.items():
        sure = {EMAIL: 0.99, IBAN: 0.99, KEY: 0.97, MAC: 0.9, IP: 0.95, LICENCE: 0.8}.get(
            kind, 0.85
        )
        put(np.array(starts, np.int64), np.array(ends, np.int64), kind, sure)


@functools.cache
def _mail_letters() -> Mask:
    kinds, _ = tables()
    table: Mask = kinds > 0
    for letter in "!#$%'*+?^_`{}~.-":
        table[ord(letter)] = True
    return table


def _mails(tokens: Tokens, text: str, add: Add) -> None:
    sign = np.flatnonzero(tokens.text == 64)
    if not len(sign):
        return
    # how far what may stand before the sign reaches back, up to 64 letters
    place = sign[:, None] - np.arange(1, 65)
    fine = _mail_letters()[tokens.text[np.maximum(place, 0)]] & (place >= 0)
    reach = np.where(fine.all(axis=1), 64, np.argmin(fine, axis=1))
    done = 0
    for at, long in zip(sign.tolist(), reach.tolist(), strict=True):
        begin = max(at - long, done)
        while begin < at and text[begin] in "'.?!#{}`^*%$+-~":
            begin += 1
        if begin < at and (match := _MAIL_TAIL.match(text, at)):
            done = match.end()
            add(EMAIL, begin, done)


def _key_heads(words: Words) -> list[int]:
    """Where words begin as the keys of `_SECRET` do."""
    heads = words.tokens.start[triggers(words, "ghp", "gho", "ghu", "ghs", "ghr", "github", "glpat", "sk", "rk", "xoxb", "xoxp", "xoxa", "npm", "sg")]  # fmt: skip
    tokens = words.tokens
    private = tokens.start[triggers(words, "private")]
    begin = (private - np.array([[6], [10], [9], [8]])).ravel()  # PRIVATE, RSA PRIVATE and the like
    long = tokens.end - tokens.start
    glued = (tokens.gap[1:] == gaps.NONE) & (long >= 3)
    start = tokens.start[(glued | (long >= 16)) & (tokens.shape != NUMBER)]
    three = between(tokens.sums, start, start + 3)
    hit = np.zeros(len(start), bool)
    for key in sorted_hashes("aki", "asi", "aiz", "eyj"):
        hit |= three == key
    found = np.concatenate([heads, start[hit], np.maximum(begin - 5, 0)])
    return np.unique(found).tolist()  # type: ignore[no-any-return]


def _domains(words: Words, text: str, add: Add) -> None:
    tokens = words.tokens
    point = np.flatnonzero(words.gap[2:-3] == gaps.POINT)
    if not len(point):
        return
    fine = is_one(words, point + 2, *_TOP_LEVEL) & (tokens.shape[point] == 0)
    nxt = words.gap[point + 3]
    fine &= ~among(nxt, gaps.POINT, gaps.NONE, gaps.HYPHEN)
    for end_token in point[fine].tolist():
        end = int(tokens.end[end_token])
        begin = int(tokens.start[end_token])
        low = max(0, begin - 128)
        while begin > low and (text[begin - 1].isalnum() or text[begin - 1] in ".-"):
            begin -= 1
        before = text[begin - 1 : begin]
        if before in ("@", "/", "_") or end - begin < 6:
            continue
        match = _DOMAIN.match(text, begin)
        if match and match.end() >= end:
            add(URL, begin, match.end())


def _ibans(words: Words, text: str, add: Add) -> None:
    tokens = words.tokens
    if len(tokens) < 2:
        return
    first = np.flatnonzero(
        (tokens.end[:-1] - tokens.start[:-1] == 2)
        & (tokens.shape[1:] == NUMBER)
        & (tokens.gap[1:-1] == gaps.NONE)
        & (tokens.gap[:-2] != gaps.NONE)
        & (tokens.end[1:] - tokens.start[1:] >= 2)
    )
    first = first[is_one(words, first + 2, *_IBAN_OF)]
    for start in tokens.start[first].tolist():
        match = _IBAN.match(text, start)
        if not match:
            continue
        from stdnum import iban

        if iban.is_valid(match[0]):
            add(IBAN, start, match.end())
            continue
        # the words after it may have been taken with it
        whole = match[0]
        while " " in whole:
            whole = whole.rpartition(" ")[0]
            if iban.is_valid(whole):
                add(IBAN, start, start + len(whole))
                break


def _sixes(words: Words, text: str, add: Add) -> None:
    """IPv6 and MAC addresses: at least five short groups that colons or hyphens join."""
    gap = words.gap[2:-3]
    tokens = words.tokens
    heads = []
    for sign in (gaps.COLON, gaps.HYPHEN):
        joint = np.flatnonzero(gap == sign)
        if len(joint) > 3:
            close = np.diff(tokens.start[joint]) <= 6
            run = close[:-2] & close[1:-1] & close[2:]
            heads.append(joint[:-3][run & ~np.append(False, run[:-1])])
    # 2001:db8::17: two colons beside a number
    double = np.flatnonzero((gap[1:] == gaps.COLON) & (tokens.start[1:] - tokens.end[:-1] == 2))
    if len(double):
        digits = np.append(tokens.shape, 0) == NUMBER
        heads.append(
            double[digits[double] & (digits[double + 1] | digits[double - 1] | digits[double - 2])]
        )
    if not heads or not sum(map(len, heads)):
        return
    from ipaddress import ip_address

    for one in np.concatenate(heads).tolist():
        low = max(int(tokens.start[max(one - 1, 0)]), int(tokens.start[one]) - 8)
        while low > 0 and text[low - 1] in "0123456789abcdefABCDEF:":
            low -= 1
        match = _SIX.search(text, low, low + 64)
        if not match:
            continue
        value = match[0]
        if re.fullmatch(r"[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}", value):
            add(MAC, match.start(), match.end())
            continue
        try:
            ip_address(value)
        except ValueError:
            continue
        add(IP, match.start(), match.end())


_LICENCE = re.compile(r"[A-Z0-9](?:[A-Z0-9]|[ -](?=[A-Z0-9])){4,18}(?!\w)")


def _licences(words: Words, text: str, add: Add) -> None:
    tokens = words.tokens
    for index in triggers(words, "license", "licence", "licenses", "dl").tolist():
        before = text[max(0, int(tokens.start[index]) - 20) : int(tokens.start[index])].casefold()
        if "driv" not in before:
            continue
        base = int(tokens.end[index])
        window = text[base : base + 60]
        for match in _LICENCE.finditer(window):
            value = match[0]
            if sum(letter.isdigit() for letter in value) >= 4 and (
                match.start() == 0 or not window[match.start() - 1].isalnum()
            ):
                add(LICENCE, base + match.start(), base + match.end())
                break
