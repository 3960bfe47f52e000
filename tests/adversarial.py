"""Strings that drive a backtracking expression as far as it goes, made from the expression itself.

For each repeat: what leads to it, then its body again and again, then what cannot follow. And what leads
to it with one body, all of that again and again, so that a search starts anew everywhere.
"""

from __future__ import annotations

import re
import string
import time
from collections.abc import Iterator
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

LETTERS = "a1A0 .-,_@:/=+\"'(;<9Zz#&~é\t" + string.printable
WRONG = ("", "!", "\x00", "\n!", "é@", " x")


def attacks(pattern: str, flags: int, size: int) -> Iterator[str]:
    """The strings, each of about `size` characters."""
    tree = _parser.parse(pattern, flags & ~re.DEBUG)
    for lead, body in _repeats(tree.data, ""):
        if not body:
            continue
        for wrong in WRONG:
            yield lead + body * ((size - len(lead)) // len(body)) + wrong
        whole = lead + body
        yield whole * (size // len(whole)) + "!"
        some = lead + body * 40
        yield some * max(size // len(some), 1) + "!"
    example = _example(tree.data)
    if example:
        yield example * (size // len(example)) + "!"
        yield (example[:-1] or "x") * (size // max(len(example) - 1, 1))
        yield (example + " ") * (size // (len(example) + 1))


def _repeats(items: Any, lead: str) -> Iterator[tuple[str, str]]:
    """Each repeat that varies: what leads to it, and one turn of its body."""
    for kind, value in items:
        if kind in (c.MAX_REPEAT, c.MIN_REPEAT, getattr(c, "POSSESSIVE_REPEAT", None)):
            low, high, body = value
            one = _example(body.data)
            if high > 8 or high is c.MAXREPEAT:
                yield lead, one
                for other in _others(body.data, one):
                    yield lead, other
            yield from _repeats(body.data, lead)
            lead += one * min(int(low), 40)
        elif kind is c.SUBPATTERN:
            yield from _repeats(value[-1].data, lead)
            lead += _example(value[-1].data)
        elif kind is getattr(c, "ATOMIC_GROUP", None):
            yield from _repeats(value.data, lead)
            lead += _example(value.data)
        elif kind is c.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch.data, lead)
            lead += _example(value[1][0].data)
        else:
            lead += _example([(kind, value)])


def _others(items: Any, one: str) -> list[str]:
    """Other bodies of one letter, from different kinds of letters."""
    if len(items) != 1 or items[0][0] not in (c.IN, c.ANY, c.NOT_LITERAL):
        return []
    found = [letter for letter in "1aA .-" if _matches(items[0], letter)]
    return [letter for letter in found if letter != one]


def _example(items: Any) -> str:
    found = ""
    for kind, value in items:
        if kind is c.LITERAL:
            found += chr(value)
        elif kind in (c.IN, c.ANY, c.NOT_LITERAL):
            found += next((letter for letter in LETTERS if _matches((kind, value), letter)), "")
        elif kind in (c.MAX_REPEAT, c.MIN_REPEAT, getattr(c, "POSSESSIVE_REPEAT", None)):
            found += _example(value[2].data) * min(max(int(value[0]), 1 if value[0] else 0), 40)
        elif kind is c.SUBPATTERN:
            found += _example(value[-1].data)
        elif kind is getattr(c, "ATOMIC_GROUP", None):
            found += _example(value.data)
        elif kind is c.BRANCH:
            found += _example(value[1][0].data)
    return found


def _matches(item: Any, letter: str) -> bool:
    kind, value = item
    if kind is c.ANY:
        return letter != "\n"
    if kind is c.NOT_LITERAL:
        return bool(ord(letter) != value)
    hit, negate = False, False
    for one, of in value:
        if one is c.NEGATE:
            negate = True
        elif one is c.LITERAL:
            hit |= bool(ord(letter) == of)
        elif one is c.RANGE:
            hit |= bool(of[0] <= ord(letter) <= of[1])
        elif one is c.CATEGORY:
            name = str(of).rpartition("_")[2].lower()
            is_not = "_NOT_" in str(of)
            form = {"digit": r"\d", "space": r"\s", "word": r"\w"}[name]
            hit |= bool(re.fullmatch(form, letter)) != is_not
    return hit != negate


def spent(pattern: re.Pattern[Any], text: Any, anchored: bool) -> float:
    """Processor seconds of this thread for a text: the least of a few, each read to its end."""
    best = float("inf")
    for _ in range(4):
        began = time.thread_time()
        if anchored:
            pattern.match(text)
        else:
            for _match in pattern.finditer(text):
                pass
        pattern.fullmatch(text)
        best = min(best, time.thread_time() - began)
        if best < FAST:
            break
    return best


FAST = 0.003
"""Seconds below which 4,000 characters are fast whatever their ratio; a quadratic search takes more."""

MOST = 24
"""How much longer eight times as much may take; 8 is linear, 64 is quadratic."""


def slow(pattern: re.Pattern[Any], anchored: bool = False, size: int = 500) -> str:
    """Why an expression is not linear, or nothing. `anchored`: it is only ever matched from the start."""
    source, flags = pattern.pattern, pattern.flags & (re.I | re.M | re.S | re.X)
    is_text = isinstance(source, str)
    written = source if is_text else source.decode("latin-1")

    def given(text: str) -> Any:
        return text if is_text else text.encode("latin-1", "replace")

    pairs = zip(attacks(written, flags, size), attacks(written, flags, 8 * size), strict=True)
    for short, long in pairs:
        before = spent(pattern, given(short), anchored)
        if before > 0.08:
            return f"{before:.2f} s for {len(short)} characters like {short[:40]!r}"
        after = spent(pattern, given(long), anchored)
        if after > FAST and after > MOST * before:
            return f"{after / before:.0f} times as long for {len(long) / len(short):.0f} times {long[:40]!r}"
    return ""
