"""Terms in the words of a language: lengths, events, lists, numbers of times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from servanda.agreements.drafting.brief import COUNTED, LIST_KINDS
from servanda.agreements.terms import CLOCK_KINDS, KINDS, Term, Value
from servanda.base.clocks import Clock
from servanda.base.durations import Duration
from servanda.base.errors import ServandaError
from servanda.base.toml import read_toml

CODES: dict[str, tuple[str, ...]] = {
    "access_control": ("rbac", "least_privilege", "mfa", "unique_ids", "access_review", "logging"),
    "transfer_mechanism": ("scc", "adequacy", "bcr", "dpf", "uk_addendum", "derogation"),
}
"""Values that have a sentence of their own in the texts; others are set down as given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A term as the texts use it; everything is empty where the term was not given.

    `length` is "48 hours", `starts` "after becoming aware of it", `times` "once", `list` the items
    joined by commas and "and", `others` the items that have no code.
    """

    given: bool = False
    length: str = ""
    words: str = ""
    starts: str = ""
    times: str = ""
    list: str = ""
    value: str | bool = ""
    items: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@cache
def vocabulary(language: str) -> dict[str, Any]:
    """`texts/<language>/words.toml`; raises ServandaError `unknown-language`."""
    home = files("servanda.agreements.drafting") / "texts"
    known = sorted(entry.name for entry in home.iterdir() if (entry / "words.toml").is_file())
    if language not in known:
        raise ServandaError(
            "unknown-language",
            f"there are no texts in `{language}`",
            hint=f"one of {', '.join(known)}",
        )
    return read_toml((home / language / "words.toml").read_bytes(), f"{language}/words.toml").table


class Wording:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.all = vocabulary(language)

    def length(self, length: Duration) -> str:
        """`48 hours`, `1 day`."""
        one, many = self.all["units"][length.unit]
        return f"{length.count} {one if length.count == 1 else many}"

    def starts(self, clock: Clock) -> str:
        """`after becoming aware of it`; empty where the clock names no event."""
        if not clock.starts:
            return ""
        known = self.all["starts"]
        event = clock.starts.replace("_", "-").replace(" ", "-")
        event = {"becoming-aware": "awareness"}.get(event, event)
        words = known.get(event)
        return str(words or known["other"].format(event=event.replace("-", " ")))

    def joined(self, items: Sequence[str]) -> str:
        """`A, B and C`."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.all['and']} {items[-1]}"

    def times(self, number: int) -> str:
        """`once`, `twice`, `3 times`."""
        known = self.all["times"]
        return str(known.get(str(number)) or known["more"].format(n=number))

    def date(self, day: date) -> str:
        """`3 February 2025`."""
        month = self.all["months"][day.month - 1]
        return str(self.all["date"].format(day=day.day, month=month, year=day.year))

    def said(self, terms: Sequence[Term]) -> dict[str, Said]:
        """Every kind of term in words; raises ServandaError `conflicting-terms`."""
        return {kind: self._said(kind, [t for t in terms if t.kind == kind]) for kind in KINDS}

    def _said(self, kind: str, terms: list[Term]) -> Said:
        if not terms:
            return Said()
        if kind in LIST_KINDS:
            items = tuple(dict.fromkeys(item for term in terms for item in _items(term.value)))
            codes = CODES.get(kind, ())
            return Said(
                given=bool(items),
                items=items,
                others=tuple(item for item in items if item not in codes),
                list=self.joined(items),
            )
        if kind in CLOCK_KINDS:
            clock = _one(kind, [term.clock for term in terms if term.clock])
            if clock is None:
                return Said()
            return Said(
                given=True,
                length=self.length(clock.length) if clock.length else "",
                words=clock.words,
                starts=self.starts(clock),
            )
        value = _one(kind, [term.value for term in terms if term.value not in (None, False)])
        if kind in COUNTED and isinstance(value, int | float) and value is not True:
            return Said(given=True, times=self.times(int(value)))
        if value is None:
            return Said()
        return Said(given=True, value=value if isinstance(value, bool) else str(value))


def _one(kind: str, values: list[Any]) -> Any:
    """The one value that all of them are."""
    if any(value != values[0] for value in values):
        raise ServandaError(
            "conflicting-terms",
            f"`{kind}` is given with more than one value",
            hint="keep the one that the parties mean; a draft must not contradict itself",
        )
    return values[0] if values else None


def _items(value: Value) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return () if value in (None, True, False, "") else (str(value),)
