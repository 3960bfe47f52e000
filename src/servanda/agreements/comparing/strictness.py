"""Which of two terms of one kind protects the data more: per kind, and only where they compare.

"Tighter" is measured for the people whose data it is and for the controller who answers for it: an earlier
notice of a breach, a later change of sub-processors, a shorter retention, more certifications, fewer places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal

from servanda.agreements.terms import CLOCK_KINDS, Term, Value

Direction = Literal["tightened", "loosened", "same", "changed"]

LONGER_IS_TIGHTER: Final = frozenset(
    {"subprocessor_notice", "subprocessor_objection", "return_window"}
)
"""Times in which the controller may act; the other times are limits on how long something may last."""

LIST_GROWS_LOOSER: Final = frozenset(
    {
        "transfer_mechanism",
        "data_location",
        "subprocessors",
        "purposes",
        "data_categories",
        "data_subjects",
    }
)
LIST_GROWS_TIGHTER: Final = frozenset({"access_control", "certifications"})
LISTS: Final = LIST_GROWS_LOOSER | LIST_GROWS_TIGHTER
MORE_IS_TIGHTER: Final = frozenset({"audit_frequency", "penetration_test"})

LIMITS: Final = frozenset({"audit_notice", "audit_frequency", "liability_cap"})
"""Terms that limit what the controller could otherwise do: a new one loosens, a dropped one tightens."""

_AUTHORISATION: Final = {"general": 0, "specific": 1, "none": 2}
# how late an event comes; discovery and awareness are not ordered between themselves
_EVENTS: Final = {
    "occurrence": 0,
    "awareness": 1,
    "discovery": 1,
    "confirmation": 2,
    "determination": 2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How a new term stands to an old one; `comparable` is False where no order exists."""

    direction: Direction
    why: str
    comparable: bool = True


def relation(old: Term, new: Term) -> Relation:
    """How `new` stands to `old`; both are of one kind."""
    kind = old.kind
    if kind in CLOCK_KINDS:
        return _clocks(old, new)
    if kind in LISTS:
        return lists(kind, items(old.value), items(new.value))
    if kind in MORE_IS_TIGHTER:
        return _counts(old, new)
    if kind.startswith("encryption_"):
        return _ciphers(old.value, new.value)
    if kind == "subprocessor_authorisation":
        before, after = (_AUTHORISATION.get(str(t.value)) for t in (old, new))
        if before is not None and after is not None:
            return _ordered(before, after, f"{old.value} to {new.value}")
    if kind == "liability_cap":
        return _amounts(str(old.value), str(new.value))
    if _flat(old.value) == _flat(new.value):
        return Relation(direction="same", why="")
    return _other(f"{_shown(old.value)} and {_shown(new.value)} are not ordered")


def items(value: Value) -> tuple[str, ...]:
    """A list's items; a single word is a list of one."""
    if isinstance(value, tuple):
        return value
    return () if value in (None, "", True, False) else (str(value),)


def lists(kind: str, old: Sequence[str], new: Sequence[str]) -> Relation:
    """Two lists of one kind, compared as sets, whatever their letters' case."""
    before, after = {_flat(item): item for item in old}, {_flat(item): item for item in new}
    gained = [after[key] for key in after if key not in before]
    lost = [before[key] for key in before if key not in after]
    if not gained and not lost:
        return Relation(direction="same", why="")
    parts = []
    if gained:
        parts.append(f"added {', '.join(gained)}")
    if lost:
        parts.append(f"no longer {', '.join(lost)}")
    why = "; ".join(parts)
    if gained and lost:
        return _other(why)
    grew_tighter = kind in LIST_GROWS_TIGHTER
    tighter = bool(gained) == grew_tighter
    return Relation(direction="tightened" if tighter else "loosened", why=why)


def _clocks(old: Term, new: Term) -> Relation:
    before, after = old.clock, new.clock
    if before is None or after is None:
        return _other("one of them states no time")
    parts: list[Relation] = []
    if before.every != after.every:
        return _other("one of them repeats, the other does not")
    if before.length != after.length:
        parts.append(_lengths(old, new))
    if _flat(before.words) != _flat(after.words):
        parts.append(_words(before.words, after.words, bool(before.length), bool(after.length)))
    if before.starts != after.starts and before.starts and after.starts:
        parts.append(_starts(before.starts, after.starts, old.kind))
    return _joined(parts)


def _lengths(old: Term, new: Term) -> Relation:
    assert old.clock is not None  # noqa: S101 (the caller has looked)
    assert new.clock is not None  # noqa: S101
    before, after = old.clock.length, new.clock.length
    longer_is_tighter = old.kind in LONGER_IS_TIGHTER
    if before is None or after is None:
        # a fixed limit that comes or goes beside words that stay
        if _flat(old.clock.words) != _flat(new.clock.words):
            return _other("words on one side and a number on the other do not compare")
        why = f"a fixed time of {after or before} {'was added' if after else 'fell away'}"
        return Relation(direction="tightened" if after else "loosened", why=why)
    if type(before) is not type(after):
        return _other(f"{before} and {after} do not compare without a start and a calendar")
    why = f"{before} to {after}"
    longer = after.count > before.count
    tighter = longer == longer_is_tighter
    return Relation(direction="tightened" if tighter else "loosened", why=why)


