"""What is decided, and on whose words."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import timedelta

import pytest
from access_kit import (
    AGREEMENTS,
    NOW,
    PAGE,
    POLICIES,
    ROLES,
    company,
    context,
    named,
    requests,
    rules,
    subject,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.agreements.terms import Term
from servanda.base.errors import ServandaError
from servanda.inventory.systems import System
from servanda.safeguards.access.deciding import decide
from servanda.safeguards.access.outcomes import Deny, Permit
from servanda.safeguards.access.policy import assemble
from servanda.safeguards.access.requests import Approval, BreakGlass, Data

CARE = "CustomerCare"
MAIL = Data(agreement="clinic", category="EmailAddress")
HEALTH = Data(agreement="clinic", category="Prescription")
POLICY = company().policy


def approval(by: str = "pia", *roles: str, **more: object) -> Approval:
    facts = {
        "by": by,
        "roles": frozenset(roles or ("privacy",)),
        "at": NOW - timedelta(hours=1),
        "until": NOW + timedelta(hours=1),
        "subject": "ada",
        "action": "export",
        "agreement": "clinic",
        "category": "EmailAddress",
        "purpose": CARE,
    }
    return Approval(**(facts | more))  # type: ignore[arg-type]


def places(outcome: Permit | Deny) -> list[str]:
    return [str(basis) for basis in outcome.clauses]


def test_a_permit_cites_the_rule_and_the_clauses_of_the_agreement_that_allow_it() -> None:
    said = decide(POLICY, subject("support"), "read", MAIL, CARE, context())
    assert isinstance(said, Permit)
    assert said.rules[0] == "support-reads"
    for clause in ("access clause 2", "clinic clause 2.1", "clinic clause A.1", "clinic clause 5"):
        assert clause in places(said)
    assert all(basis.words for basis in said.clauses)


def test_a_narrower_purpose_and_a_narrower_category_are_covered_a_broader_one_is_not() -> None:
    narrow = decide(
        POLICY, subject("support"), "read", MAIL, "CommunicationForCustomerCare", context()
    )
    assert isinstance(narrow, Permit)
    broad = decide(POLICY, subject("support"), "read", MAIL, "CustomerManagement", context())
    assert isinstance(broad, Deny)
    assert "clinic clause 2.1" in places(broad)
    assert isinstance(
        decide(
            POLICY,
            subject("support"),
            "read",
            Data(agreement="clinic", category="Contact"),
            CARE,
            context(),
        ),
        Deny,
    )


def test_a_purpose_that_the_agreement_does_not_allow_is_refused_with_its_words() -> None:
    said = decide(POLICY, subject("support"), "read", MAIL, "Marketing", context())
    assert isinstance(said, Deny)
    assert said.reason == "forbidden"
    assert said.clauses[0].words == "solely to answer patients"


@pytest.mark.parametrize(
    ("shown", "permitted"),
    [(None, False), (31, False), (30, True), (0, True), (-1, False)],
    ids=["never", "too old", "just in time", "now", "in the future"],
)
def test_strong_authentication_must_be_fresh(shown: int | None, permitted: bool) -> None:
    at = None if shown is None else NOW - timedelta(minutes=shown)
    said = decide(POLICY, subject("support"), "read", MAIL, CARE, context(strong_authentication=at))
    assert isinstance(said, Permit) is permitted
    if not permitted:
        assert isinstance(said, Deny)
        assert "strong authentication" in said.needed[0]


def test_access_from_outside_the_promised_places_is_refused() -> None:
    for place in ("US", "", "nowhere"):
        said = decide(POLICY, subject("support"), "read", MAIL, CARE, context(place=place))
        assert isinstance(said, Deny)
        assert "clinic clause 5" in places(said)
        assert "EEA" in said.needed[0]


def test_a_promise_of_storage_limits_where_data_is_written_and_not_who_looks() -> None:
    term = Term(
        kind="data_location",
        quote="Processor stores the data only in data centres in Germany",
        clause="7",
        value=("Germany",),
    )
    clinic = replace(AGREEMENTS[0], terms=(*AGREEMENTS[0].terms[:2], term))
    page = PAGE.replace('actions = ["read", "search"]', 'actions = ["read", "write"]')
    policy = assemble(
        agreements=[clinic, AGREEMENTS[1]],
        roles=ROLES,
        page=page,
        systems=[
            System(id="here", target="x", region="DE"),
            System(id="there", target="y", region="US"),
            System(id="somewhere", target="z"),
        ],
    ).policy

    def ask(action: str, system: str) -> Permit | Deny:
        data = Data(agreement="clinic", category="Name", system=system)
        return decide(policy, subject("support"), action, data, CARE, context(place="US"))

    assert isinstance(ask("write", "here"), Permit)
    assert isinstance(ask("read", "there"), Permit)
    for system in ("there", "somewhere"):
        said = ask("write", system)
        assert isinstance(said, Deny)
        assert places(said) == ["clinic clause 7"]


def test_export_needs_a_second_person_with_the_role_for_this_very_request() -> None:
    def ask(*approvals: Approval) -> Permit | Deny:
        return decide(
            POLICY, subject("support"), "export", MAIL, CARE, context(approvals=approvals)
        )

    assert isinstance(ask(approval()), Permit)
    assert isinstance(ask(), Deny)
    wrong = {
        "one's own": approval("ada"),
        "without the role": approval("bob", "support"),
        "for someone else": approval(subject="bob"),
        "for another action": approval(action="delete"),
        "for other data": approval(category="Name"),
        "for another customer": approval(agreement="dental"),
        "for another purpose": approval(purpose="Marketing"),
        "lapsed": approval(until=NOW),
        "not yet given": approval(at=NOW + timedelta(seconds=1)),
    }
    for why, one in wrong.items():
        assert isinstance(ask(one), Deny), why


def test_who_holds_keys_cannot_read_and_who_audits_only_looks() -> None:
    for roles, action, clause in (
        (("support", "custodian"), "read", "servanda clause keys-apart"),
        (("support", "auditor"), "export", "servanda clause audit-looks"),
    ):
        said = decide(POLICY, subject(*roles), action, MAIL, CARE, context(approvals=(approval(),)))
        assert isinstance(said, Deny)
        assert clause in places(said)


def test_roles_that_are_kept_apart_refuse_whoever_holds_both() -> None:
    said = decide(POLICY, subject("support", "custodian"), "approve", MAIL, CARE, context())
    assert isinstance(said, Deny)
    assert "access clause 5" in places(said)
    assert said.needed == ()


def test_who_requests_cannot_approve() -> None:
    def ask(**facts: object) -> Permit | Deny:
        return decide(POLICY, subject("privacy"), "approve", MAIL, CARE, context(**facts))

    assert isinstance(ask(requested_by="bob"), Permit)
    for facts in ({"requested_by": "ada"}, {}, {"requested_by": "bob", "done": {"export"}}):
        facts["done"] = frozenset(facts.get("done", ()))
        assert isinstance(ask(**facts), Deny), facts


@pytest.mark.parametrize(
    ("glass", "permitted"),
    [
        ({}, True),
        ({"at": NOW - timedelta(minutes=60)}, False),
        ({"at": NOW + timedelta(minutes=1)}, False),
        ({"reason": "  "}, False),
        ({"by": "bob"}, False),
        ({"agreement": "dental"}, False),
    ],
    ids=["open", "lapsed", "in the future", "no reason", "someone else's", "another customer's"],
)
def test_breaking_the_glass_is_limited_reasoned_and_marked(
    glass: dict[str, object], permitted: bool
) -> None:
    facts = {"by": "ada", "reason": "patient unconscious", "at": NOW, "agreement": "clinic"}
    said = decide(
        POLICY,
        subject("doctor"),
        "read",
        HEALTH,
        CARE,
        context(break_glass=BreakGlass(**(facts | glass))),  # type: ignore[arg-type]
    )
    assert isinstance(said, Permit) is permitted
    if isinstance(said, Permit):
        assert said.break_glass


def test_breaking_the_glass_sets_no_prohibition_aside() -> None:
    glass = BreakGlass(by="ada", reason="patient unconscious", at=NOW, agreement="clinic")
    for facts in ({"place": "US"}, {"strong_authentication": None}):
        said = decide(
            POLICY, subject("doctor"), "read", HEALTH, CARE, context(break_glass=glass, **facts)
        )
        assert isinstance(said, Deny)


def test_after_the_end_only_deletion_and_after_shredding_nothing() -> None:
    name = Data(agreement="dental", category="Name")
    pay = "PaymentManagement"
    yes = approval(action="delete", agreement="dental", category="Name", purpose=pay)

    def ask(action: str, policy: object = POLICY, **facts: object) -> Permit | Deny:
        return decide(
            policy,  # type: ignore[arg-type]
            subject("support"),
            action,
            name,
            pay,
            context(approvals=(yes,), **facts),
        )

    assert isinstance(ask("read", now=NOW - timedelta(days=3)), Permit)
    ended = ask("read")
    assert isinstance(ended, Deny)
    assert "dental clause ends" in places(ended)
    assert isinstance(ask("delete"), Permit)
    gone = ask("delete", company(shredded={"dental"}).policy)
    assert isinstance(gone, Deny)
    assert "servanda clause shredded" in places(gone)


def test_before_the_beginning_nothing() -> None:
    early = NOW.replace(year=2024)
    said = decide(
        POLICY,
        subject("support"),
        "read",
        MAIL,
        CARE,
        context(now=early, strong_authentication=early),
    )
    assert isinstance(said, Deny)
    assert "clinic clause begins" in places(said)


def test_the_refusal_by_default_says_which_role_or_purpose_would_be_needed() -> None:
    said = decide(POLICY, subject("doctor"), "read", MAIL, CARE, context())
    assert isinstance(said, Deny)
    assert (said.reason, said.needed) == ("no-rule", ("the role support",))
    assert places(said) == ["servanda clause default-deny"]


def test_unknown_words_are_refused() -> None:
    for action, data, purpose in (
        ("look", MAIL, CARE),
        ("read", Data(agreement="other", category="Name"), CARE),
        ("read", Data(agreement="clinic", category="Shoes"), CARE),
        ("read", MAIL, "Fun"),
    ):
        said = decide(POLICY, subject("support"), action, data, purpose, context())
        assert isinstance(said, Deny)
        assert said.reason == "unknown"
        assert said.clauses


def test_a_rule_that_errors_refuses() -> None:
    page = PAGE + (
        "\n## 8. Network\n\nOnly from the office.\n\n"
        '```toml forbid\nid = "office"\nroles = ["support"]\nnetworks = ["10.0.0.0/8"]\n```\n'
    )
    policy = company(page).policy
    good = decide(policy, subject("support"), "read", MAIL, CARE, context(network="10.2.3.4"))
    assert isinstance(good, Permit)
    away = decide(policy, subject("support"), "read", MAIL, CARE, context(network="192.0.2.1"))
    assert isinstance(away, Deny)
    assert away.reason == "forbidden"
    for facts in ({"network": "not an address"}, {"now": NOW.replace(tzinfo=None)}):
        said = decide(policy, subject("support"), "read", MAIL, CARE, context(**facts))
        assert isinstance(said, Deny)
        assert said.reason == "fault"
        assert len(said.clauses) > 1


def test_an_empty_page_permits_nothing_and_untied_words_are_listed() -> None:
    made = assemble(agreements=AGREEMENTS, roles=ROLES)
    for role in ROLES:
        said = decide(made.policy, subject(role.id), "read", MAIL, CARE, context())
        assert isinstance(said, Deny)
    assert {(u.agreement, u.words) for u in made.untied} == {
        ("clinic", "diagnoses"),
        ("dental", "keeping the accounts"),
    }


def test_the_page_names_its_faults_by_line() -> None:
    block = "# A\n\n## 1. B\n\nWords.\n\n```toml permit\n{}\n```\n"
    good = 'roles = ["support"]\nactions = ["read"]\ncategories = ["Name"]\npurposes = ["Purpose"]'
    for change, code in (
        (('"support"', '"boss"'), "unknown-role"),
        (('"read"', '"peek"'), "unknown-action"),
        (('"Name"', '"Nam"'), "unknown-category"),
        (('"Purpose"', '"Fun"'), "unknown-purpose"),
        (('["support"]', "[]"), "bad-rule"),
        (("roles", 'networks = ["300.1.1.1"]\nroles'), "bad-rule"),
        (("roles", 'places = ["Atlantis"]\nroles'), "unknown-place"),
        (("roles", 'hours = { opens = "18:00", closes = "08:00" }\nroles'), "bad-rule"),
        (("roles", 'hours = { zone = "Moon/Base" }\nroles'), "bad-rule"),
        (("roles", "minutes = 5\nroles"), "bad-rule"),
        (("roles", 'agreements = ["none"]\nroles'), "unknown-agreement"),
        (("roles", 'systems = ["none"]\nroles'), "unknown-system"),
    ):
        with pytest.raises(ServandaError) as raised:
            company(block.format(good.replace(*change)))
        assert raised.value.code == code, change
        assert raised.value.where.startswith("access.md:"), change
    assert company(block.format(good))


@given(st.binary(max_size=400))
def test_any_bytes_give_a_page_or_an_error(data: bytes) -> None:
    with contextlib.suppress(ServandaError):
        assemble(agreements=(), roles=(), page=data)


@settings(max_examples=50)
@given(POLICIES, requests())
def test_every_outcome_cites_words_and_a_permit_names_its_rule(policy, request) -> None:  # type: ignore[no-untyped-def]
    said = decide(policy, *request)
    assert said.clauses
    assert all(basis.words and str(basis) for basis in said.clauses)
    if isinstance(said, Permit):
        assert {rule.id: rule.effect for rule in policy.rules}[said.rules[0]] == "permit"


@settings(max_examples=60)
@given(POLICIES, st.lists(rules("forbid"), min_size=1, max_size=4), requests())
def test_a_further_prohibition_never_permits(policy, more, request) -> None:  # type: ignore[no-untyped-def]
    before = decide(policy, *request)
    after = decide(policy.with_rules(named(more, "f")), *request)
    if isinstance(before, Deny):
        assert isinstance(after, Deny)


@settings(max_examples=50)
@given(POLICIES, requests())
def test_the_order_of_the_rules_decides_nothing(policy, request) -> None:  # type: ignore[no-untyped-def]
    turned = replace(policy, rules=tuple(reversed(policy.rules)))
    assert type(decide(policy, *request)) is type(decide(turned, *request))
