"""A run of the checks: each promise with its status, all of it recorded, unknown never kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from company_kit import STATUSES, TOML, write_company
from workspace_kit import NOW

from servanda import registry
from servanda.agreements.findings import Review
from servanda.base.codec import digest
from servanda.base.errors import ServandaError
from servanda.controls.control import Control, Evidence, Observation, Outcome, Situation
from servanda.inventory.findings import Discovery
from servanda_app import actions
from servanda_app.records.documents import latest, stored
from servanda_app.workspace import Workspace


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Workspace]:
    write_company(tmp_path / "here")
    with actions.init(tmp_path / "here", now=NOW, actor="test") as workspace:
        yield workspace


def check(workspace: Workspace, *controls: str) -> actions.CheckRun:
    return actions.check(workspace, now=NOW, actor="test", controls=controls)


def statuses(run: actions.CheckRun) -> dict[str, str]:
    return {promise.obligation.kind: promise.status for promise in run.promises}


def test_each_promise_has_its_status_its_words_and_its_evidence(company: Workspace) -> None:
    steps: list[tuple[int, int | None, str]] = []
    run = actions.check(company, now=NOW, actor="test", progress=lambda *step: steps.append(step))
    assert {kind: statuses(run)[kind] for kind in STATUSES} == STATUSES
    broken = next(p for p in run.promises if p.obligation.kind == "encryption_at_rest")
    assert broken.words == "Processor shall encrypt Personal Data at rest with AES-256."
    assert any("email" in outcome.why for outcome in broken.outcomes)
    assert broken.remedies
    assert "person1@" not in json.dumps(run.to_plain())
    assert steps[0][:2] == (0, 1 + len(run.controls))
    assert steps[-1][:2] == (1 + len(run.controls),) * 2


def test_the_run_its_evidence_and_its_scans_are_recorded(company: Workspace) -> None:
    run = check(company)
    kept = list(stored(company.alias, run=run.id))
    kinds = [document.kind for document in kept]
    assert kinds == [
        "agreement",
        "discovery",
        *["evidence"] * len(run.controls),
        "check",
    ]
    by_control = {document.subject: document for document in kept if document.kind == "evidence"}
    for judged in run.controls:
        assert by_control[judged.control.id].digest == judged.digest
        assert by_control[judged.control.id].value(Evidence) == judged.evidence
    assert kept[1].value(Discovery) == run.discoveries.found["crm"]
    assert kept[-1].plain() == json.loads(json.dumps(run.to_plain()))
    report = actions.verify_ledger(company)
    assert (report.entries, report.root) == (run.size, run.root)
    assert report.entries == 1 + len(kept)


def test_an_agreement_is_recorded_anew_only_where_it_changed(company: Workspace) -> None:
    first, second = check(company), check(company)
    assert first.id != second.id
    file = company.folder / "agreements/clinic.md"
    file.write_text(file.read_text().replace("AES-256.", "AES-256, always."))
    check(company)
    versions = [item.plain() for item in stored(company.alias, kind="agreement")]
    assert [version["file_digest"] for version in versions][-1] == digest(file.read_bytes())
    assert len(versions) == 2


def test_named_controls_judge_only_what_they_answer_for(company: Workspace) -> None:
    run = check(company, "security-contact")
    assert statuses(run) == {"security_contact": "kept"}
    with pytest.raises(ServandaError, match="no control `nope`") as error:
        check(company, "nope")
    assert "security-contact" in error.value.hint


def test_a_system_that_cannot_be_opened_is_said_and_keeps_nothing_green(
    company: Workspace,
) -> None:
    (company.folder / "crm.db").unlink()
    run = check(company)
    assert [skipped.system for skipped in run.discoveries.failed] == ["crm"]
    assert statuses(run)["encryption_at_rest"] == "unknown"
    assert latest(company.alias, kind="discovery-failed", subject="crm") is not None
    assert run.to_plain()["not_scanned"][0]["system"] == "crm"


SECRET = "hunter22@victim.example"


def _raises(*_: Any) -> Any:
    raise ValueError(f"cannot parse {SECRET}")


def _evidence(situation: Situation, **facts: Any) -> Evidence:
    return Evidence(
        control="odd",
        at=situation.now,
        observations=(Observation(subject="x", facts=facts),),
        population=1,
    )


def _kept(seen: int, population: int | None, obligation: str = "") -> Callable[..., Any]:
    def judge(_evidence: Evidence, situation: Situation) -> tuple[Outcome, ...]:
        return tuple(
            Outcome(
                control="odd",
                obligation=obligation or duty.id,
                subject="x",
                status="kept",
                why="it says so",
                seen=seen,
                population=population,
            )
            for duty in situation.obligations
            if duty.kind == "security_contact"
        )

    return judge


def odd(**parts: Any) -> Control:
    return replace(
        Control(
            id="odd",
            title="Odd",
            finds="",
            matters="",
            remedy="",
            judges=("security_contact",),
            collect=_evidence,
            judge=_kept(1, 1),
        ),
        **parts,
    )


def test_the_odd_control_is_believed_where_it_saw_all(
    company: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "controls", lambda: (odd(),))
    assert statuses(check(company))["security_contact"] == "kept"


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"collect": _raises}, "collecting failed: ValueError"),
        ({"judge": _raises}, "judging failed: ValueError"),
        ({"judge": _kept(0, 0)}, "only 0 of 0 were seen"),
        ({"judge": _kept(2, 3)}, "only 2 of 3 were seen"),
        ({"judge": _kept(2, None)}, "only 2 of an unknown number were seen"),
        ({"judge": _kept(1, 1, "other/duty")}, "it judged an obligation that does not exist"),
        ({"collect": lambda s: _evidence(s, n=float("nan"))}, "collecting failed"),
        ({"collect": lambda s: _evidence(s, n=2**70)}, "collecting failed"),
        ({"collect": lambda s: _evidence(s, n=object())}, "collecting failed: TypeError"),
        ({"collect": lambda s: None}, "judging failed"),
    ],
)
def test_a_control_that_fails_or_saw_too_little_is_never_green(
    company: Workspace, monkeypatch: pytest.MonkeyPatch, parts: dict[str, Any], why: str
) -> None:
    if "judge" not in parts and why == "judging failed":
        parts = parts | {"judge": lambda evidence, situation: evidence.observations}
    monkeypatch.setattr(registry, "controls", lambda: (odd(**parts),))
    run = check(company)
    promise = next(p for p in run.promises if p.obligation.kind == "security_contact")
    assert promise.status == "unknown"
    assert why in promise.why
    assert SECRET not in json.dumps(run.to_plain())
    assert actions.verify_ledger(company).entries == run.size
    for document in stored(company.alias):
        assert SECRET.encode() not in document.body


def test_a_faulty_file_stops_the_run_with_its_line_and_nothing_is_recorded(
    company: Workspace,
) -> None:
    before = actions.verify_ledger(company)
    file = company.folder / "agreements/clinic.md"
    faulty = re.sub('kind = "encryption.at.rest"', 'kind = "encyption"', file.read_text())
    file.write_text(faulty)
    with pytest.raises(ServandaError) as error:
        check(company)
    name, _, line = error.value.where.rpartition(":")
    assert (name.endswith("agreements/clinic.md"), line.isdigit()) == (True, True)
    assert actions.verify_ledger(company) == before


def test_without_agreements_there_is_nothing_to_judge(company: Workspace) -> None:
    (company.folder / "agreements/clinic.md").unlink()
    run = check(company)
    assert run.promises == ()
    assert set(run.counts.values()) == {0}


def test_obligations_are_those_of_the_day_and_of_the_agreement(company: Workspace) -> None:
    found = actions.obligations(company, on=NOW.date())
    assert set(STATUSES) <= {each.kind for each in found.obligations}
    plain = found.to_plain()
    assert plain["schema"] == "servanda/obligations/1"
    first = next(o for o in plain["obligations"] if o["kind"] == "encryption_at_rest")
    assert first["basis"][0]["clause"] == "5.1"
    assert actions.obligations(company, on=NOW.date(), agreement="clinic").obligations
    with pytest.raises(ServandaError, match="no agreement `other`"):
        actions.obligations(company, on=NOW.date(), agreement="other")


def test_a_scan_is_recorded_by_itself_too(company: Workspace) -> None:
    found = actions.discover(company, now=NOW, actor="test", systems=("crm",))
    assert [f.data_class for f in found.found["crm"].findings] == ["email"]
    document = latest(company.alias, kind="discovery", subject="crm")
    assert document is not None
    assert document.value(Discovery) == found.found["crm"]
    with pytest.raises(ServandaError, match="no system `nope`"):
        actions.discover(company, now=NOW, actor="test", systems=("nope",))


def test_a_review_is_recorded_with_the_version_of_its_agreement(company: Workspace) -> None:
    review = Review(
        name="clinic.docx",
        digest="0" * 64,
        kind="dpa",
        kind_confidence=0.9,
        language="en",
        pages=3,
        readable=True,
        laws=("eu/gdpr",),
        provisions=(),
        terms=(),
    )
    made = actions.record_review(company, review, now=NOW, actor="test", agreement="clinic")
    assert len(made) == 2
    later = NOW + timedelta(hours=1)
    assert (
        len(actions.record_review(company, review, now=later, actor="t", agreement="clinic")) == 1
    )
    assert len(actions.record_review(company, review, now=later, actor="t")) == 1
    subjects = [item.subject for item in stored(company.alias, kind="review")]
    assert subjects == ["clinic", "clinic", "clinic.docx"]
    with pytest.raises(ServandaError, match="does not exist"):
        actions.record_review(company, review, now=NOW, actor="t", agreement="none")
    with pytest.raises(ServandaError, match="name of its file"):
        actions.record_review(company, review, now=NOW, actor="t", agreement="../clinic")


def test_status_tells_what_there_is(company: Workspace) -> None:
    empty = actions.status(company)
    assert (empty.last, empty.promises, empty.entries) == (None, {}, 1)
    run = check(company)
    found = actions.status(company)
    assert (found.run, found.last, found.promises) == (run.id, NOW, run.counts)
    assert found.records["check"] == 1
    assert found.to_plain()["ledger"] == {"entries": run.size, "pending": 0}


def test_the_password_of_a_system_is_recorded_nowhere(tmp_path: Path) -> None:
    write_company(tmp_path / "here")
    text = TOML.replace('target = "crm.db"', 'target = "postgresql://me:hunter22@127.0.0.1:1/crm"')
    (tmp_path / "here/servanda.toml").write_text(text)
    with actions.init(tmp_path / "here", now=NOW, actor="test") as workspace:
        run = check(workspace)
        assert [skipped.system for skipped in run.discoveries.failed] == ["crm"]
        assert "hunter22" not in json.dumps(run.to_plain())
        for document in stored(workspace.alias):
            assert b"hunter22" not in document.body
