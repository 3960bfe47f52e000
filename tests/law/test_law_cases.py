"""Worked cases run as tests: what a duty says on given facts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_kit import SMALL, changed

from servanda.base.clocks import Clock
from servanda.base.durations import CalendarDays, Hours
from servanda.base.errors import ServandaError
from servanda.law.cases import end_of, run, run_all
from servanda.law.conditions import applies, holds, settles
from servanda.law.provisions import Case, Duty
from servanda.law.reader import read_law


def duty(**fields: Any) -> Duty:
    return Duty(id="d", bearer="a", to="b", since=date(2020, 1, 1), **fields)


def results(source: bytes) -> list[tuple[bool, str]]:
    return [(result.passed, result.why) for result in run_all(read_law("xx/small", source))]


def test_right_cases_pass() -> None:
    assert results(SMALL.encode()) == [(True, ""), (True, "")]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("due = 2026-03-09", "due = 2026-03-10", "the limit runs out at 2026-03-10T00:00:00Z"),
        ("due = 2026-03-09", "due = 2026-03-10T00:00:01Z", "runs out at 2026-03-10T00:00:00Z"),
        ("due = 2026-03-09", 'due = "soon"', "`due` is an instant or a day"),
        ("due = 2026-03-09", "applies = false", "the duty applies"),
        ("due = 2026-03-09", 'words = "at once"', "the clock's words are ``"),
        ("applies = false", "applies = true", "does not apply"),
        ("days = 3", "hours = 72", "hours run from an instant"),
        ("due = 2026-03-09", 'due = 2026-03-09\nzone = "Nowhere/City"', "no time zone"),
        ("days = 3", "business_days = 3", "without a calendar"),
        ("days = 3", 'words = "soon"', "no time that could be counted"),
    ],
)
def test_a_wrong_case_fails_and_says_why(old: str, new: str, why: str) -> None:
    failed = [reason for passed, reason in results(changed(old, new)) if not passed]
    assert failed
    assert why in failed[0]


def test_a_day_means_its_end_in_the_zone_named() -> None:
    limit = duty(clock=Clock(starts="discovery", length=CalendarDays(60)))
    facts = {"discovery": date(2026, 3, 2), "zone": "America/New_York"}
    # the clocks go forward in between: local midnight is what counts
    assert end_of(limit, facts) == datetime(2026, 5, 2, 4, tzinfo=UTC)


def test_holidays_may_be_part_of_the_facts() -> None:
    source = changed("days = 3", "business_days = 3").replace(
        b"due = 2026-03-09", b"holidays = [2026-03-10]\ndue = 2026-03-12"
    )
    assert results(source)[0] == (True, "")


def test_words_and_repeating_clocks_have_no_time() -> None:
    start = {"awareness": datetime(2026, 1, 1, tzinfo=UTC)}
    words = duty(clock=Clock(starts="awareness", words="without undue delay"))
    yearly = duty(clock=Clock(starts="awareness", length=CalendarDays(1), every=True))
    assert end_of(words, start) is None
    assert end_of(yearly, start) is None
    assert end_of(duty(), start) is None
    assert end_of(duty(clock=Clock(starts="awareness", length=Hours(1))), {}) is None


def test_a_case_of_no_duty_has_not_passed() -> None:
    law = read_law("xx/small", SMALL.encode())
    lost = Case(name="lost", duty="none", facts={}, expect={"applies": True})
    assert not run(law, lost).passed


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ("risk-unlikely", {}, None),
        ("risk-unlikely", {"risk-unlikely": True}, True),
        ("risk-unlikely", {"risk-unlikely": False}, False),
        ("risk-unlikely", {"risk": "unlikely"}, True),
        ("risk-unlikely", {"risk": "high"}, False),
        ("risk-unlikely", {"other": "unlikely"}, None),
        ("individuals >= 500", {"individuals": 500}, True),
        ("individuals >= 500", {"individuals": 499}, False),
        ("individuals > 500", {"individuals": 500}, False),
        ("individuals < 500", {"individuals": 499}, True),
        ("individuals <= 1", {"individuals": 1}, True),
        ("individuals == 1", {"individuals": 1}, True),
        ("individuals >= 500", {}, None),
    ],
)
def test_a_condition_is_met_not_met_or_open(
    condition: str, facts: dict[str, Any], expected: bool | None
) -> None:
    assert holds(condition, facts) is expected


@pytest.mark.parametrize(
    ("condition", "facts"),
    [("n > 1", {"n": "two"}), ("n > 1", {"n": True}), ("risk-high", {"risk-high": "yes"})],
)
def test_a_fact_of_the_wrong_kind_is_refused(condition: str, facts: dict[str, Any]) -> None:
    with pytest.raises(ServandaError) as error:
        holds(condition, facts)
    assert error.value.code == "wrong-fact"


def test_an_exception_must_be_shown_and_a_condition_must_be_known() -> None:
    rule = duty(when=("risk-high",), unless=("data-unintelligible",))
    assert applies(rule, {"risk-high": True}) is True
    assert applies(rule, {"risk-high": True, "data-unintelligible": True}) is False
    assert applies(rule, {"risk-high": False}) is False
    assert applies(rule, {}) is None
    assert applies(rule, {"data-unintelligible": True}) is False


@given(st.text(max_size=30))
def test_any_text_is_a_condition_or_refused(text: str) -> None:
    try:
        settles("risk", text)
    except ServandaError as error:
        assert error.code == "bad-condition"


def test_an_undecided_condition_is_no_passed_case() -> None:
    source = changed('unless = "thing-trifling"', 'when = "thing-grave"').replace(
        b'thing = "trifling"', b'thing = "small"'
    )
    assert results(source)[0] == (False, "the facts do not say whether the duty applies")
