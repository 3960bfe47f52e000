"""Cedar, given the exported policies, decides as Servanda does."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from access_kit import NOW, POLICIES, company, context, requests, subject
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.base.errors import ServandaError
from servanda.safeguards.access import cedar
from servanda.safeguards.access.compiled import compile_policy
from servanda.safeguards.access.deciding import decide
from servanda.safeguards.access.outcomes import Deny, Permit
from servanda.safeguards.access.requests import ACTIONS, Data
from servanda.safeguards.access.rules import Policy

cedarpy = pytest.importorskip("cedarpy", reason="left out: cedarpy, the oracle, is not installed")


def ask(policy: Policy, request) -> tuple[bool, set[str]]:  # type: ignore[no-untyped-def]
    """Whether Cedar permits, and the ids of the rules that made it."""
    said = cedarpy.is_authorized(
        cedar.request(policy, *request),
        cedar.policies(policy),
        json.dumps([*cedar.entities(policy), cedar.person(request[0])]),
    )
    assert not said.diagnostics.errors, said.diagnostics.errors
    return said.allowed, set(said.diagnostics.id_annotations_by_reason.values())


@settings(max_examples=60)
@given(POLICIES, st.lists(requests(), min_size=1, max_size=3), st.sampled_from([0, 1, 9, 20, 97]))
def test_cedar_agrees_on_generated_policies_and_requests(policy, asked, hours) -> None:  # type: ignore[no-untyped-def]
    compiled = compile_policy(policy)
    for *words, facts in asked:
        request = (*words, replace(facts, now=NOW + timedelta(hours=hours)))
        allowed, because = ask(policy, request)
        for said in (decide(policy, *request), compiled.decide(*request)):
            assert isinstance(said, Permit) == allowed
            if isinstance(said, Permit):
                assert said.rules[0] in because
            elif said.reason == "forbidden":
                assert set(said.rules) <= because


@pytest.mark.parametrize("role", ["support", "doctor", "privacy", "custodian", "auditor"])
def test_cedar_agrees_on_a_company(role: str) -> None:
    policy = company().policy
    permits = 0
    for action in ACTIONS:
        for category in ("EmailAddress", "MedicalHealth", "Contact"):
            for agreement in ("clinic", "dental"):
                data = Data(agreement=agreement, category=category)
                request = (subject(role), action, data, "CustomerCare", context(requested_by="bob"))
                said = decide(policy, *request)
                permits += isinstance(said, Permit)
                assert ask(policy, request)[0] == isinstance(said, Permit)
    assert (permits > 0) == (role in {"support", "privacy"})


def test_unknown_words_are_refused_by_both() -> None:
    policy = company().policy
    known = Data(agreement="clinic", category="Name")
    for data, purpose in (
        (replace(known, agreement="other"), "CustomerCare"),
        (replace(known, category="Shoes"), "CustomerCare"),
        (known, "Fun"),
    ):
        request = (subject("support"), "read", data, purpose, context())
        assert isinstance(decide(policy, *request), Deny)
        assert not ask(policy, request)[0]


def test_words_with_quotes_and_line_ends_are_written_safely() -> None:
    policy = company().policy
    basis = replace(policy.rules[-1].basis[0], words='a "b" \\ c\n); permit(principal);\u2028\x07')
    strange = replace(policy, rules=(*policy.rules[:-1], replace(policy.rules[-1], basis=(basis,))))
    request = (
        subject("nobody"),
        "read",
        Data(agreement="clinic", category="Name"),
        "CustomerCare",
        context(),
    )
    assert not ask(strange, request)[0]


def test_facts_that_cannot_be_read_raise_instead_of_being_passed_over() -> None:
    policy = company().policy
    data = Data(agreement="clinic", category="Name")
    for facts in (context(network="10.1"), context(now=NOW.replace(tzinfo=None))):
        with pytest.raises(ServandaError):
            cedar.request(policy, subject("support"), "read", data, "CustomerCare", facts)
