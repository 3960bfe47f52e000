"""One control run on one situation: its evidence, and outcomes that are never greener than it allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from servanda.base.codec import canonical, digest, to_plain
from servanda.base.errors import ServandaError
from servanda.controls.control import Control, Evidence, Outcome, Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What one control found. `failed` says why it could not judge; then all it answers for is unknown.

    `digest` is the SHA-256 under which its evidence is recorded, empty where there is none.
    """

    control: Control
    evidence: Evidence | None
    outcomes: tuple[Outcome, ...]
    digest: str = ""
    failed: str = ""

    def to_plain(self) -> dict[str, Any]:
        """A control of `servanda/check/1`."""
        return {
            "control": self.control.id,
            "title": self.control.title,
            "evidence": self.digest or None,
            "seen": self.evidence.seen if self.evidence else 0,
            "population": self.evidence.population if self.evidence else None,
            "failed": self.failed or None,
            "outcomes": [to_plain(outcome) for outcome in self.outcomes],
        }


def run_control(control: Control, situation: Situation) -> Judged:
    """Collect and judge. A control that raises makes unknown what it answers for, and never crashes."""
    try:
        evidence = control.collect(situation)
        sealed = digest(canonical(evidence))
    except Exception as error:
        return _failed(control, situation, f"collecting failed: {_reason(error)}", None, "")
    try:
        outcomes = control.judge(evidence, situation)
        known = {obligation.id for obligation in situation.obligations}
        if any(outcome.obligation not in known for outcome in outcomes):
            raise ServandaError("stray-outcome", "it judged an obligation that does not exist")
    except Exception as error:
        return _failed(control, situation, f"judging failed: {_reason(error)}", evidence, sealed)
    return Judged(
        control=control,
        evidence=evidence,
        outcomes=tuple(_no_greener(outcome) for outcome in outcomes),
        digest=sealed,
    )


def _no_greener(outcome: Outcome) -> Outcome:
    """Unknown is never kept: what was not seen in full is not kept, whatever the control says."""
    whole = outcome.population is not None and outcome.seen >= outcome.population > 0
    if outcome.status != "kept" or whole:
        return outcome
    return replace(
        outcome,
        status="unknown",
        why=f"only {outcome.seen} of {_many(outcome.population)} were seen ({outcome.why})",
    )


def _many(population: int | None) -> str:
    return "an unknown number" if population is None else str(population)


def _failed(
    control: Control, situation: Situation, why: str, evidence: Evidence | None, sealed: str
) -> Judged:
    outcomes = tuple(
        Outcome(
            control=control.id,
            obligation=obligation.id,
            subject=obligation.agreement,
            status="unknown",
            why=f"the control `{control.id}` could not tell: {why}",
            seen=0,
            population=None,
        )
        for obligation in situation.obligations
        if obligation.kind in control.judges
    )
    return Judged(control=control, evidence=evidence, outcomes=outcomes, digest=sealed, failed=why)


def _reason(error: Exception) -> str:
    # the text of an unforeseen error may hold a customer's value, so only its kind is told
    return error.message if isinstance(error, ServandaError) else type(error).__name__
