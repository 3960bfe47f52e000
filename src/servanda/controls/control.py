"""What a control is: a question about promises, put to evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from servanda.agreements.agreement import Agreement
from servanda.base.instants import Instant
from servanda.inventory.classes import Detector
from servanda.inventory.findings import Discovery, Inventory
from servanda.inventory.systems import Company, Endpoint, SubProcessor, System
from servanda.obligations.obligation import Obligation

Status = Literal["kept", "broken", "unknown", "not-applicable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything a control may look at: a value, built by whoever runs the checks.

    `discoveries` are the scans made for this run, by system id; a system that is missing there was
    not scanned. `folder` is what relative targets are relative to.
    """

    now: Instant
    company: Company
    agreements: tuple[Agreement, ...]
    obligations: tuple[Obligation, ...]
    inventory: Inventory
    systems: tuple[System, ...]
    endpoints: tuple[Endpoint, ...]
    subprocessors: tuple[SubProcessor, ...]
    discoveries: dict[str, Discovery]
    detectors: tuple[Detector, ...] = ()
    folder: str = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing that was looked at: `facts` are plain data, never a customer's value.

    `failed` says why it could not be seen; then it proves nothing.
    """

    subject: str
    facts: dict[str, Any] = field(default_factory=dict)
    failed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one control collected at one time: `population` is what there was to look at.

    `population` is None where it could not even be counted.
    """

    control: str
    at: Instant
    observations: tuple[Observation, ...]
    population: int | None

    @property
    def seen(self) -> int:
        """How many of the population were really seen."""
        return sum(not observation.failed for observation in self.observations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One promise judged by one control on one subject.

    `why` is one sentence; `remedy` what to do; `seen` of `population` is the share that was looked at.
    """

    control: str
    obligation: str
    subject: str
    status: Status
    why: str
    seen: int
    population: int | None
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One control: the content of one file in `catalog/`; the file's stem is its id.

    `judges` are the kinds of obligation that it answers for. `collect` looks and never raises for
    what it cannot reach (it returns failed observations); `judge` is pure and must not return
    `kept` for an observation that failed or a population that was not seen in full.
    """

    title: str
    finds: str
    matters: str
    remedy: str
    judges: tuple[str, ...]
    collect: Callable[[Situation], Evidence]
    judge: Callable[[Evidence, Situation], tuple[Outcome, ...]]
    id: str = ""
