"""Words as they stand: what is normalised in every format, and nothing more.

Runs of white space, no-break blanks and line ends become one blank; soft hyphens and invisible
marks are dropped. All else stays, so that a quotation can be found in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0e-\x1b\x7f]")


def tidy(text: str) -> str:
    """The text on one line, normalised as above."""
    return " ".join(_INVISIBLE.sub("", text).split())


def joined(pieces: Iterable[tuple[str, bool]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Pieces of text as one tidy line, and the spans of it that were marked."""
    out: list[str] = []
    flags: list[bool] = []
    for text, marked in pieces:
        for character in text:
            if _INVISIBLE.match(character):
                continue
            if character.isspace():
                if out and out[-1] != " ":
                    out.append(" ")
                    flags.append(marked)
            else:
                out.append(character)
                flags.append(marked)
    while out and out[-1] == " ":
        out.pop()
        flags.pop()
    spans: list[tuple[int, int]] = []
    for at, marked in enumerate(flags):
        if marked and spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        elif marked:
            spans.append((at, at + 1))
    return "".join(out), tuple(spans)
