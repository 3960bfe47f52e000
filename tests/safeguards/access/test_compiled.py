"""The compiled tables say what the plain reading says, word for word."""

from __future__ import annotations

from dataclasses import replace

from access_kit import NOW, POLICIES, company, context, requests, subject
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.safeguards.access import compiled as compiling
from servanda.safeguards.access.compiled import compile_policy
from servanda.safeguards.access.deciding import decide
from servanda.safeguards.access.outcomes import Deny
from servanda.safeguards.access.requests import Data


@settings(max_examples=80)
@given(POLICIES, st.lists(requests(), min_size=1, max_size=5))
def test_compiled_and_plain_say_the_same(policy, asked) -> None:  # type: ignore[no-untyped-def]
    compiled = compile_policy(policy)
    for request in [*asked, *asked]:
        assert compiled.decide(*request) == decide(policy, *request)


@settings(max_examples=40)
@given(POLICIES, requests(), st.sampled_from(["network", "now", "authentication", "approvals"]))
def test_they_refuse_alike_where_facts_are_nonsense(policy, request, what) -> None:  # type: ignore[no-untyped-def]
    who, action, data, purpose, facts = request
    nonsense = {
        "network": {"network": "10.1.2"},
        "now": {"now": NOW.replace(tzinfo=None)},
        "authentication": {"strong_authentication": "yesterday"},
        "approvals": {"approvals": (None,)},
    }[what]
    strange = replace(facts, **nonsense)
    plain = decide(policy, who, action, data, purpose, strange)
    assert compile_policy(policy).decide(who, action, data, purpose, strange) == plain


@given(requests(), st.sampled_from(["action", "agreement", "category", "purpose"]))
def test_unknown_words_are_refused(request, what) -> None:  # type: ignore[no-untyped-def]
    policy = company().policy
    who, action, data, purpose, facts = request
    if what == "action":
        action = "peek"
    elif what == "purpose":
        purpose = "Fun"
    else:
        data = replace(data, **{what: "nobody's"})
    said = compile_policy(policy).decide(who, action, data, purpose, facts)
    assert isinstance(said, Deny)
    assert said == decide(policy, who, action, data, purpose, facts)


def test_what_is_kept_is_bounded(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(compiling, "MOST_KEPT", 10)
    policy = company().policy
    compiled = compile_policy(policy)
    for number in range(50):
        data = Data(agreement=f"made-up-{number}", category="Name")
        assert isinstance(
            compiled.decide(subject("support"), "read", data, "CustomerCare", context()), Deny
        )
    assert len(compiled._kept) <= 10


def test_the_version_follows_every_change_of_the_policy() -> None:
    made = company()
    policy = made.policy
    assert policy.version == company().policy.version
    versions = {policy.version, company(shredded={"dental"}).policy.version}
    versions.add(replace(policy, rules=policy.rules[:-1]).version)
    versions.add(replace(policy, agreements=frozenset({"clinic"})).version)
    assert len(versions) == 4
