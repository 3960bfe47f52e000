"""One piece of personal data at its place in a text."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start` up to `end` of a text are of a class; the value itself is never kept.

    `confidence` is from 0 to 1; `reason` says what was recognised, without the value.
    """

    start: int
    end: int
    data_class: str
    confidence: float
    reason: str

    def moved(self, by: int) -> Span:
        """The same span in a text that has `by` characters before this one."""
        return replace(self, start=self.start + by, end=self.end + by) if by else self
