"""One promise an obligation; unknown is never kept."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from situations import duty

from servanda.base.citations import Citation
from servanda.base.codec import canonical, from_plain, to_plain
from servanda.controls.control import Outcome
from servanda.controls.promises import NOT_JUDGED, Promise, promises
from servanda.obligations.obligation import Basis, Obligation


def outcome(status: str, why: str = "seen", obligation: str = "clinic/retention") -> Outcome:
    return from_plain(
        Outcome,
        {
            "control": "c",
            "obligation": obligation,
            "subject": "crm",
            "status": status,
            "why": why,
            "seen": 2,
            "population": 3 if status == "unknown" else 2,
            "remedy": "mend it" if status == "broken" else "",
        },
    )


def test_an_obligation_without_outcome_is_unknown() -> None:
    (promise,) = promises([duty("retention")], [])
    assert (promise.status, promise.why, promise.population) == ("unknown", NOT_JUDGED, None)


def test_promises_come_in_the_order_of_obligations_and_take_only_their_own_outcomes() -> None:
    first, second = duty("retention"), duty("data_location")
    found = promises([second, first], [outcome("broken")])
    assert [p.obligation.id for p in found] == [second.id, first.id]
    assert [p.status for p in found] == ["unknown", "broken"]


@settings(deadline=None)  # two busy cores are no fault
@given(st.lists(st.sampled_from(["kept", "broken", "unknown", "not-applicable"]), min_size=1))
def test_status_is_the_worst(statuses: list[str]) -> None:
    (promise,) = promises([duty("retention")], [outcome(s) for s in statuses])
    if "broken" in statuses:
        assert promise.status == "broken"
    elif "unknown" in statuses:
        assert promise.status == "unknown"
    else:
        assert promise.status == ("kept" if "kept" in statuses else "not-applicable")
    assert (promise.status == "kept") == (
        "kept" in statuses and set(statuses) <= {"kept", "not-applicable"}
    )


def test_words_share_and_remedies() -> None:
    law = Basis(words="law's words", citation=Citation("eu/gdpr", "28.3"))
    plain = duty("retention", words="no longer than 24 months")
    both = Obligation(
        id=plain.id,
        kind="retention",
        what="w",
        bearer="processor",
        beneficiary="controller",
        basis=(law, *plain.basis),
    )
    (promise,) = promises([both], [outcome("broken", "a"), outcome("broken", "b"), outcome("kept")])
    assert promise.words == "no longer than 24 months"
    assert promise.why == "a (and 1 more)"
    assert (promise.seen, promise.population) == (6, 6)
    assert promise.remedies == ("mend it",)


def test_wire_shape() -> None:
    (promise,) = promises([duty("retention")], [outcome("broken")])
    flat = promise.flat()
    assert flat["schema"] == "servanda/promise/1"
    assert flat["basis"][0]["clause"] == "4.1"
    assert flat["outcomes"][0]["subject"] == "crm"
    assert canonical(flat)
    assert from_plain(Promise, to_plain(promise)) == promise
