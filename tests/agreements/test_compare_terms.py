"""Which of two promises is the stricter, and what is not ordered."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.agreements.comparing.compare import Version, compare
from servanda.agreements.comparing.strictness import relation
from servanda.agreements.drafting.brief import term_of
from servanda.agreements.terms import CLOCK_KINDS, Term
from servanda.base.clocks import Clock
from servanda.base.durations import CalendarDays, Hours

PROMPT = "without undue delay"


@pytest.mark.parametrize(
    ("kind", "old", "new", "direction"),
    [
        ("breach_notice", {"hours": 48}, {"hours": 72}, "loosened"),
        ("breach_notice", {"hours": 72}, {"hours": 24}, "tightened"),
        ("breach_notice", {"hours": 48}, {"business_days": 2}, "changed"),
        ("breach_notice", {"hours": 24}, {"days": 1}, "changed"),
        ("breach_notice", {"hours": 48, "words": PROMPT}, {"words": PROMPT}, "loosened"),
        ("breach_notice", {"words": PROMPT}, {"hours": 48, "words": PROMPT}, "tightened"),
        ("breach_notice", {"words": PROMPT}, {"hours": 72}, "changed"),
        ("breach_notice", {"words": PROMPT}, {"words": "promptly"}, "changed"),
        ("breach_notice", {"hours": 48, "words": PROMPT}, {"hours": 48}, "loosened"),
        ("breach_notice", {"hours": 48, "words": PROMPT}, {"hours": 24}, "changed"),
        ("breach_notice", {"hours": 48, "starts": "awareness"}, {"hours": 48, "starts": "confirmation"}, "loosened"),
        ("breach_notice", {"hours": 48, "starts": "awareness"}, {"hours": 48, "starts": "discovery"}, "changed"),
        ("breach_notice", {"hours": 48, "starts": "awareness"}, {"hours": 24, "starts": "confirmation"}, "changed"),
        ("subprocessor_notice", {"days": 30}, {"days": 10}, "loosened"),
        ("subprocessor_objection", {"days": 10}, {"days": 14}, "tightened"),
        ("return_window", {"days": 30}, {"days": 10}, "loosened"),
        ("retention", {"months": 12}, {"months": 24}, "loosened"),
        ("retention", {"months": 12}, {"years": 1}, "changed"),
        ("backup_retention", {"days": 90}, {"days": 30}, "tightened"),
        ("audit_notice", {"days": 30}, {"days": 10}, "tightened"),
        ("deletion_after_end", {"days": 30}, {"days": 60}, "loosened"),
        ("encryption_at_rest", "AES-128", "AES-256", "tightened"),
        ("encryption_at_rest", True, "AES-128", "tightened"),
        ("encryption_at_rest", "AES-256", True, "loosened"),
        ("encryption_at_rest", "AES-256", "ChaCha20", "changed"),
        ("encryption_in_transit", "TLS 1.2", "TLS 1.3", "tightened"),
        ("encryption_in_transit", "TLS 1.2", "SSL", "loosened"),
        ("encryption_in_transit", "TLS 1.2", "TLS 1.2 or higher", "same"),
        ("certifications", ["ISO 27001", "SOC 2"], ["ISO 27001"], "loosened"),
        ("certifications", ["ISO 27001"], ["iso-27001", "SOC 2"], "tightened"),
        ("certifications", ["ISO 27001"], ["SOC 2"], "changed"),
        ("data_location", ["Germany"], ["Germany", "India"], "loosened"),
        ("data_location", ["Germany", "India"], ["Germany"], "tightened"),
        ("transfer_mechanism", ["scc"], ["scc", "derogation"], "loosened"),
        ("subprocessor_authorisation", "specific", "general", "loosened"),
        ("subprocessor_authorisation", "general", "none", "tightened"),
        ("audit_frequency", 1, 2, "tightened"),
        ("penetration_test", 2, 1, "loosened"),
        ("liability_cap", "EUR 1,000,000 per year", "EUR 2,000,000 per year", "tightened"),
        ("liability_cap", "EUR 2 million per year", "EUR 500 thousand per year", "loosened"),
        ("liability_cap", "EUR 1,000,000 per year", "EUR 2,000,000 in total", "changed"),
        ("liability_cap", "EUR 1,000,000", "USD 2,000,000", "changed"),
        ("liability_cap", "EUR 1.000", "EUR 2.000", "changed"),
        ("governing_law", "Germany", "Ireland", "changed"),
        ("governing_law", "Germany", "germany", "same"),
        ("security_contact", "a@b.example", "c@b.example", "changed"),
    ],
)  # fmt: skip
def test_direction(kind: str, old: Any, new: Any, direction: str) -> None:
    found = relation(term_of(kind, old), term_of(kind, new))
    assert found.direction == direction
    assert found.comparable == (direction != "changed")
    assert bool(found.why) == (direction != "same")


def one(kind: str, plain: Any, **given: Any) -> Term:
    from dataclasses import replace

    return replace(term_of(kind, plain), **given)


def changes(old: list[Term], new: list[Term]) -> list[tuple[str, str, str]]:
    found = compare(Version(name="a", terms=tuple(old)), Version(name="b", terms=tuple(new)))
    return [(c.kind, c.direction, c.favours) for c in found.terms]


def test_what_came_and_what_went() -> None:
    assert changes([one("certifications", ["ISO 27001"])], []) == [
        ("certifications", "dropped", "processor")
    ]
    assert changes([], [one("termination_right", True)]) == [
        ("termination_right", "added", "controller")
    ]


def test_a_new_limit_loosens_and_a_dropped_one_tightens() -> None:
    assert changes([], [one("audit_notice", {"days": 30})]) == [
        ("audit_notice", "loosened", "processor")
    ]
    assert changes([one("liability_cap", "EUR 5")], []) == [
        ("liability_cap", "tightened", "controller")
    ]


def test_what_the_controller_bears_favours_it_when_it_loosens() -> None:
    old = one("breach_notice", {"hours": 24}, bearer="controller", to="processor")
    new = one("breach_notice", {"hours": 72}, bearer="controller", to="processor")
    found = compare(Version(name="a", terms=(old,)), Version(name="b", terms=(new,)))
    assert [(c.direction, c.favours) for c in found.terms] == [("loosened", "controller")]
    assert found.losses == ()


def test_a_promise_that_changes_its_bearer_is_another_promise() -> None:
    old = one("breach_notice", {"hours": 24}, bearer="processor")
    new = one("breach_notice", {"hours": 24}, bearer="controller")
    assert [direction for _, direction, _ in changes([old], [new])] == ["dropped", "added"]


def test_a_conflict_is_not_resolved_by_a_guess() -> None:
    old = [one("breach_notice", {"hours": 24})]
    new = [one("breach_notice", {"hours": 48}), one("breach_notice", {"hours": 72})]
    found = compare(Version(name="a", terms=tuple(old)), Version(name="b", terms=tuple(new)))
    assert [(c.direction, c.comparable) for c in found.terms] == [
        ("changed", False),
        ("added", True),
    ]


def test_lists_of_several_clauses_are_one_list() -> None:
    old = [one("data_location", ["Germany"]), one("data_location", ["France"])]
    new = [one("data_location", ["France", "Germany"])]
    assert [direction for _, direction, _ in changes(old, new)] == ["same"]


def test_what_was_read_without_confidence_is_unsure() -> None:
    old = one("breach_notice", {"hours": 24})
    new = one("breach_notice", {"hours": 72}, confidence=0.4)
    found = compare(Version(name="a", terms=(old,)), Version(name="b", terms=(new,)))
    assert found.terms[0].unsure
    assert found.losses == ()
    assert found.open == found.terms


lengths = st.one_of(
    st.builds(Hours, st.integers(0, 99)), st.builds(CalendarDays, st.integers(0, 99))
)
clocks = st.builds(
    Clock,
    length=st.one_of(st.none(), lengths),
    words=st.sampled_from(["", PROMPT, "promptly"]),
    starts=st.sampled_from(["", "awareness", "confirmation"]),
)


@given(st.sampled_from(sorted(CLOCK_KINDS)), clocks, clocks)
def test_turned_round_a_change_is_turned_round(kind: str, a: Clock, b: Clock) -> None:
    old, new = (Term(kind=kind, quote="", clock=clock) for clock in (a, b))
    mirror = {"tightened": "loosened", "loosened": "tightened"}
    there, back = relation(old, new).direction, relation(new, old).direction
    assert back == mirror.get(there, there)
    assert relation(old, old).direction == "same"
    if a.length and b.length and type(a.length) is not type(b.length):
        assert there == "changed"
