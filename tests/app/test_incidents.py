"""Incidents as a workspace remembers them: facts are only added, decisions lapse, sending is a person's act."""

from __future__ import annotations

from dataclasses import replace
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
    assert [one.duty for one in actions.incident(workspace).sent] == [AUTHORITY]
    more = NOW + timedelta(days=9)
    again = actions.notice_sent(
        workspace, "", AUTHORITY, at=more, now=more, actor="ann", supplement=True
    )
    assert (again.state, again.sent) == ("done", NOW)  # the first notice's time remains


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


def test_what_the_classes_of_data_mean_is_read_from_the_inventory(workspace: Workspace) -> None:
    facts = {key: value for key, value in FACTS.items() if key != "financial"}
    found = actions.open_incident(
        workspace, title="x", facts=facts | {"data_classes": ["diagnosis", "iban", "email"]},
        now=NOW, actor="ann",
    )  # fmt: skip
    known = actions.understood(found)
    assert (known.health, known.special_category, known.financial, known.contact) == (True,) * 4
    assert known.minors is None  # not shown is not absent
    assert actions.assess_incident(workspace, found, now=NOW).risk.answer == "high-risk"


def test_evidence_has_a_chain_and_steps_an_author(workspace: Workspace) -> None:
    _open(workspace)
    piece = actions.Evidence(name="log", digest="ab" * 32, size=3, at=NOW, by="ann", kept="safe")
    actions.add_evidence(workspace, "", piece)
    found = actions.add_evidence(workspace, "", replace(piece, by="bob", kept="police"))
    assert [(one.by, one.kept) for one in found.evidence] == [("ann", "safe"), ("bob", "police")]
    with pytest.raises(ServandaError, match="no step"):
        actions.step_done(
            workspace, "", actions.Done(playbook="outflow", step="nap", at=NOW, by="a")
        )
    done = actions.Done(playbook="outflow", step="close", at=NOW, by="ann")
    assert actions.step_done(workspace, "", done).done == (done,)
    kinds = [entry.kind for _, entry in actions.ledger_entries(workspace)]
    assert kinds.count("incident-evidence") == 2 and kinds.count("incident-step") == 1


def test_the_register_shows_every_incident_and_no_exercise(workspace: Workspace) -> None:
    _open(workspace)
    actions.state_fact(workspace, "", _say("unintelligible", True))
    actions.start_exercise(workspace, "lost-laptop", now=NOW, actor="ann")
    (entry,) = actions.register(workspace, now=NOW)
    assert entry.incident == "2026-03-06-1"
    assert entry.risk == "unlikely"
    assert "cannot read them" in entry.not_told_because
    assert "About 20" in entry.people


def test_an_exercise_runs_in_its_own_time_and_is_scored(workspace: Workspace) -> None:
    begun = actions.start_exercise(workspace, "lost-laptop", now=NOW, actor="ann")
    name = begun.incident.opened.id
    assert [inject.after for inject in begun.came_in] == [0]
    assert begun.incident.facts.people is None
    later = NOW + timedelta(minutes=3)  # three hours of the scenario
    second = actions.advance(workspace, name, now=later, actor="ann")
    assert [inject.after for inject in second.came_in] == [2]
    assert second.incident.facts.people == 1900
    assert actions.advance(workspace, name, now=later, actor="ann").came_in == ()
    moment = actions.moment_of(second.incident, later)
    assert moment == NOW + timedelta(hours=3)
    aware = second.incident.facts.at("awareness")
    assert aware == NOW + timedelta(hours=2)
    poor = actions.score_exercise(workspace, name, now=later)
    actions.decide_conclusion(workspace, name, "gdpr-risk", now=moment, actor="dpo")
    actions.notice_sent(workspace, name, AUTHORITY, at=moment, now=moment, actor="ann")
    better = actions.score_exercise(workspace, name, now=later)
    assert better.points == poor.points + 3 + 2
    last = actions.advance(workspace, name, now=NOW + timedelta(minutes=85), actor="ann")
    assert last.over and last.left == 0
    assert last.incident.facts.key_safe is False
    with pytest.raises(ServandaError, match="real incident"):
        actions.advance(workspace, _open(workspace).opened.id, now=NOW, actor="ann")


def test_what_a_review_resolves_is_owed_until_it_is_done(workspace: Workspace) -> None:
    facts = FACTS | {"unintelligible": True, "roles": ["controller"]}
    found = actions.open_incident(workspace, title="x", facts=facts, now=NOW, actor="ann")
    name = found.opened.id
    actions.close_incident(
        workspace, name, review="no lock", actions=("buy a lock", "use it"), now=NOW, actor="ann"
    )

    def owed() -> list[str]:
        all_of_them = actions.obligations(workspace, on=NOW.date()).obligations
        return [one.what for one in all_of_them if one.kind == "incident_action"]

    assert owed() == ["buy a lock", "use it"]
    actions.step_done(workspace, name, actions.Done(playbook="review", step="1", at=NOW, by="a"))
    assert owed() == ["use it"]
    with pytest.raises(ServandaError, match="no step"):
        actions.step_done(
            workspace, name, actions.Done(playbook="review", step="3", at=NOW, by="a")
        )
