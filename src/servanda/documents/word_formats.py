"""Word's number formats (ISO/IEC 29500-1 section 17.18.59)."""

from __future__ import annotations

from typing import Final

from servanda.documents.numbering import to_letters, to_roman


def formatted(count: int, kind: str) -> str:
    """A count in one of Word's number formats (section 17.18.59); unknown ones as decimal."""
    if kind in ("lowerLetter", "upperLetter"):
        text = to_letters(count)
        return text.upper() if kind == "upperLetter" else text
    if kind in ("lowerRoman", "upperRoman"):
        text = to_roman(count)
        return text.upper() if kind == "upperRoman" else text
    if kind == "decimalZero":
        return f"{count:02d}"
    if kind == "ordinal":
        tail = (
            "th"
            if count % 100 in (11, 12, 13)
            else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        )
        return f"{count}{tail}"
    if kind == "decimalEnclosedParen":
        return f"({count})"
    if kind == "decimalEnclosedFullstop":
        return f"{count}."
    if kind == "numberInDash":
        return f"- {count} -"
    if kind == "hex":
        return f"{count:X}"
    if kind in ("cardinalText", "ordinalText"):
        return words_of(count, kind == "ordinalText")
    if kind == "none":
        return ""
    return str(count)


_ONES: Final = (
    "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen"
    " Sixteen Seventeen Eighteen Nineteen"
).split()
_TENS: Final = "- - Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety".split()
_ORDINALS: Final = {
    "One": "First", "Two": "Second", "Three": "Third", "Five": "Fifth", "Eight": "Eighth",
    "Nine": "Ninth", "Twelve": "Twelfth",
}  # fmt: skip


def words_of(count: int, ordinal: bool) -> str:
    """`One`, `Twenty-one`, `First`; beyond 99 in figures."""
    if not 0 <= count < 100:
        return str(count)
    words = [_ONES[count]] if count < 20 else [_TENS[count // 10]]
    if count >= 20 and count % 10:
        words.append(_ONES[count % 10].lower())
    if ordinal:
        last = words[-1].capitalize()
        last = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
        words[-1] = last if len(words) == 1 else last.lower()
    return "-".join(words)
