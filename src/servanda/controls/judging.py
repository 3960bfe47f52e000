"""What every judgement shares: whom a duty reaches, what was seen of it, and that unknown is never kept.

`Looked.at(subject).outcome(...)` is the only way by which a control of the catalogue says `kept`; it
refuses where the evidence is stale, uncounted, incomplete or failed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from servanda.agreements.agreement import Agreement
from servanda.controls.control import Evidence, Observation, Outcome, Situation, Status
from servanda.inventory.systems import Company
from servanda.obligations.obligation import Obligation
from servanda.obligations.sides import our_role, side

STALE_AFTER = timedelta(hours=24)
"""Evidence older than this says nothing about today."""

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What one subject of the evidence shows: what was seen, what failed, what makes it doubtful."""

    subject: str
    seen: tuple[Observation, ...]
    failed: tuple[Observation, ...]
    doubts: tuple[str, ...]
    population: int | None

    def outcome(
        self,
        control: str,
        obligation: Obligation,
        *,
        kept: str,
        broken: Sequence[str] = (),
        unknown: Sequence[str] = (),
        remedy: str = "",
        warning: str = "",
    ) -> Outcome:
        """One outcome: broken where anything shows it, unknown where anything is in doubt, else kept.

        `warning` is a remedy that is given though the promise is kept.
        """
        status: Status
        doubts = [*unknown, *self.doubts, *(o.failed for o in self.failed)]
        if broken:
            status, why, mend = "broken", _join(broken), remedy
        elif doubts:
            status, why, mend = "unknown", _join(doubts), ""
        elif not self.population or len(self.seen) < self.population:
            status, why, mend = "unknown", "there was nothing to look at", ""
        else:
            status, why, mend = "kept", kept, warning
        return Outcome(
            control=control,
            obligation=obligation.id,
            subject=self.subject,
            status=status,
            why=why,
            seen=len(self.seen),
            population=self.population,
            remedy=mend,
        )


class Looked:
    """Evidence sorted by what it is about: `key` is the fact that names the subject.

    An observation that does not say what it is about is held against every subject.
    """

    def __init__(self, evidence: Evidence, situation: Situation, key: str) -> None:
        self._about: dict[str, list[Observation]] = {}
        self._anything: list[Observation] = []
        for observation in evidence.observations:
            subject = observation.facts.get(key)
            if isinstance(subject, str):
                self._about.setdefault(subject, []).append(observation)
            else:
                self._anything.append(observation)
        self._doubts = _doubts(evidence, situation)
        self._counted = evidence.population is not None and evidence.population <= len(
            evidence.observations
        )

    def at(self, subject: str, shown: str = "") -> View:
        """What there is on one subject; `shown` is how a person calls it."""
        observations = (*self._about.get(subject, ()), *self._anything)
        doubts = list(self._doubts)
        if not observations:
            doubts.append(f"{shown or subject} was not looked at")
        doubts += [
            f"what was seen of {o.subject} does not say what it is about"
            for o in self._anything
            if not o.failed
        ]
        return View(
            subject=shown or subject,
            seen=tuple(o for o in observations if not o.failed),
            failed=tuple(o for o in observations if o.failed),
            doubts=tuple(doubts),
            population=len(observations) if self._counted and observations else None,
        )


def _doubts(evidence: Evidence, situation: Situation) -> tuple[str, ...]:
    doubts = []
    if situation.now - evidence.at > STALE_AFTER:
        doubts.append(f"the evidence is of {evidence.at:%Y-%m-%d %H:%M} UTC and too old")
    if evidence.at > situation.now:
        doubts.append("the evidence is dated later than the judgement")
    if evidence.population is None:
        doubts.append("how much there was to look at could not be counted")
    elif evidence.population > len(evidence.observations):
        missing = evidence.population - len(evidence.observations)
        doubts.append(f"{missing} of {evidence.population} were not looked at")
    return tuple(doubts)


def _join(reasons: Sequence[str]) -> str:
    once = list(dict.fromkeys(reasons))
    more = f"; and {len(once) - _SHOWN} more" if len(once) > _SHOWN else ""
    return "; ".join(once[:_SHOWN]) + more


def apart(control: str, obligation: Obligation, status: Status, subject: str, why: str) -> Outcome:
    """An outcome that no evidence stands behind: unknown or not-applicable, never kept or broken."""
    if status not in ("unknown", "not-applicable"):
        raise ValueError("without evidence nothing is kept or broken")
    return Outcome(
        control=control,
        obligation=obligation.id,
        subject=subject,
        status=status,
        why=why,
        seen=0,
        population=None if status == "unknown" else 0,
    )


def owed_by_another(obligation: Obligation, agreement: Agreement | None, company: Company) -> bool:
    """Whether the bearer is the other party: this company's systems prove nothing about that duty.

    A bearer that is neither clearly the customer's nor the provider's side counts as the company.
    """
    ours = side(our_role(agreement, company) if agreement else company.role)
    theirs = side(obligation.bearer)
    return ours is not None and theirs is not None and ours != theirs


def duties(
    control: str, kinds: Collection[str], situation: Situation
) -> tuple[tuple[Obligation, ...], tuple[Outcome, ...]]:
    """The company's obligations of these kinds, and what is said of those that another party owes."""
    ours, others = [], []
    agreements = {agreement.id: agreement for agreement in situation.agreements}
    for obligation in situation.obligations:
        if obligation.kind not in kinds:
            continue
        agreement = agreements.get(obligation.agreement)
        if owed_by_another(obligation, agreement, situation.company):
            why = f"owed by the {obligation.bearer}, not by {situation.company.name}"
            others.append(apart(control, obligation, "not-applicable", "other party", why))
        else:
            ours.append(obligation)
    return tuple(ours), tuple(others)


def covers(agreements: Collection[str], agreement: str) -> bool:
    """Whether a list of agreements means this one; an empty list, or no agreement, means every one."""
    return not agreements or not agreement or agreement in agreements


def reach(situation: Situation) -> Callable[[Obligation], tuple[str, ...]]:
    """A function from obligations to the ids of the systems that they reach, sorted.

    Those that the obligation names; else those that name its agreement, or no agreement at all.
    """
    every = tuple(sorted(system.id for system in situation.systems))
    by_agreement: dict[str, list[str]] = {}
    for system in situation.systems:
        for agreement in system.agreements:
            by_agreement.setdefault(agreement, []).append(system.id)
    unnamed = [system.id for system in situation.systems if not system.agreements]

    def reached(obligation: Obligation) -> tuple[str, ...]:
        if obligation.systems:
            return tuple(sorted(set(obligation.systems)))
        if not obligation.agreement:
            return every
        return tuple(sorted({*by_agreement.get(obligation.agreement, ()), *unnamed}))

    return reached
