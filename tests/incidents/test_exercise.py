"""Scenarios: each can be read, unfolds in order, and leads to duties; what classes of data mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from servanda import registry
from servanda.base.errors import ServandaError
from servanda.base.instants import format_instant
from servanda.incidents.data import meaning, with_meaning
from servanda.incidents.duties import assess
from servanda.incidents.exercise import due_injects, scenario, scenarios, score, simulated
from servanda.incidents.facts import Facts
from servanda.incidents.statements import Statement, fold

BEGAN = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)
DETECTORS = {one.id: one for one in registry.detectors()}


@pytest.mark.parametrize("name", [one.id for one in scenarios()])
def test_a_scenario_unfolds_and_leads_to_duties(name: str) -> None:
    plan = scenario(name)
    hours = [inject.after for inject in plan.injects]
    assert hours == sorted(hours)
    assert hours[0] == 0
    assert hours[-1] < plan.hours
    said = []
    for inject in plan.injects:
        at = BEGAN + timedelta(hours=inject.after)
        for fact, value in inject.facts.items():
            if str(value).startswith("+"):
                value = format_instant(BEGAN + timedelta(hours=int(value[1:-1])))
            said.append(Statement(fact=fact, value=value, at=at, by="plan"))
    facts = fold(said)
    end = BEGAN + timedelta(hours=plan.hours)
    found = assess(facts, laws=registry.notice_laws(facts.places()), now=end)
    assert found.of_state("overdue")
    poor = score(found, decided=False, evidence=0, steps=0)
    assert poor.points == 0 < poor.of
    told = {duty.id: duty.start for duty in found.duties if duty.start}
    whole = assess(facts, laws=registry.notice_laws(facts.places()), now=end, sent=told)
    good = score(whole, decided=True, evidence=1, steps=3)
    assert good.points > poor.of // 2


def test_injects_come_in_once_and_in_time() -> None:
    plan = scenario("lost-laptop")
    now = BEGAN + timedelta(minutes=9)
    moment = simulated(BEGAN, plan.pace, now)
    assert moment == BEGAN + timedelta(hours=9)
    first = due_injects(plan, BEGAN, moment, told=0)
    assert [inject.after for inject in first] == [0, 2, 8]
    assert due_injects(plan, BEGAN, moment, told=len(first)) == ()
    with pytest.raises(ServandaError, match="no scenario"):
        scenario("earthquake")


def test_what_classes_mean_is_read_from_their_laws() -> None:
    assert meaning(["iban"], DETECTORS) == {"financial": True}
    assert meaning(["diagnosis"], DETECTORS).keys() >= {"health", "special_category"}
    assert meaning(["us-ssn"], DETECTORS) == {"national_id": True}
    assert "criminal" in meaning(["criminal-record"], DETECTORS)
    assert "credentials" in meaning(["password"], DETECTORS)
    assert meaning(["card-security-code"], DETECTORS) == {"financial": True}
    assert meaning(["email"], DETECTORS) == {"contact": True}
    assert meaning(["nobody-knows"], DETECTORS) == {}


def test_a_class_that_is_not_seen_is_absent_only_after_a_whole_scan() -> None:
    facts = Facts(data_classes=frozenset({"email"}))
    assert with_meaning(facts, DETECTORS).health is None
    assert with_meaning(facts, DETECTORS, whole=True).health is False
    said = Facts(data_classes=frozenset({"diagnosis"}), health=False)
    assert with_meaning(said, DETECTORS).health is False  # what a person states stands
    assert with_meaning(Facts(), DETECTORS) == Facts()