def _words(before: str, after: str, had: bool, has: bool) -> Relation:
    if before and after:
        return _other(f'"{before}" and "{after}" are not ordered')
    if had and has:
        why = f'"{after or before}" {"was added" if after else "fell away"}'
        return Relation(direction="tightened" if after else "loosened", why=why)
    return _other("words on one side and a number on the other do not compare")


def _starts(before: str, after: str, kind: str) -> Relation:
    first, second = _EVENTS.get(before), _EVENTS.get(after)
    why = f"the time runs from {after.replace('-', ' ')} instead of {before.replace('-', ' ')}"
    if kind != "breach_notice" or first is None or second is None or first == second:
        return _other(why)
    return Relation(direction="loosened" if second > first else "tightened", why=why)


def _joined(parts: list[Relation]) -> Relation:
    if not parts:
        return Relation(direction="same", why="")
    why = "; ".join(dict.fromkeys(part.why for part in parts))
    if not all(part.comparable for part in parts):
        return _other(why)
    directions = {part.direction for part in parts}
    if len(directions) > 1:
        return _other(why)
    return Relation(direction=directions.pop(), why=why)


def _counts(old: Term, new: Term) -> Relation:
    before, after = old.value, new.value
    numbers = [value for value in (before, after) if isinstance(value, int | float)]
    if before is True or after is True or len(numbers) < 2 or old.unit != new.unit:
        if before == after and old.unit == new.unit:
            return Relation(direction="same", why="")
        return _other(f"{_shown(before)} and {_shown(after)} are not ordered")
    return _ordered(numbers[0], numbers[1], f"{before} to {after} per year")


def _ciphers(before: Value, after: Value) -> Relation:
    if _flat(before) == _flat(after):
        return Relation(direction="same", why="")
    if before is True or after is True:
        why = f"{_shown(before)} to {_shown(after)}"
        return Relation(direction="tightened" if before is True else "loosened", why=why)
    first, second = _cipher(str(before)), _cipher(str(after))
    why = f"{before} to {after}"
    if first is None or second is None or first[0] != second[0]:
        return _other(f"{before} and {after} are not ordered")
    return _ordered(first[1], second[1], why)


def _cipher(text: str) -> tuple[str, tuple[int, ...]] | None:
    """The family and the strength: `AES-256`, `TLS 1.2 or higher`, `SSL`."""
    found = re.search(r"\bAES[- ]?(128|192|256)|\b(128|192|256)[- ]bits? AES", text, re.IGNORECASE)
    if found:
        return "AES", (int(found[1] or found[2]),)
    found = re.search(
        r"\b(?:TLS|transport layer security)[ v]*(\d)(?:\.(\d))?", text, re.IGNORECASE
    )
    if found:
        return "TLS", (1, int(found[1]), int(found[2] or 0))
    if re.search(r"\bSSL\b", text) and "TLS" not in text:
        return "TLS", (0,)
    return None


_MONEY = re.compile(
    r"(?P<sign>[€$£]|\b(?:EUR|USD|GBP|CHF)\b)\s?(?P<number>\d[\d,. ]*\d|\d)(?P<scale>\s(?:million|thousand))?",
    re.IGNORECASE,
)


def _amounts(before: str, after: str) -> Relation:
    if _flat(before) == _flat(after):
        return Relation(direction="same", why="")
    first, second = _MONEY.search(before), _MONEY.search(after)
    if first and second and _flat(_MONEY.sub("", before)) == _flat(_MONEY.sub("", after)):
        low, high = _amount(first), _amount(second)
        if low is not None and high is not None and first["sign"] == second["sign"]:
            return _ordered(low, high, f"{first[0]} to {second[0]}")
    return _other("the two caps are not ordered")


def _amount(found: re.Match[str]) -> Decimal | None:
    text = found["number"].replace(" ", "")
    if not re.fullmatch(r"\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?", text):
        return None  # 1.000 may be a thousand or one; only clear amounts are ordered
    scale = {"million": 1_000_000, "thousand": 1_000}.get((found["scale"] or "").strip().lower(), 1)
    try:
        return Decimal(text.replace(",", "")) * scale
    except InvalidOperation:
        return None


def _ordered(before: Any, after: Any, why: str) -> Relation:
    if before == after:
        return Relation(direction="same", why="")
    return Relation(direction="tightened" if after > before else "loosened", why=why)


def _other(why: str) -> Relation:
    return Relation(direction="changed", why=why, comparable=False)


def _flat(value: object) -> str:
    return re.sub(r"[\s-]+", " ", str(value)).strip().lower()


def _shown(value: Value) -> str:
    return "stated without a standard" if value is True else str(value)
