"""Exercises: an incident of a scenario, in the scenario's own time, and its score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant, format_instant
from servanda.incidents.exercise import (
    Inject,
    Scenario,
    Score,
    due_injects,
    scenario,
    score,
    simulated,
)
from servanda.incidents.statements import Statement
from servanda_app.actions.incidents import (
    assess_incident,
    incident,
    open_incident,
    state_fact,
)
from servanda_app.incidents import Incident
from servanda_app.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """An exercise as it stands: the simulated moment, what has just come in, and whether it is over."""

    incident: Incident
    moment: Instant
    came_in: tuple[Inject, ...]
    left: int
    over: bool


def moment_of(found: Incident, now: Instant) -> Instant:
    """The present moment of an incident: the scenario's in an exercise, else `now`."""
    if not found.opened.exercise:
        return now
    return simulated(found.opened.at, scenario(found.opened.exercise).pace, now)


def start_exercise(workspace: Workspace, name: str, *, now: Instant, actor: str) -> Exercise:
    """Open an exercise; its first facts are there at once."""
    plan = scenario(name)
    found = open_incident(
        workspace, title=plan.title, facts={}, now=now, actor=actor, exercise=plan.id
    )
    return advance(workspace, found.opened.id, now=now, actor=actor)


def advance(workspace: Workspace, name: str, *, now: Instant, actor: str) -> Exercise:
    """Let in what has become known by now in the scenario's time; raises ServandaError `no-exercise`."""
    found, plan = _exercise(workspace, name)
    began = found.opened.at
    moment = simulated(began, plan.pace, now)
    told = sum(one.source.startswith("inject ") and one.fact == "title" for one in found.statements)
    coming = due_injects(plan, began, moment, told)
    for number, inject in enumerate(coming, told + 1):
        at = began + timedelta(hours=inject.after)
        source = f"inject {number}: {inject.words}"
        said: dict[str, Any] = {"title": plan.title, **inject.facts}
        for fact, value in said.items():
            statement = Statement(
                fact=fact, value=_dated(fact, value, began), at=at, by=actor, source=source
            )
            found = state_fact(workspace, found.opened.id, statement)
    return Exercise(
        incident=found,
        moment=moment,
        came_in=coming,
        left=len(plan.injects) - told - len(coming),
        over=moment >= began + timedelta(hours=plan.hours),
    )


def score_exercise(workspace: Workspace, name: str, *, now: Instant) -> Score:
    """Score an exercise by what was sent, decided, kept and done, as it stands in its own time."""
    found, _ = _exercise(workspace, name)
    assessed = assess_incident(workspace, found, now=moment_of(found, now))
    return score(
        assessed,
        decided=found.decided("gdpr-risk") is not None,
        evidence=len(found.evidence),
        steps=len(found.done),
    )


def _dated(fact: str, value: Any, began: Instant) -> Any:
    """`+3h` of an event is three hours after the beginning."""
    if fact.startswith("events.") and isinstance(value, str) and value.startswith("+"):
        return format_instant(began + timedelta(hours=int(value[1:-1])))
    return value


def _exercise(workspace: Workspace, name: str) -> tuple[Incident, Scenario]:
    found = incident(workspace, name)
    if not found.opened.exercise:
        raise ServandaError(
            "no-exercise",
            f"`{found.opened.id}` is a real incident",
            hint="servanda incident exercise start SCENARIO",
        )
    return found, scenario(found.opened.exercise)
