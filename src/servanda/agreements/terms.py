"""Typed terms: the promises of an agreement in a form that can be compared, dated and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from servanda.base.clocks import Clock

CLOCK_KINDS = frozenset(
    {
        "breach_notice",
        "subprocessor_notice",
        "subprocessor_objection",
        "audit_notice",
        "deletion_after_end",
        "return_window",
        "backup_retention",
        "data_subject_request_forward",
        "retention",
    }
)
"""Kinds whose value is a time limit (`Term.clock`)."""

VALUE_KINDS = frozenset(
    {
        "subprocessor_authorisation",
        "audit_frequency",
        "encryption_at_rest",
        "encryption_in_transit",
        "access_control",
        "certifications",
        "penetration_test",
        "transfer_mechanism",
        "data_location",
        "liability_cap",
        "termination_right",
        "governing_law",
        "security_contact",
        "purposes",
        "data_categories",
        "data_subjects",
        "subprocessors",
    }
)
"""Kinds whose value is a word, a number, a list or true (`Term.value`)."""

IN_WEEKS = frozenset({"audit_notice"})
"""Kinds whose time may be told in weeks; that of the others is told in days (a week has seven)."""

KINDS = CLOCK_KINDS | VALUE_KINDS

Value = str | int | float | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One promise, with the words it rests on and where they stand.

    `quote` is verbatim; `confidence` runs from 0 to 1 and is 1 where a person confirmed it; two
    terms of one kind with different values are both kept and are a conflict.
    """

    kind: str
    quote: str
    clause: str = ""
    page: int = 0
    clock: Clock | None = None
    value: Value = None
    unit: str = ""
    bearer: str = ""
    to: str = ""
    confidence: float = 1.0

    def flat(self) -> dict[str, Any]:
        """The wire shape of `servanda/review/1`: kind, value, unit, qualifier, clock_starts ..."""
        value: Any = list(self.value) if isinstance(self.value, tuple) else self.value
        unit, qualifier, starts = self.unit, "", ""
        if self.clock is not None:
            qualifier, starts = self.clock.words, self.clock.starts
            if self.clock.length is not None:
                value, unit = self.clock.length.count, self.clock.length.unit
                if unit == "weeks" and self.kind not in IN_WEEKS:
                    value, unit = value * 7, "days"
        return {
            "kind": self.kind,
            "value": value,
            "unit": unit or None,
            "qualifier": qualifier or None,
            "clock_starts": starts or None,
            "clause": self.clause,
            "page": self.page or None,
            "quote": self.quote,
            "bearer": self.bearer or None,
            "to": self.to or None,
            "confidence": round(self.confidence, 3),
        }
