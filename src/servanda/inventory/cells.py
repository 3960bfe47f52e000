"""The cells of a column as distinct lines of text."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Literal

from servanda.inventory.opaque import opaque_bytes

ValueKind = Literal["text", "number", "decimal", "date", "flag", "bytes", "none"]

LONGEST_CELL = 65_536
"""Characters of one cell that are read; longer cells are counted in `cut`."""


def texts_of(values: list[Any]) -> tuple[ValueKind, Counter[str], Counter[bytes], int]:
    """The kind of the values, their distinct texts, bytes that are no text, and how many were cut."""
    plain = _plain(values)
    if plain is not None:
        return *plain, Counter(), 0
    if set(map(type, values)) - {type(None)} == {str}:
        return (
            *_strings(values),
            Counter(),
            sum(len(value or "") > LONGEST_CELL for value in values),
        )
    present = Counter(value for value in values if value is not None) if _hashable(values) else None
    if present is None:
        present = Counter(str(_flat(value)) for value in values if value is not None)
    kinds: Counter[ValueKind] = Counter()
    texts: Counter[str] = Counter()
    opaque: Counter[bytes] = Counter()
    cut = 0
    for value, count in present.items():
        kind, text = _text(value)
        if text is None:
            kinds[kind] += count
            opaque[value] += count
            continue
        if len(text) > LONGEST_CELL:
            text, cut = text[:LONGEST_CELL], cut + count
        text = one_line(text)
        if text:
            kinds[kind] += count
            texts[text] += count
    kind = kinds.most_common(1)[0][0] if kinds else "none"
    return kind, texts, opaque, cut


def _plain(values: list[Any]) -> tuple[ValueKind, Counter[str]] | None:
    """The kind and the distinct texts where all values are of one simple type, at C's speed; else None."""
    kinds = set(map(type, values)) - {type(None)}
    if len(kinds) != 1:
        return None
    (kind,) = kinds
    if kind is int:
        counts = Counter(map(str, values))
        del counts["None"]
        return "number", counts
    if kind is float:
        # equal numbers first, so that 0.0 and -0.0 are one; NaN differs from itself
        present = Counter(value for value in values if value is not None and value == value)
        counts = Counter(dict(zip(map(repr, present), present.values(), strict=True)))
        return "decimal" if counts else "none", counts
    if kind is not str:
        return None
    counts = Counter(map(str.strip, filter(None, values)))
    del counts[""]
    if not all(map(str.isprintable, counts)) or max(map(len, counts), default=0) > LONGEST_CELL:
        return None
    return "text" if counts else "none", counts


def _strings(values: list[str | None]) -> tuple[ValueKind, Counter[str]]:
    """The distinct texts of values that are text and null alone."""
    texts: Counter[str] = Counter()
    for value, count in Counter(filter(None, values)).items():
        value = value[:LONGEST_CELL]
        # of what can be printed a blank alone is left out at the ends
        text = value.strip(" ") if value.isprintable() else one_line(value)
        if text:
            texts[text] += count
    return "text" if texts else "none", texts


def _hashable(values: list[Any]) -> bool:
    return not any(isinstance(value, list | dict | bytearray) for value in values)


def _flat(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return " ; ".join(str(_flat(item)) for item in value)
    return value


_BREAKS = re.compile(r"[\n\r\v\f\x00\x1c-\x1e\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """A text without blanks at its ends and breaks within."""
    text = text.strip(" \t\n\r\v\f\x00")
    return _BREAKS.sub(" ", text) if not text.isprintable() else text


def _text(value: Any) -> tuple[ValueKind, str | None]:
    if isinstance(value, str):
        return "text", value
    if isinstance(value, bool):
        return "flag", str(value)
    if isinstance(value, int):
        return "number", str(value)
    if isinstance(value, float):
        return "decimal", "" if value != value else repr(value)  # NaN differs from itself
    if isinstance(value, bytes):
        if opaque_bytes(value):
            return "bytes", None
        try:
            return "text", value.decode()
        except UnicodeDecodeError:
            return "bytes", "\ufffd"  # bytes of some file: seen, but of no class by value
    if hasattr(value, "isoformat"):
        return "date", value.isoformat()
    return ("decimal" if type(value).__name__ == "Decimal" else "text"), str(value)
