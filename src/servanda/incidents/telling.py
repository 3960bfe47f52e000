"""What GDPR Articles 33 and 34 then ask: record it, tell the authority, tell the people.

Each is `yes`, `no` or `open`; open where an unknown fact decides.

Law: GDPR Articles 33(1), 33(2), 33(5), 34(1), 34(3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from servanda.incidents.conclusions import Conclusion, Reason
from servanda.incidents.facts import Facts
from servanda.incidents.risk import LEVELS

Owed = Literal["yes", "no", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Whether each of the three is owed, and the reasons that decide it."""

    document: Owed
    authority: Owed
    individuals: Owed
    public_instead: bool
    reasons: tuple[Reason, ...]


def what_is_owed(facts: Facts, risk: Conclusion) -> Telling:
    """What a controller owes at this risk; 34(3) may take the duty to tell the people away.

    `public_instead` says that a public communication takes the place of telling each one (34(3)(c)).
    """
    shown, worst = LEVELS.index(risk.answer), LEVELS.index(risk.may_be)
    individuals: Owed = "yes" if shown == 2 else "open" if worst == 2 else "no"
    reasons = [
        Reason(words="every breach is documented", cites="eu/gdpr#33.5"),
        Reason(words=f"the risk is {risk.answer}", cites="eu/gdpr#33.1"),
    ]
    if individuals != "no" and facts.risk_removed:
        individuals = "no"
        reasons.append(
            Reason(
                words="measures taken since make the high risk unlikely to materialise",
                facts=("risk_removed",),
                cites="eu/gdpr#34.3.b",
            )
        )
    public = individuals != "no" and bool(facts.disproportionate)
    if public:
        reasons.append(
            Reason(
                words="telling each one takes disproportionate effort: tell them publicly",
                facts=("disproportionate",),
                cites="eu/gdpr#34.3.c",
            )
        )
    return Telling(
        document="yes",
        authority="yes" if shown else "no",
        individuals=individuals,
        public_instead=public,
        reasons=tuple(reasons),
    )
