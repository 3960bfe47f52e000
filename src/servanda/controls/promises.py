"""From outcomes to promises: one status an obligation, with the words and the evidence it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from servanda.base.codec import to_plain
from servanda.controls.control import Outcome, Status
from servanda.obligations.obligation import Obligation

NOT_JUDGED = "no control judges this yet: evidence by a person is needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One obligation and whether it is kept.

    `why` is one sentence; `outcomes` are all that were said on it; `seen` of `population` is what they
    looked at together, `population` None where one of them could not count what there was to see.
    """

    obligation: Obligation
    status: Status
    why: str
    outcomes: tuple[Outcome, ...] = ()
    seen: int = 0
    population: int | None = 0

    @property
    def words(self) -> str:
        """The words that make the promise: those of the agreement before those of the law."""
        for basis in self.obligation.basis:
            if basis.clause is not None:
                return basis.words
        return self.obligation.basis[0].words if self.obligation.basis else ""

    @property
    def remedies(self) -> tuple[str, ...]:
        """What to do, each remedy once, in the order of the outcomes."""
        return tuple(dict.fromkeys(o.remedy for o in self.outcomes if o.remedy))

    def flat(self) -> dict[str, Any]:
        """The wire shape `servanda/promise/1`."""
        duty = self.obligation
        return {
            "schema": "servanda/promise/1",
            "obligation": duty.id,
            "kind": duty.kind,
            "what": duty.what,
            "bearer": duty.bearer,
            "beneficiary": duty.beneficiary,
            "agreement": duty.agreement or None,
            "status": self.status,
            "why": self.why,
            "words": self.words,
            "basis": [
                {
                    "citation": str(b.citation) if b.citation else None,
                    "clause": b.clause.clause if b.clause else None,
                    "page": (b.clause.page or None) if b.clause else None,
                    "words": b.words,
                }
                for b in duty.basis
            ],
            "seen": self.seen,
            "population": self.population,
            "remedies": list(self.remedies),
            "outcomes": [to_plain(outcome) for outcome in self.outcomes],
        }


def promises(obligations: Iterable[Obligation], outcomes: Iterable[Outcome]) -> tuple[Promise, ...]:
    """One promise an obligation, in the order of the obligations.

    Broken where any outcome is broken; else unknown where any is unknown or there is none at all;
    kept only where at least one is kept and the rest do not apply.
    """
    said: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        said.setdefault(outcome.obligation, []).append(outcome)
    return tuple(_promise(duty, tuple(said.get(duty.id, ()))) for duty in obligations)


def _promise(duty: Obligation, outcomes: tuple[Outcome, ...]) -> Promise:
    if not outcomes:
        return Promise(obligation=duty, status="unknown", why=NOT_JUDGED, seen=0, population=None)
    status = _together(outcomes)
    populations = [outcome.population for outcome in outcomes]
    counted = [count for count in populations if count is not None]
    return Promise(
        obligation=duty,
        status=status,
        why=_why(status, outcomes),
        outcomes=outcomes,
        seen=sum(outcome.seen for outcome in outcomes),
        population=sum(counted) if len(counted) == len(populations) else None,
    )


def _together(outcomes: tuple[Outcome, ...]) -> Status:
    found = {outcome.status for outcome in outcomes}
    for status in ("broken", "unknown", "kept"):
        if status in found:
            return status
    return "not-applicable"


def _why(status: Status, outcomes: tuple[Outcome, ...]) -> str:
    reasons = list(dict.fromkeys(o.why for o in outcomes if o.status == status))
    more = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
    return reasons[0] + more
