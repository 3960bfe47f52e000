"""Incidents as a workspace remembers them: facts are only added, decisions lapse, sending is a person's act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from workspace_kit import NOW

from servanda.agreements.agreement import Agreement, Party
from servanda.agreements.file import write_agreement
from servanda.agreements.terms import Term
from servanda.base.clocks import Clock
from servanda.base.durations import Hours
from servanda.base.errors import ServandaError
from servanda.incidents.statements import Statement
from servanda_app import actions
from servanda_app.workspace import Workspace

FACTS = {
    "loss": ["confidentiality"],
    "recipient": "unknown",
    "financial": True,
    "people": 20,
    "people_in.DE": 20,
    "established": "DE",
    "roles": ["controller", "processor"],
    "events.awareness": "2026-03-06T17:00:00Z",
}
AUTHORITY = "eu/gdpr#33.1/notify-authority"


def _open(workspace: Workspace) -> actions.Incident:
    return actions.open_incident(workspace, title="a list", facts=FACTS, now=NOW, actor="ann")


def _say(fact: str, value: object, minutes: int = 1) -> Statement:
    return Statement(fact=fact, value=value, at=NOW + timedelta(minutes=minutes), by="ann")


def _promise(workspace: Workspace) -> None:
    folder = workspace.folder / "agreements"
    folder.mkdir(exist_ok=True)
    term = Term(
        kind="breach_notice",
        clause="7",
        quote="Processor shall notify Controller within 24 hours.",
        clock=Clock(starts="awareness", length=Hours(24)),
        bearer="processor",
        to="controller",
    )
    agreement = Agreement(
        id="clinic",
        title="DPA",
        kind="dpa",
        parties=(Party(name="Clinic", role="controller"), Party(name="We", role="processor")),
        terms=(term,),
    )
    (folder / "clinic.md").write_text(write_agreement(agreement))


def test_contract_and_law_stand_on_one_page_and_each_is_in_the_ledger(
    workspace: Workspace,
) -> None:
    _promise(workspace)
    found = _open(workspace)
    assert found.opened.id == "2026-03-06-1"
    assessed = actions.assess_incident(workspace, found, now=NOW)
    due = {duty.id: duty.due for duty in assessed.of_state("owed") if duty.due}
    assert due["clinic/breach-notice"] == NOW + timedelta(hours=23)
    assert due[AUTHORITY] == NOW + timedelta(hours=71)
    kinds = [entry.kind for _, entry in actions.ledger_entries(workspace)]
    assert kinds.count("incident-fact") == len(FACTS)
    assert actions.verify_ledger(workspace).records == len(kinds)


def test_a_fact_is_added_and_an_unreadable_one_is_refused(workspace: Workspace) -> None:
    _open(workspace)
    found = actions.state_fact(workspace, "", _say("people", 5000))
    assert found.facts.people == 5000
    assert [s.value for s in found.statements if s.fact == "people"] == [20, 5000]
    with pytest.raises(ServandaError, match="not among the choices"):
        actions.state_fact(workspace, "", _say("recipient", "somebody"))
    assert actions.incident(workspace).facts == found.facts


def test_a_decision_holds_until_new_facts_lead_elsewhere(workspace: Workspace) -> None:
    _open(workspace)
    with pytest.raises(ServandaError, match="says why"):
        actions.decide_conclusion(workspace, "", "gdpr-risk", answer="risk", now=NOW, actor="dpo")
    actions.decide_conclusion(
        workspace, "", "gdpr-risk", answer="risk", because="old cards", now=NOW, actor="dpo"
    )
    found = actions.incident(workspace)
    assert actions.assess_incident(workspace, found, now=NOW).risk.answer == "risk"
    found = actions.state_fact(workspace, "", _say("unintelligible", True))
    assert actions.assess_incident(workspace, found, now=NOW).risk.answer == "unlikely"


def test_sending_is_recorded_once_and_never_before_it_happened(workspace: Workspace) -> None:
    _open(workspace)
    later = NOW + timedelta(hours=2)
    with pytest.raises(ServandaError, match="once it was sent"):
        actions.notice_sent(workspace, "", AUTHORITY, at=later, now=NOW, actor="ann")
    with pytest.raises(ServandaError, match="no duty"):
        actions.notice_sent(workspace, "", "x", at=NOW, now=NOW, actor="ann")
    done = actions.notice_sent(workspace, "", AUTHORITY, at=NOW, now=NOW, actor="ann")
    assert done.state == "done"
    with pytest.raises(ServandaError, match="already"):
        actions.notice_sent(workspace, "", AUTHORITY, at=NOW, now=NOW, actor="ann")
    assert actions.incident(workspace).facts.at("authority-notice") == NOW


def test_it_is_closed_with_a_review_and_only_when_nothing_is_owed(workspace: Workspace) -> None:
    _open(workspace)
    with pytest.raises(ServandaError, match="still owed"):
        actions.close_incident(workspace, "", review="x", now=NOW, actor="ann")
    actions.state_fact(workspace, "", _say("unintelligible", True))
    actions.state_fact(workspace, "", _say("roles", ["controller"], 2))
    with pytest.raises(ServandaError, match="what was learned"):
        actions.close_incident(workspace, "", review=" ", now=NOW, actor="ann")
    closed = actions.close_incident(
        workspace, "", review="lock the cupboard", actions=("buy a lock",), now=NOW, actor="ann"
    )
    assert closed.closed is not None
    with pytest.raises(ServandaError, match="is closed"):
        actions.state_fact(workspace, closed.opened.id, _say("people", 1, 3))
    with pytest.raises(ServandaError, match="no incident is open"):
        actions.incident(workspace)
    moments = actions.timeline(closed, actions.assess_incident(workspace, closed, now=NOW))
    assert [m.kind for m in moments if m.kind in ("opened", "closed")] == ["opened", "closed"]
