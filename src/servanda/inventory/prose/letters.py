"""The letters of a text as numbers that numpy can work on: kinds of letters, and how they fold.

A text is held as one unsigned integer a character (8 bits where it is Latin-1, else 16), so that a place
in the array is a place in the text. Folding is lower case without accents, one character to one.
"""

from __future__ import annotations

import functools
import unicodedata

import numpy as np
import numpy.typing as npt

LOWER, UPPER, DIGIT = 1, 2, 3

_PLAIN = {"ß": "s", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "İ": "i", "æ": "a", "Æ": "a",
          "œ": "o", "Œ": "o", "þ": "t", "Þ": "t", "ð": "d", "Ð": "d", "’": "'", "‘": "'", "ς": "σ", "\u2206": "δ"}  # fmt: skip


def _fold_of(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    lower = letter.lower()
    base = unicodedata.normalize("NFD", lower)[:1] or lower[:1]
    return _PLAIN.get(base, base)


@functools.cache
def tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint16]]:
    """Kind (0 for what is neither letter nor digit) and folded form of each of 65,536 characters."""
    kinds, folds = np.zeros(65_536, np.uint8), np.arange(65_536, dtype=np.uint16)
    for code in range(65_536):
        if 0xD800 <= code < 0xE000:
            continue
        letter = chr(code)
        if letter.isalpha():
            kinds[code] = UPPER if letter.isupper() else LOWER
            if code < 0x3000:
                folds[code] = ord(_fold_of(letter))
        elif letter.isdecimal():
            kinds[code] = DIGIT
        elif letter in _PLAIN:
            folds[code] = ord(_PLAIN[letter])
            if code == 0x2206:
                # the sign for a difference, which stands for a Greek letter in many a text
                kinds[code] = UPPER
        elif unicodedata.combining(letter):
            kinds[code] = LOWER
    return kinds, folds


def folded(text: str) -> str:
    """Lower case without accents, as many characters as before."""
    _, folds = tables()
    return "".join(map(chr, folds[codes(text)].tolist()))


def codes(text: str) -> npt.NDArray[np.unsignedinteger]:
    """One number a character; those beyond 16 bits are U+FFFD, which is no letter."""
    try:
        return np.frombuffer(text.encode("latin-1"), np.uint8)
    except UnicodeEncodeError:
        pass
    data = text.encode("utf-16-le", "surrogatepass")
    if len(data) > 2 * len(text):
        text = "".join(letter if letter <= "\uffff" else "\ufffd" for letter in text)
        data = text.encode("utf-16-le", "surrogatepass")
    return np.frombuffer(data, np.uint16)
