"""ENISA's score of a breach's severity: SE = DPC x EI + CB. One input to the risk, not the risk itself.

Source: ENISA, Recommendations for a methodology of the assessment of severity of personal data
breaches, working document 1.0, December 2013, sections 3 and 4. All values are quarters, so that
Decimal arithmetic is exact at every edge of a band.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from servanda.base.errors import ServandaError
from servanda.incidents.facts import Facts

Category = Literal["simple", "behavioural", "financial", "sensitive"]
Identification = Literal["negligible", "limited", "significant", "maximum"]
Level = Literal["low", "medium", "high", "very high"]

BASE: dict[Category, int] = {"simple": 1, "behavioural": 2, "financial": 3, "sensitive": 4}
"""Data processing context: the score of a category before any factor (section 3.1)."""

IDENTIFICATION: dict[Identification, Decimal] = {
    "negligible": Decimal("0.25"),
    "limited": Decimal("0.50"),
    "significant": Decimal("0.75"),
    "maximum": Decimal("1.00"),
}
"""Ease of identification; the highest of the identifiers counts (section 3.2)."""

BANDS: tuple[tuple[Decimal, Level], ...] = (
    (Decimal(4), "very high"),
    (Decimal(3), "high"),
    (Decimal(2), "medium"),
    (Decimal("-Infinity"), "low"),
)
"""A score reaches a level from its lower edge on (section 4)."""

CROWD = 100
"""More people than this are flagged (section 4)."""

_STEPS = tuple(Decimal(n) / 4 for n in range(3))


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """The circumstances of the breach, each 0, 0.25 or 0.5; `malicious` 0 or 0.5 (section 3.3)."""

    confidentiality: Decimal = Decimal(0)
    integrity: Decimal = Decimal(0)
    availability: Decimal = Decimal(0)
    malicious: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        for name in ("confidentiality", "integrity", "availability"):
            if getattr(self, name) not in _STEPS:
                raise ServandaError("bad-score", f"`{name}` scores 0, 0.25 or 0.5")
        if self.malicious not in (_STEPS[0], _STEPS[2]):
            raise ServandaError("bad-score", "`malicious` scores 0 or 0.5")

    @property
    def total(self) -> Decimal:
        """Their sum: CB."""
        return self.confidentiality + self.integrity + self.availability + self.malicious


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """A score with all that it was made of. `crowd` and `unintelligible` are ENISA's two flags."""

    context: int
    identification: Decimal
    circumstances: Circumstances
    crowd: bool | None
    unintelligible: bool | None
    guessed: tuple[str, ...] = ()

    @property
    def score(self) -> Decimal:
        """SE = DPC x EI + CB."""
        return self.context * self.identification + self.circumstances.total

    @property
    def level(self) -> Level:
        """The level of the score."""
        return next(level for edge, level in BANDS if self.score >= edge)


def context(scores: dict[Category, int]) -> int:
    """DPC from the adjusted score of each category that is concerned: the highest, within 1 to 4.

    `scores` holds a category's base, raised or lowered by the factors that apply to it. Raises
    ServandaError `bad-score`.
    """
    if not scores:
        raise ServandaError("bad-score", "at least one category of data is concerned")
    return min(4, max(1, *scores.values()))


def severity(facts: Facts) -> Severity:
    """The score on these facts. What is unknown is scored at its gravest, and named in `guessed`."""
    guessed: list[str] = []

    def known(name: str) -> bool:
        value = getattr(facts, name)
        if value is None:
            guessed.append(name)
        return value is not False

    scores: dict[Category, int] = {"simple": BASE["simple"]}
    if known("special_category") or facts.health or facts.criminal:
        scores["sensitive"] = BASE["sensitive"]
    if known("financial"):
        scores["financial"] = BASE["financial"]
    if facts.locations or (facts.harm and "profiling" in facts.harm):
        scores["behavioural"] = BASE["behavioural"]
    if known("vulnerable") or facts.minors:
        scores = {name: score + 1 for name, score in scores.items()}
    if facts.public_before:
        scores = {name: score - 1 for name, score in scores.items()}
    easy = facts.national_id or facts.contact or facts.financial or facts.credentials
    if easy is None:
        guessed.append("contact")
    return Severity(
        context=context(scores),
        identification=IDENTIFICATION["limited" if easy is False else "maximum"],
        circumstances=_circumstances(facts, guessed),
        crowd=None if facts.people is None else facts.people > CROWD,
        unintelligible=facts.safe,
        guessed=tuple(dict.fromkeys(guessed)),
    )


def _circumstances(facts: Facts, guessed: list[str]) -> Circumstances:
    loss = facts.loss
    if loss is None:
        guessed.append("loss")
    none, some, full = _STEPS

    def lost(kind: str) -> bool:
        return loss is None or kind in loss

    confidentiality = integrity = availability = none
    if (lost("confidentiality") or facts.disclosed) and not facts.safe:
        if facts.recipient is None:
            guessed.append("recipient")
        if not (facts.recipient == "none" or (facts.disclosed is False and not facts.recipient)):
            confidentiality = some if facts.recipient in ("trusted", "known") else full
    if facts.recoverable is None and (lost("integrity") or lost("availability")):
        guessed.append("recoverable")
    back = facts.recoverable
    if lost("integrity"):
        integrity = none if back == "at-once" else some if back in ("hours", "days") else full
    if lost("availability"):
        availability = (
            none if back in ("at-once", "hours") else some if back in ("days", "partly") else full
        )
    if facts.malicious is None:
        guessed.append("malicious")
    return Circumstances(
        confidentiality=confidentiality,
        integrity=integrity,
        availability=availability,
        malicious=none if facts.malicious is False else full,
    )
