"""Who can reach what, against every single decision."""

from __future__ import annotations

from itertools import product

from access_kit import NOW, company, context

from servanda.safeguards.access.compiled import compile_policy
from servanda.safeguards.access.deciding import decide
from servanda.safeguards.access.explaining import explain
from servanda.safeguards.access.outcomes import Permit
from servanda.safeguards.access.people import Person
from servanda.safeguards.access.reaching import TOUCHES, who_can
from servanda.safeguards.access.requests import Approval, BreakGlass, Data, Subject

PEOPLE = (
    Person(id="ada", name="Ada", roles=("support",)),
    Person(id="noor", roles=("doctor",)),
    Person(id="kim", roles=("custodian",)),
    Person(id="both", roles=("custodian", "support")),
    Person(id="gone", roles=("support",), ends=NOW.date().replace(year=2025)),
)
POLICY = company().policy
TABLES = compile_policy(POLICY).tables


def test_everyone_who_is_listed_can_and_nobody_else() -> None:
    listed = {
        (r.person, r.action, r.category, r.agreement, purpose)
        for r in who_can(TABLES, PEOPLE, "PersonalData", now=NOW)
        for purpose in r.purposes
    }
    can = set()
    categories = ("EmailAddress", "Name", "MedicalHealth", "Contact", "Prescription")
    purposes = ("CustomerCare", "CommunicationForCustomerCare", "PaymentManagement", "Purpose")
    for person, action, category, agreement, purpose in product(
        PEOPLE, TOUCHES, categories, sorted(POLICY.agreements), purposes
    ):
        subject = Subject(id=person.id, roles=person.roles_on(NOW.date()))
        yes = Approval(by="pia", roles=frozenset({"privacy"}), at=NOW, until=NOW.replace(hour=23), subject=person.id, action=action, agreement=agreement, category=category, purpose=purpose)  # fmt: skip
        glass = BreakGlass(by=person.id, reason="patient unconscious", at=NOW, agreement=agreement)
        best = context(approvals=(yes,), break_glass=glass)
        data = Data(agreement=agreement, category=category)
        if isinstance(decide(POLICY, subject, action, data, purpose, best), Permit):
            can.add((person.id, action, category, agreement, purpose))
    assert can
    for person_id, action, category, agreement, purpose in can:
        assert any(
            (p, a, g) == (person_id, action, agreement)
            and c in POLICY.categories.above(category)
            and u in POLICY.purposes.above(purpose)
            for p, a, c, g, u in listed
        ), (person_id, action, category, agreement, purpose)
    for person_id, action, category, agreement, purpose in listed:
        if category in categories and purpose in purposes:
            assert (person_id, action, category, agreement, purpose) in can
    assert {person for person, *_ in listed} == {"ada", "noor"}


def test_each_way_cites_its_rule_and_its_conditions() -> None:
    (read, search) = (
        r
        for r in who_can(TABLES, PEOPLE, "EmailAddress", now=NOW)
        if r.action in ("read", "search")
    )
    assert (read.person, read.rule, read.purposes) == ("ada", "support-reads", ("CustomerCare",))
    assert read.conditions == (
        "strong authentication within the last 30 minutes",
        "access from EEA",
    )
    assert search.clauses[0].words.startswith("Support staff read")
    (glass,) = who_can(TABLES, PEOPLE, "Prescription", now=NOW, actions=["read"])
    assert (glass.person, glass.break_glass) == ("noor", True)


def test_an_agreement_that_ended_lists_nobody_but_who_deletes() -> None:
    before = who_can(TABLES, PEOPLE, "Name", now=NOW.replace(month=2), agreement="dental")
    assert {r.action for r in before} == {"read", "delete"}
    after = who_can(TABLES, PEOPLE, "Name", now=NOW, agreement="dental")
    assert {r.action for r in after} == {"delete"}
    gone = compile_policy(company(shredded={"dental"}).policy).tables
    assert not who_can(gone, PEOPLE, "Name", now=NOW, agreement="dental")


def test_the_sentences_name_the_request_the_words_and_what_is_needed() -> None:
    subject, data = Subject(id="ada", roles=frozenset({"support"})), Data(agreement="clinic", category="Name")  # fmt: skip
    said = decide(POLICY, subject, "read", data, "CustomerCare", context(place="US"))
    lines = explain(POLICY, subject, "read", data, "CustomerCare", said)
    assert (
        lines[0]
        == "ada (support) may not read `Name` under `clinic` for Customer Care (`CustomerCare`)."
    )
    assert 'It rests on clinic clause 5: "only within the European Economic Area"' in lines
    assert lines[-1] == "What would be needed: access from EEA."
