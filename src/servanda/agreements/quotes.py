"""Quoting: the words that decide, cut from a sentence, always a verbatim part of the document."""

from __future__ import annotations

import re

MOST_WORDS = 60


def quote(words: str, focus: float = 0.0, most: int = MOST_WORDS) -> str:
    """`words`, or of a long sentence the part about `focus` (0 its start, 1 its end)."""
    pieces = list(re.finditer(r"\S+", words))
    if len(pieces) <= most:
        return words
    place = len(words) * min(max(focus, 0.0), 1.0)
    middle = next((n for n, piece in enumerate(pieces) if piece.end() >= place), 0)
    first = max(0, min(middle - most // 2, len(pieces) - most))
    # begin after a comma or a bracketed number where one is near
    for n in range(first, min(first + 12, middle)):
        if n == 0 or words[pieces[n].start() - 2 : pieces[n].start() - 1] in ",;:":
            first = n
            break
    last = min(first + most, len(pieces)) - 1
    return words[pieces[first].start() : pieces[last].end()]
