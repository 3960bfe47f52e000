"""Exercises: a scenario that unfolds against the clock, and a score of how it was met.

One TOML file a scenario in `scenarios/`. Its facts come in over simulated hours; a minute of the
exercise is an hour of the scenario unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib.resources import files
from typing import Any

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.base.toml import read_toml
from servanda.incidents.duties import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Inject:
    """What becomes known `after` so many hours: facts, in the words of a person who brings them."""

    after: int
    words: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A scenario. `pace` is how many simulated seconds pass in one real second."""

    title: str
    about: str
    injects: tuple[Inject, ...]
    pace: int = 60
    hours: int = 96
    id: str = ""


def scenarios() -> tuple[Scenario, ...]:
    """Every scenario, by id."""
    folder = files("servanda.incidents") / "scenarios"
    return tuple(
        replace(
            read_toml(file.read_bytes(), file.name).value(Scenario),
            id=file.name.removesuffix(".toml"),
        )
        for file in sorted(folder.iterdir(), key=lambda item: item.name)
        if file.name.endswith(".toml")
    )


def scenario(name: str) -> Scenario:
    """One scenario; raises ServandaError `no-scenario`."""
    known = {one.id: one for one in scenarios()}
    if name not in known:
        raise ServandaError(
            "no-scenario", f"there is no scenario `{name}`", hint=f"one of {', '.join(known)}"
        )
    return known[name]


def simulated(began: Instant, pace: int, now: Instant) -> Instant:
    """The moment in the scenario's time: it begins with the exercise and runs at its pace."""
    return began + (now - began) * pace


def due_injects(plan: Scenario, began: Instant, moment: Instant, told: int) -> tuple[Inject, ...]:
    """The injects that are due at a simulated moment, after the first `told` of them."""
    ready = [one for one in plan.injects if began + timedelta(hours=one.after) <= moment]
    return tuple(ready[told:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing that was scored: what it was, how many points of how many, and why."""

    what: str
    points: int
    of: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The result of an exercise."""

    marks: tuple[Mark, ...]

    @property
    def points(self) -> int:
        """The points reached."""
        return sum(mark.points for mark in self.marks)

    @property
    def of(self) -> int:
        """The points that could be reached."""
        return sum(mark.of for mark in self.marks)


def score(assessment: Assessment, *, decided: bool, evidence: int, steps: int) -> Score:
    """Score an exercise by how its duties stand at its end.

    Three points for each notice with a deadline that was sent in time, one for a late one, none for one
    that was not sent; two for a notice without a number that was sent; two each for a decision about
    the risk, for evidence kept, and for steps of a playbook done.
    """
    marks = []
    for duty in assessment.duties:
        if duty.state in ("not-owed", "open", "waiting") or duty.addressee in ("register", "house"):
            continue
        of = 3 if duty.due is not None else 2
        points, why = {
            "done": (of, "sent in time" if duty.due else "sent"),
            "late": (1, "sent late"),
            "overdue": (0, "not sent, and its time has run out"),
            "owed": (0, "not sent"),
        }[duty.state]
        marks.append(Mark(what=f"{duty.what} ({duty.basis})", points=points, of=of, why=why))
    for what, met in (
        ("the risk was accepted or decided by a person", decided),
        ("evidence was kept with its digest", evidence > 0),
        ("steps of a playbook were done", steps > 0),
    ):
        marks.append(Mark(what=what, points=2 if met else 0, of=2, why="yes" if met else "no"))
    return Score(marks=tuple(marks))
