"""What the two controls of endpoints share: one look at each, one outcome a promise and endpoint."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from servanda.base.errors import ServandaError
from servanda.controls import judging
from servanda.controls.control import Evidence, Observation, Outcome, Situation
from servanda.inventory.systems import Endpoint
from servanda.obligations.obligation import Obligation


def each(
    situation: Situation, look: Callable[[Endpoint, Situation], dict[str, Any]]
) -> list[Observation]:
    """One observation an endpoint; failed where `look` raises a ServandaError."""
    observations = []
    for endpoint in situation.endpoints:
        about = {"endpoint": endpoint.id}
        try:
            facts = {**about, **look(endpoint, situation)}
            observations.append(Observation(subject=endpoint.id, facts=facts))
        except ServandaError as error:
            observations.append(Observation(subject=endpoint.id, facts=about, failed=error.message))
    return observations


def judged(
    control: str,
    kinds: Collection[str],
    evidence: Evidence,
    situation: Situation,
    outcome: Callable[[judging.View, Obligation], Outcome],
) -> tuple[Outcome, ...]:
    """One outcome for each promise and endpoint through which its data goes."""
    ours, others = judging.duties(control, kinds, situation)
    looked = judging.Looked(evidence, situation, "endpoint")
    outcomes = list(others)
    for obligation in ours:
        names = [
            endpoint.id
            for endpoint in situation.endpoints
            if judging.covers(endpoint.agreements, obligation.agreement)
        ]
        if not names:
            why = "servanda.toml names no endpoint through which its data goes"
            outcomes.append(judging.apart(control, obligation, "unknown", "endpoints", why))
        outcomes += [outcome(looked.at(name), obligation) for name in names]
    return tuple(outcomes)
