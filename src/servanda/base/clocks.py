"""Clocks as laws and terms state them: what starts them, how long they run, in whose words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from servanda.base.durations import UNITS, Duration, duration
from servanda.base.errors import ServandaError

_KEYS = ("starts", "words", "rule", "every", *UNITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time limit. `length` is None where the text has only words ("without undue delay").

    `starts` names an event (awareness, discovery, end-of-agreement ...), `rule` a counting rule of
    `servanda.base.counting`; `every` is True where the length is a period that repeats.
    """

    starts: str = ""
    length: Duration | None = None
    words: str = ""
    rule: str = ""
    every: bool = False

    def __str__(self) -> str:
        parts = []
        if self.length is not None:
            parts.append(f"{'every' if self.every else 'within'} {self.length}")
        if self.words:
            parts.append(f'"{self.words}"')
        if self.starts:
            parts.append(f"from {self.starts.replace('-', ' ').replace('_', ' ')}")
        return " ".join(parts) or "no time stated"

    def to_plain(self) -> dict[str, Any]:
        """`{"starts": "awareness", "hours": 48, "words": "..."}`, empty parts left out."""
        plain: dict[str, Any] = {}
        if self.starts:
            plain["starts"] = self.starts
        if self.length is not None:
            plain |= self.length.to_plain()
        if self.words:
            plain["words"] = self.words
        if self.rule:
            plain["rule"] = self.rule
        if self.every:
            plain["every"] = True
        return plain

    @classmethod
    def from_plain(cls, plain: Any) -> Self:
        """The inverse of `to_plain`; raises ServandaError `bad-clock`."""
        if not isinstance(plain, dict):
            raise ServandaError("bad-clock", "a clock is a table, such as { hours = 48 }")
        for key in plain:
            if key not in _KEYS:
                raise ServandaError(
                    "unknown-key", f"a clock has no key `{key}`", hint=f"one of {', '.join(_KEYS)}"
                )
        units = [key for key in plain if key in UNITS]
        if len(units) > 1:
            raise ServandaError("bad-clock", f"a clock runs in one unit, not in {len(units)}")
        for key in ("starts", "words", "rule"):
            if not isinstance(plain.get(key, ""), str):
                raise ServandaError("bad-clock", f"`{key}` of a clock is a text")
        if not isinstance(plain.get("every", False), bool):
            raise ServandaError("bad-clock", "`every` of a clock is true or false")
        return cls(
            starts=plain.get("starts", ""),
            length=duration(plain[units[0]], units[0]) if units else None,
            words=plain.get("words", ""),
            rule=plain.get("rule", ""),
            every=plain.get("every", False),
        )
