"""Data classes, their sensitivity, and the detectors that recognise them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


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
    where it exists; `pattern` a regular expression without backtracking traps (empty: recognised by
    name alone); `valid` a check of one matched text; `headers` words of a column's name, lower case,
    in several languages, matched as whole words; `samples` match, `lookalikes` must not;
    `laws` maps a law's id to why it protects the class; `reason` says why it is this sensitive.
    `needs_header` is True where values alone prove nothing (a four-digit code).
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
