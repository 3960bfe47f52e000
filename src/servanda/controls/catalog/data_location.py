"""Data that stands, or is processed, outside the regions that were promised.

Where a system stands is what `servanda.toml` says of it; no region is no evidence. A sub-processor that
runs systems of the agreement is judged by where these stand, any other by its own country.
"""

from __future__ import annotations

from servanda.controls import collecting, judging
from servanda.controls.control import Control, Evidence, Observation, Outcome, Situation
from servanda.controls.countries import NAMES, country
from servanda.controls.places import Allowed, allowed, called
from servanda.inventory.systems import SubProcessor
from servanda.obligations.obligation import Obligation

ID = "data-location"
JUDGES = ("data_location",)


def collect(situation: Situation) -> Evidence:
    """Read the country of each system and sub-processor from the settings."""
    places = [(_system(system.id), system.region) for system in situation.systems]
    places += [(_company(other.name), other.country) for other in situation.subprocessors]
    observations = [_observe(place, words.strip()) for place, words in sorted(set(places))]
    return collecting.evidence(ID, situation, observations)


def _system(name: str) -> str:
    return f"system {name}"


def _company(name: str) -> str:
    return f"sub-processor {name}"


def _observe(place: str, words: str) -> Observation:
    code = country(words)
    failed = ""
    if not words:
        failed = f"servanda.toml does not say where {place} is"
    elif not code:
        failed = (
            f"`{words}`, where servanda.toml says {place} is, is no country or region known here"
        )
    return Observation(subject=place, facts={"place": place, "country": code}, failed=failed)


def judge(evidence: Evidence, situation: Situation) -> tuple[Outcome, ...]:
    """Broken for each place outside the promise, kept for each inside it."""
    ours, others = judging.duties(ID, JUDGES, situation)
    looked, reached = judging.Looked(evidence, situation, "place"), judging.reach(situation)
    operators = {system.id: system.operator for system in situation.systems}
    outcomes = list(others)
    for obligation in ours:
        systems = reached(obligation)
        runs = {operators.get(system, "") for system in systems}
        places = [_system(system) for system in systems]
        places += [_company(s.name) for s in _engaged(situation, obligation) if s.name not in runs]
        limit = allowed(obligation.value)
        if not places:
            why = "no system or sub-processor is known to hold this data"
            outcomes.append(judging.apart(ID, obligation, "unknown", "places", why))
        outcomes += [_outcome(looked.at(place), obligation, limit) for place in places]
    return tuple(outcomes)


def _engaged(situation: Situation, obligation: Obligation) -> list[SubProcessor]:
    return [
        other
        for other in situation.subprocessors
        if judging.covers(other.agreements, obligation.agreement)
    ]


def _outcome(view: judging.View, obligation: Obligation, limit: Allowed) -> Outcome:
    broken: list[str] = []
    unknown: list[str] = []
    codes: list[str] = []
    for observation in view.seen:
        code = observation.facts.get("country")
        if not isinstance(code, str) or code not in NAMES:
            unknown.append(f"the country of {view.subject} was not seen")
            continue
        codes.append(code)
        if limit.unclear or not limit.countries:
            words = ", ".join(limit.unclear) or "nothing"
            unknown.append(f"the promise names {words}, which is no country known here")
        elif code in limit.partly:
            unknown.append(f"adequacy in {called(code)} covers only some recipients")
        elif code not in limit.countries:
            broken.append(f"{view.subject} is in {called(code)}, outside {_promised(obligation)}")
    return view.outcome(
        ID,
        obligation,
        broken=broken,
        unknown=unknown,
        kept=f"{view.subject} is in {', '.join(map(called, codes))} as servanda.toml says, within "
        f"{_promised(obligation)}",
        remedy=CONTROL.remedy,
    )


def _promised(obligation: Obligation) -> str:
    value = obligation.value
    return ", ".join(value) if isinstance(value, tuple) else str(value)


CONTROL = Control(
    title="Outside the promised regions",
    finds="systems and sub-processors in a country that the agreement's location clause does not allow",
    matters="another country's law reaches the data, and a transfer without a basis is unlawful in itself",
    remedy="move the data to a promised region, or agree on the transfer and its mechanism first",
    judges=JUDGES,
    collect=collect,
    judge=judge,
)
