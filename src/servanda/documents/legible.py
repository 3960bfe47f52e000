"""Whether a text layer says what the page shows, or is only ciphers of a font without a mapping."""

from __future__ import annotations

import re
import unicodedata

from servanda.documents.language import best_share

_WORD = re.compile(r"\S{4,}")
_CLEAN = re.compile(r"[^\W\d_]+(?:['’\-–/.,@&+:]+[^\W\d_]+)*", re.UNICODE)
_TRIM = "()[]{}“”\"'‘’«»„.,;:!?…*•–-/|<>"


def garbled(text: str) -> bool:
    """True where most words cannot be words: controls, private-use characters, symbols inside.

    It asks for no dictionary, so a language unknown here is not taken for garbled. Fewer than 200
    characters decide nothing.
    """
    if len(text) < 200:
        return False
    odd = sum(_odd(character) for character in text)
    if odd > 0.05 * len(text):
        return True
    words = [word.strip(_TRIM) for word in _WORD.findall(text[:200_000])]
    words = [word for word in words if len(word) >= 4 and not word.startswith(("http", "www"))]
    if len(words) < 20:
        return False
    broken = sum(_broken(word) for word in words) / len(words)
    return broken > 0.4 or (broken > 0.2 and best_share(text) < 0.03)


def _odd(character: str) -> bool:
    if character in "\n\r\t\x02\ufffe":
        return False
    return unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs") or character == "\ufffd"


def _broken(word: str) -> bool:
    """A word with digits or symbols among its letters, or capitals after small letters."""
    if not any(character.isalpha() for character in word):
        return False
    if not _CLEAN.fullmatch(word):
        return True
    return bool(re.search(r"[a-zà-ÿ][A-Z]{2}|[A-Z]{2}[a-z][A-Z]", word))
