"""Data classes, their sensitivity, and the detectors that recognise them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Sensitivity(StrEnum):
    """How much harm disclosure does; ordered by `rank`."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    RESTRICTED = "restricted"

    @property
    def rank(self) -> int:
        """0 for public up to 3 for restricted."""
        return list(Sensitivity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """One data class and how it is recognised: the content of one file in `detectors/`.

    The file's stem is the class's id. `dpv` is the class's IRI suffix in W3C DPV (`pd:EmailAddress`)
    where it exists; `sensitivity` with its `reason`; `laws` maps a law's id to why it protects the
    class.

    What a value looks like. `pattern` is a regular expression without backtracking traps, of one
    line and without anchors: a value that matches it in full and passes `valid` speaks for the class
    by itself. `words` are whole values, in lower case, that do the
    same. `fits` is a wider expression of what is merely compatible with the class, believed only
    under a clear name (empty: the same as `pattern` and `words`). `trigger` are characters of which
    one must occur in any match (it saves time and changes nothing). `chance` is the share of values
    of the right shape that pass `valid` by accident (0.1 for a Luhn digit, 1.0 where there is no
    checksum). `needs_header` is True where values alone prove nothing (a four-digit code); else
    `alone` is the share of a column's distinct values that convinces without a name. `in_text` is
    True where the pattern may be looked for inside longer text; `ciphered` where what matches is
    itself a digest; `within` is what is looked for inside longer text where `pattern` is too wide for
    that; `random` where values look like ciphertext even in clear (an access key).

    What a column is called. `headers` are words of a column's name, lower case without accents, in
    several languages, matched as whole words; `hints` are words that count only where a word of
    `tables` stands in the table's name (no `tables`: wherever the row is about a person), or
    where the values speak for themselves; `unless` are words that speak against it.

    Whom it is about. `person` is `says` where the class points at a person by itself, `suits` where
    it does unless the table is a company's, `needs` where it is personal data only in a row that is
    about a person, `apart` where it is of nobody and worth guarding all the same (a trade secret).

    `samples` match, `lookalikes` must not: they are the file's tests.
    """

    title: str
    dpv: str
    sensitivity: Sensitivity
    reason: str
    laws: dict[str, str]
    headers: tuple[str, ...]
    pattern: str = ""
    valid: Callable[[str], bool] | None = None
    needs_header: bool = False
    samples: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()
    id: str = ""
    fits: str = ""
    words: frozenset[str] = frozenset()
    trigger: str = ""
    chance: float = 1.0
    alone: float = 0.8
    in_text: bool = False
    ciphered: bool = False
    random: bool = False
    within: str = ""
    hints: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    person: Literal["says", "suits", "needs", "apart"] = "says"

    def recognises(self, value: str) -> bool:
        """Whether one value speaks for the class by itself."""
        if self.words and value.strip().casefold() in self.words:
            return True
        if not self.pattern or not re.fullmatch(self.pattern, value.strip()):
            return False
        return self.valid is None or self.valid(value.strip())
