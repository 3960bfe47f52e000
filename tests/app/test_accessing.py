"""Access in a workspace: what is recorded, and that only the policy opens."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from servanda.base.errors import ServandaError
from servanda.safeguards.access.outcomes import Deny, Permit
from servanda_app import actions
from servanda_app.actions.access_records import Ask
from servanda_app.actions.accessing import decide_access, explain_access
from servanda_app.actions.approving import approve_access, request_access
from servanda_app.actions.emergencies import break_glass, emergencies
from servanda_app.actions.reaching import who_can_reach
from servanda_app.records.documents import counts, record
from servanda_app.settings import read_settings
from servanda_app.workspace import Workspace

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
DESK = Path(__file__).parents[2] / "examples" / "desk"
READ = Ask(
    person="ada",
    action="read",
    category="email",
    agreement="fern-clinic",
    purpose="customer care",
    strong_authentication=NOW - timedelta(minutes=3),
    place="IE",
)
COPY = replace(READ, action="export", category="EmailAddress")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(DESK, tmp_path / "desk")
    with actions.init(tmp_path / "desk", now=NOW, actor="t") as workspace:
        yield workspace


def ask_for_copy(desk: Workspace) -> str:
    return request_access(
        desk,
        person="ada",
        action="export",
        category="EmailAddress",
        agreement="fern-clinic",
        purpose="CustomerCare",
        because="the patient asked for a copy",
        now=NOW,
        actor="t",
    ).id


def test_explaining_records_nothing_and_keeping_does(desk: Workspace) -> None:
    before = counts(desk.alias)
    assert isinstance(explain_access(desk, READ, now=NOW).outcome, Permit)
    assert decide_access(desk, READ, now=NOW, actor="t").recorded == ""
    assert counts(desk.alias) == before
    refused = decide_access(desk, replace(READ, place="US"), now=NOW, actor="t", keep=True)
    assert isinstance(refused.outcome, Deny)
    assert counts(desk.alias)["access-deny"] == 1
    assert actions.ledger_entries(desk)[-1][1].digest == refused.recorded
    actions.verify_ledger(desk)


def test_an_approval_opens_this_request_for_its_time_and_nothing_else(desk: Workspace) -> None:
    def decided(ask: Ask = COPY, minutes: int = 0) -> Permit | Deny:
        later = NOW + timedelta(minutes=minutes)
        ask = replace(ask, strong_authentication=later)
        return explain_access(desk, ask, now=later).outcome

    request = ask_for_copy(desk)
    assert isinstance(decided(), Deny)
    for by in ("ada", "kim"):
        said = approve_access(desk, request, by=by, minutes=30, now=NOW, actor="t", ask=READ)
        assert isinstance(said.outcome, Deny), by
        assert isinstance(decided(), Deny)
    said = approve_access(desk, request, by="pia", minutes=30, now=NOW, actor="t", ask=READ)
    assert isinstance(said.outcome, Permit)
    assert isinstance(decided(), Permit)
    assert isinstance(decided(minutes=30), Deny)
    assert isinstance(decided(replace(COPY, category="family-name")), Deny)
    assert isinstance(decided(replace(COPY, action="delete")), Deny)
    kinds = counts(desk.alias)
    assert (kinds["access-request"], kinds["access-approval"], kinds["access-deny"]) == (1, 1, 2)


def test_an_emergency_is_declared_with_reason_used_on_record_and_lapses(desk: Workspace) -> None:
    ask = replace(READ, person="noor", category="icd10-code")
    assert isinstance(decide_access(desk, ask, now=NOW, actor="t").outcome, Deny)
    with pytest.raises(ServandaError, match="reason"):
        break_glass(desk, person="noor", agreement="fern-clinic", because="!", now=NOW, actor="t")
    with pytest.raises(ServandaError, match="no break-glass rule"):
        break_glass(desk, person="ada", agreement="fern-clinic", because="urgent call", now=NOW, actor="t")  # fmt: skip
    break_glass(desk, person="noor", agreement="fern-clinic", because="patient unconscious", now=NOW, actor="t")  # fmt: skip
    used = decide_access(desk, ask, now=NOW + timedelta(minutes=5), actor="t")
    assert isinstance(used.outcome, Permit)
    assert used.outcome.break_glass
    assert used.recorded
    assert counts(desk.alias)["access-emergency-use"] == 1
    (told,) = emergencies(desk)
    assert told.because == "patient unconscious"
    assert told.uses == ("2026-03-03T10:05:00Z read icd10-code for CustomerCare",)
    again = NOW + timedelta(minutes=10)
    break_glass(desk, person="noor", agreement="fern-clinic", because="another patient", now=again, actor="t")  # fmt: skip
    assert [len(each.uses) for each in emergencies(desk)] == [1, 0]
    late = NOW + timedelta(minutes=70)
    assert isinstance(
        decide_access(desk, replace(ask, strong_authentication=late), now=late, actor="t").outcome,
        Deny,
    )
    other = replace(ask, agreement="cove-dental")
    assert isinstance(decide_access(desk, other, now=NOW, actor="t").outcome, Deny)


def test_a_shredded_agreement_refuses_everything(desk: Workspace) -> None:
    assert isinstance(explain_access(desk, READ, now=NOW).outcome, Permit)
    with desk.recording():
        record(
            desk.alias, kind="vault-shredding", subject="fern-clinic", value={}, at=NOW, actor="t"
        )
    said = explain_access(desk, READ, now=NOW).outcome
    assert isinstance(said, Deny)
    assert said.rules == ("fern-clinic/shredded",)


def test_without_a_page_nothing_is_permitted_and_a_broken_one_raises(desk: Workspace) -> None:
    (desk.folder / "access.md").write_text(
        "# A\n\n## 1\n\nWords.\n\n```toml permit\nroles = 3\n```\n"
    )
    with pytest.raises(ServandaError, match=r"expected a list") as raised:
        explain_access(desk, READ, now=NOW)
    assert raised.value.where.endswith("access.md:8")
    (desk.folder / "access.md").unlink()
    assert isinstance(explain_access(desk, READ, now=NOW).outcome, Deny)
    assert who_can_reach(desk, "PersonalData", now=NOW).reaches == ()


def test_unknown_words_are_errors_with_what_there_is(desk: Workspace) -> None:
    for change, code in (
        ({"person": "bob"}, "unknown-person"),
        ({"category": "shoe size"}, "unknown-category"),
        ({"purpose": "fun"}, "unknown-purpose"),
    ):
        with pytest.raises(ServandaError) as raised:
            explain_access(desk, replace(READ, **change), now=NOW)  # type: ignore[arg-type]
        assert raised.value.code == code


def test_who_can_reach_names_the_columns_and_untied_words(desk: Workspace) -> None:
    found = who_can_reach(desk, "Contact", now=NOW, agreement="fern-clinic")
    assert {(r.person, r.category) for r in found.reaches if r.action == "read"} == {
        ("ada", "EmailAddress"),
        ("sam", "EmailAddress"),
    }
    assert found.places == ("care patients.email",)
    assert found.untied == ()
    page = desk.folder / "access.md"
    page.write_text(page.read_text().replace('says = "diagnoses"', 'says = "x-rays"'))
    assert [u.words for u in who_can_reach(desk, "Name", now=NOW).untied] == ["diagnoses"]


def test_people_have_roles_that_exist_and_names_of_their_own() -> None:
    head = 'schema = "servanda/workspace/1"\n\n[company]\nname = "Larkfield"\n\n'
    ada = '[[people]]\nid = "ada"\nroles = ["support"]\n\n'
    support = '[[roles]]\nid = "support"\n\n'
    read = read_settings((head + support + ada).encode())
    assert read.people[0].roles == ("support",)
    for text, code in (
        (ada, "unknown-role"),
        (support + ada * 2, "double-id"),
        (support * 2, "double-id"),
    ):
        with pytest.raises(ServandaError) as raised:
            read_settings((head + text).encode())
        assert raised.value.code == code
        assert raised.value.where.startswith("servanda.toml:")


def test_a_person_has_no_role_before_the_first_day_and_after_the_last(desk: Workspace) -> None:
    sam = replace(READ, person="sam", purpose="audit-of-care")
    assert isinstance(explain_access(desk, sam, now=NOW).outcome, Permit)
    later = NOW.replace(year=2031)
    said = explain_access(desk, replace(sam, strong_authentication=later), now=later).outcome
    assert isinstance(said, Deny)
    assert said.needed == ("the role auditor or support",)
