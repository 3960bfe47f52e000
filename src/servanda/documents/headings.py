"""Run-in headings: which words at the start of a clause are its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from servanda.documents.numbering import Label

if TYPE_CHECKING:
    from servanda.documents.blocks import Block

LONGEST: Final = 160
_VERBS: Final = frozenset(
    "shall will must may is are was were has have had does do agrees agree applies apply means can cannot should would"
    " represents warrants acknowledges"
    " ist sind wird werden hat haben muss müssen kann können darf dürfen soll sollen gilt gelten".split()
)
_SMALL: Final = frozenset(
    "a an and as at by for from in into of on or other than that the their to upon with without not under if any via per"
    " und oder der die das des dem den von zu zur zum für mit im in bei nach über auf et de la le les du des y e del di".split()
)
_RUN_IN: Final = re.compile(
    r"([^.:;“”\"()]{2,90}+(?:\([^)]{1,40}\))?+[^.:;“”\"()]{0,40}+)(\.|:)\s++(?=[A-ZÄÖÜÉ“\"(\[])"
)
_ABBREVIATED: Final = re.compile(
    r"\b(?:cal|art|arts|no|nos|nr|sec|inc|ltd|corp|co|cf|vs|st|abs|lit|ziff|vgl|bzw|ggf|usw|etc|approx|incl|[A-Z])$",
    re.IGNORECASE,
)
_INITIALS: Final = re.compile(r"\b[A-Z]\.[A-Z]\.$|\b(?:Inc|Ltd|Corp|Co)\.$")
_QUOTES: Final = '“”"„«»‘'


def run_in(block: Block, label: Label | None, start: int) -> tuple[str, str, str]:
    """Heading, the mark that closes it (`.` or `:`), and the words after it.

    `start` is where the words begin behind a typed label. Words set apart (bold, underlined) are
    the heading when they end, or are followed by, a full stop or colon, or are all there is;
    unmarked words are when they read like a title, end in a full stop and a sentence follows.
    """
    text = block.text[start:]
    marked = _marked(block, start) - start
    if not text:
        return "", "", ""
    if marked >= len(text.rstrip(" .:")):
        trusted = block.level > 0 and (label is None or not text.endswith((".", ";")))
        if (trusted and len(text) <= 2 * LONGEST) or (len(text) <= LONGEST and not _sentence(text)):
            return (*_closed(text), "")
        return _plain(text, label)
    if block.level and len(text) <= 120 and not text.endswith((".", ";", ",")) and marked <= 0:
        return (*_closed(text), "")
    if marked > 0:
        head, rest = text[:marked].rstrip(), text[marked:]
        short = len(head) <= LONGEST and len(head.split()) <= 16 and head[0] not in _QUOTES
        if short and head[-1:] in ".:":
            return (*_closed(head), rest.strip())
        if short and rest[:1] in ".:" and rest[1:2] in ("", " "):
            return head, rest[0], rest[1:].strip()
        titled = short and label is not None and len(head.split()) > 1 and is_title(head)
        if titled and re.match(r"\s+[A-Z“\"]", rest):
            return head, "", rest.strip()
    return _plain(text, label)


def _plain(text: str, label: Label | None) -> tuple[str, str, str]:
    if label is None:
        return "", "", text
    if label.word and len(text) <= 120 and not _sentence(text):
        return (*_closed(text), "")
    found = _RUN_IN.match(text)
    if found and reads_like_title(found[1]) and not _ABBREVIATED.search(found[1]):
        return found[1].strip(), found[2], text[found.end() :].strip()
    bracketed = label.style.startswith("(") or not label.dotted
    if text.endswith(".") and len(text) <= 90 and is_title(text[:-1]):
        return (*_closed(text), "")
    if not bracketed and len(text) <= 90 and is_title(text) and text[-1] not in ".;,:":
        return text, "", ""
    return "", "", text


def _closed(text: str) -> tuple[str, str]:
    text = text.strip()
    if len(text) > 1 and text[-1] in ".:" and text[-2] != "." and not _INITIALS.search(text):
        return text[:-1].rstrip(), text[-1]
    return text, ""


def _marked(block: Block, start: int) -> int:
    """Where the marked words that begin at `start` end."""
    end = start
    for first, last in block.marks:
        if last > end and not block.text[end:first].strip():
            end = last
    return end


def _sentence(text: str) -> bool:
    words = text.split()
    return (len(words) > 14 and text.rstrip()[-1:] in ".;") or (
        len(words) > 6 and any(word.lower() in _VERBS for word in words)
    )


def reads_like_title(text: str) -> bool:
    """Whether words before a full stop are a title rather than a sentence."""
    words = text.split()
    if not words or len(words) > 14 or not words[0][:1].isupper():
        return False
    if any(word.lower() in _VERBS for word in words):
        return False
    return len(words) <= 4 or is_title(text)


def is_title(text: str) -> bool:
    """Whether every longer word is capitalised, as titles are in English and nouns in German."""
    words = [word.strip(",()[]/&–-’'“”\"") for word in text.split()]
    words = [word for word in words if word]
    if not words or len(words) > 16 or not (words[0][:1].isupper() or words[0][:1].isdigit()):
        return False
    if any(word.lower() in _VERBS for word in words):
        return False
    plain = [word for word in words if word.lower() not in _SMALL and word[:1].isalpha()]
    return bool(plain) and sum(word[0].isupper() for word in plain) >= 0.8 * len(plain)


def shown_heading(block: Block) -> bool:
    """Whether the whole block is set as a heading."""
    return block.level > 0 or (
        bool(block.marks)
        and _marked(block, 0) >= len(block.text.rstrip(" .:"))
        and len(block.text) <= LONGEST
    )


def marked_from(block: Block, start: int) -> bool:
    """Whether all words from `start` on are set apart."""
    return _marked(block, start) >= len(block.text.rstrip(" .:"))


def looks_like_heading(block: Block) -> bool:
    """Whether a labelled block is, or begins with, a heading."""
    return shown_heading(block) or bool(block.marks and block.marks[0][0] < 8)
