"""For every control: evidence that is failed, partial, uncounted, stale or about something else keeps nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from situations import NOW, crm, discovery, duty, finding, situation

from servanda import registry
from servanda.agreements.agreement import Agreement
from servanda.agreements.terms import Term
from servanda.base.clocks import Clock
from servanda.base.codec import from_plain, to_plain
from servanda.base.durations import CalendarDays, Months
from servanda.controls.control import Control, Evidence, Observation, Situation
from servanda.controls.promises import promises
from servanda.inventory.findings import Dataset, Field, Inventory
from servanda.inventory.systems import Endpoint, SubProcessor

CONTROLS = {control.id: control for control in registry.controls()}

DUTIES = (
    duty("declared_data"),
    duty("encryption_at_rest", value=True),
    duty("encryption_in_transit", value="TLS 1.2"),
    duty("retention", clock=Clock(length=Months(24))),
    duty("deletion_after_end", clock=Clock(length=CalendarDays(30))),
    duty("data_location", value="EEA"),
    duty("access_control", value=("least_privilege",)),
    duty("subprocessors", value=("Nordwind",)),
    duty("subprocessor_authorisation", value="specific"),
    duty("security_contact", value="security@larkfield.example"),
)

SITUATION = situation(
    *DUTIES,
    agreements=(
        Agreement(
            id="clinic",
            title="DPA",
            kind="dpa",
            ends=date(2025, 1, 1),
            terms=(Term(kind="subprocessors", quote="", value=("Nordwind",)),),
        ),
    ),
    systems=(crm(region="SE", operator="Nordwind", readers=("app",)),),
    subprocessors=(SubProcessor(name="Nordwind", country="SE", agreements=("clinic",)),),
    endpoints=(Endpoint(id="api", address="api.example:443", agreements=("clinic",)),),
    inventory=Inventory(
        datasets=(Dataset(system="crm", table="people", agreements=("clinic",), created="made"),),
        fields=(Field(system="crm", table="people", column="mail", data_class="email"),),
    ),
    discoveries={"crm": discovery(finding("people", "mail", in_clear=False))},
)

FAR = "2030-01-01T00:00:00Z"

# what each control would have collected of SITUATION were every promise kept
GOOD: dict[str, tuple[dict[str, Any], ...]] = {
    "after-end": (
        {
            "obligation": "clinic/deletion_after_end",
            "system": "crm",
            "table": "people",
            "rows": 0,
            "unowned": 0,
            "shared": False,
        },
    ),
    "certificate": (
        {
            "endpoint": "api",
            "tls": True,
            "begins": "2020-01-01T00:00:00Z",
            "ends": FAR,
            "above_end": FAR,
            "for_host": True,
            "untrusted": "",
        },
    ),
    "clear-text": (
        {"system": "crm", "clear": {}, "unsure": {}, "cipher": {"people.mail": ["email"]}},
        {"system": "crm", "plain_file": True, "remains": {}},
    ),
    "data-location": ({"place": "system crm", "country": "SE"},),
    "database-roles": (
        {
            "system": "crm",
            "kind": "table",
            "table": "people",
            "readers": {"app": "grant"},
            "through": {},
            "public": False,
        },
    ),
    "past-retention": (
        {
            "obligation": "clinic/retention",
            "system": "crm",
            "table": "people",
            "limit": "within 24 months",
            "rows": 9,
            "undated": 0,
            "past": 0,
            "unowned": 0,
            "shared": False,
        },
    ),
    "security-contact": ({"company": "Larkfield", "contact": "security@larkfield.example"},),
    "subprocessors": ({"company": "Nordwind", "systems": ["crm"]},),
    "tls-version": (
        {
            "endpoint": "api",
            "tls": True,
            "negotiated": "TLS 1.3",
            "accepts": {"TLS 1.0": False, "TLS 1.1": False, "TLS 1.2": True, "TLS 1.3": True},
        },
    ),
    "undeclared-data": (
        {"system": "crm", "columns": 5, "found": 1, "undeclared": {}, "unsure": {}, "worse": {}},
    ),
}


def good(control: Control) -> Evidence:
    observations = tuple(
        Observation(subject=f"thing {n}", facts=facts) for n, facts in enumerate(GOOD[control.id])
    )
    return Evidence(
        control=control.id, at=NOW, observations=observations, population=len(observations)
    )


def kept(control: Control, evidence: Evidence, at: Situation = SITUATION) -> list[str]:
    outcomes = control.judge(evidence, at)
    assert all(outcome.control == control.id for outcome in outcomes)
    mine = [o for o in at.obligations if o.kind in control.judges]
    assert {o.obligation for o in outcomes} == {o.id for o in mine}
    for outcome in outcomes:
        if outcome.status == "kept":
            assert outcome.population
            assert outcome.seen == outcome.population
        assert outcome.why
        assert outcome.status != "broken" or outcome.remedy
    return [p.obligation.id for p in promises(mine, outcomes) if p.status == "kept"]


def test_there_are_ten_and_each_has_its_page() -> None:
    assert sorted(CONTROLS) == sorted(GOOD)
    for control in CONTROLS.values():
        assert control.title
        assert control.judges
        assert control.matters
        assert control.remedy
        assert control.finds


@pytest.mark.parametrize("name", sorted(GOOD))
def test_good_evidence_keeps_every_promise_that_the_control_judges(name: str) -> None:
    control = CONTROLS[name]
    assert kept(control, good(control)) == [d.id for d in DUTIES if d.kind in control.judges]


@pytest.mark.parametrize("name", sorted(GOOD))
@settings(deadline=None)  # two busy cores are no fault
@given(data=st.data())
def test_evidence_with_any_flaw_keeps_nothing(name: str, data: st.DataObject) -> None:
    control, evidence = CONTROLS[name], good(CONTROLS[name])
    number = data.draw(st.integers(0, len(evidence.observations) - 1))
    broken = list(evidence.observations)
    flaw = data.draw(
        st.sampled_from(["failed", "also failed", "gone", "more", "none", "old", "early", "mute"])
    )
    if flaw == "failed":
        broken[number] = replace(broken[number], failed="locked")
    elif flaw == "also failed":
        facts = data.draw(st.sampled_from([broken[number].facts, {}]))
        broken.append(Observation(subject="another", facts=facts, failed="locked"))
    elif flaw == "gone":
        del broken[number]
    elif flaw == "mute":
        broken[number] = replace(broken[number], facts={})
    evidence = replace(
        evidence,
        observations=tuple(broken),
        population=None if flaw == "none" else evidence.population,
    )
    if flaw == "more":
        more = data.draw(st.integers(1, 10**6))
        evidence = replace(evidence, population=len(broken) + more)
    if flaw == "also failed":
        evidence = replace(evidence, population=len(broken))
    if flaw == "old":
        evidence = replace(evidence, at=NOW - timedelta(hours=data.draw(st.integers(25, 9999))))
    if flaw == "early":
        evidence = replace(evidence, at=NOW + timedelta(seconds=data.draw(st.integers(1, 10**6))))
    assert kept(control, evidence) == []


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("name", sorted(GOOD))
@settings(deadline=None)  # two busy cores are no fault
@given(data=st.data())
def test_any_evidence_is_judged_without_an_error(name: str, data: st.DataObject) -> None:
    control = CONTROLS[name]
    keys = sorted({key for facts in GOOD[name] for key in facts})
    good_values = {key: facts[key] for facts in GOOD[name] for key in facts}
    observations = []
    for _ in range(data.draw(st.integers(0, 3))):
        facts = data.draw(
            st.fixed_dictionaries(
                {}, optional={key: st.just(good_values[key]) | plain for key in keys}
            )
        )
        failed = data.draw(st.sampled_from(["", "", "locked"]))
        observations.append(Observation(subject="x", facts=facts, failed=failed))
    population = data.draw(st.none() | st.integers(0, 4))
    evidence = Evidence(
        control=control.id, at=NOW, observations=tuple(observations), population=population
    )
    found = kept(control, evidence)
    key = next(iter(GOOD[name][0]))  # the fact that names the subject
    failed_here = any(
        o.failed and o.facts.get(key, "") in ("", good_values[key]) for o in observations
    )
    if population is None or len(observations) < population or failed_here:
        assert found == []
    if not observations:
        assert found == []


@pytest.mark.parametrize("name", sorted(GOOD))
def test_no_obligations_no_outcomes(name: str) -> None:
    control = CONTROLS[name]
    assert control.judge(good(control), replace(SITUATION, obligations=())) == ()


@pytest.mark.parametrize("name", sorted(GOOD))
def test_nothing_to_look_at_is_never_kept(name: str) -> None:
    control = CONTROLS[name]
    nothing = replace(
        SITUATION, systems=(), endpoints=(), subprocessors=(), inventory=Inventory(), discoveries={}
    )
    nobody = Evidence(control=control.id, at=NOW, observations=(), population=0)
    assert kept(control, nobody, nothing) == []
    assert kept(control, nobody) == []
    assert {o.status for o in control.judge(nobody, nothing)} <= {"unknown", "not-applicable"}


@pytest.mark.parametrize("name", sorted(GOOD))
def test_evidence_survives_its_wire_shape(name: str) -> None:
    control, evidence = CONTROLS[name], good(CONTROLS[name])
    again = from_plain(Evidence, to_plain(evidence))
    assert control.judge(again, SITUATION) == control.judge(evidence, SITUATION)


@cache
def collected(name: str) -> Evidence:
    return CONTROLS[name].collect(
        replace(
            SITUATION, endpoints=(Endpoint(id="api", address="127.0.0.1:1"),), folder="/nowhere"
        )
    )


@pytest.mark.parametrize("name", sorted(GOOD))
def test_collection_where_nothing_answers_never_raises_and_counts_what_failed(name: str) -> None:
    evidence = collected(name)
    assert evidence.control == name
    assert evidence.population == len(evidence.observations) > 0
    assert to_plain(evidence)
    touches = {"after-end", "certificate", "database-roles", "past-retention", "tls-version"}
    assert (evidence.seen == 0) == (name in touches)
