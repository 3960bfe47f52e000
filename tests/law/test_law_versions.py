"""What is in force on a date, which state a law is in, and what changed."""

from __future__ import annotations

from datetime import date

import pytest
from law_kit import SMALL, changed

from servanda import registry
from servanda.base.errors import ServandaError
from servanda.law.difference import difference
from servanda.law.force import rules_in_force, state
from servanda.law.reader import read_law

LAW = read_law("xx/small", SMALL.encode())


def ids(on: date) -> set[str]:
    return {rule.id for rule in rules_in_force(LAW, on).rules}


def test_a_rule_holds_from_its_first_to_its_last_day() -> None:
    assert ids(date(2020, 1, 1)) == {"tell"}
    assert ids(date(2021, 1, 1)) == {"tell", "notice-clause"}
    assert ids(date(2024, 12, 31)) == {"tell", "notice-clause"}
    assert ids(date(2025, 1, 1)) == {"tell"}


def test_examples_and_cases_go_with_their_rule_and_words_stay() -> None:
    later = rules_in_force(LAW, date(2025, 1, 1))
    assert later.provisions[0].examples == ()
    assert len(later.provisions[0].cases) == 2
    assert later.provisions[0].words == LAW.provisions[0].words


def test_a_case_that_stands_elsewhere_goes_with_its_duty_too() -> None:
    case = '```toml case\nname = "elsewhere"\nduty = "tell"\napplies = true\n```\n'
    source = changed(
        "since = 2020-01-01\n```\n\n```toml case", "since = 2022-01-01\n```\n\n```toml case"
    )
    law = read_law("xx/small", source + case.encode())
    assert law.provisions[1].cases
    assert rules_in_force(law, date(2021, 6, 1)).provisions[1].cases == ()


@pytest.mark.parametrize("on", [date(2019, 12, 31), date(1900, 1, 1)])
def test_a_date_outside_coverage_is_an_error(on: date) -> None:
    with pytest.raises(ServandaError) as error:
        rules_in_force(LAW, on)
    assert error.value.code == "outside-coverage"


def test_after_its_end_a_law_covers_nothing() -> None:
    ended = read_law("xx/small", changed("reviewed =", "until = 2025-06-30\nreviewed ="))
    assert rules_in_force(ended, date(2025, 6, 30)).duties
    with pytest.raises(ServandaError) as error:
        rules_in_force(ended, date(2025, 7, 1))
    assert error.value.code == "outside-coverage"
    assert state(ended, date(2025, 7, 1)) == "ended"


def test_a_version_is_proposed_adopted_in_force() -> None:
    law = read_law("xx/small", changed("adopted =", "proposed = 2018-01-01\nadopted ="))
    assert state(law, date(2018, 1, 1)) == "proposed"
    assert state(law, date(2019, 6, 1)) == "adopted"
    assert state(law, date(2020, 1, 1)) == "in-force"
    with pytest.raises(ServandaError) as error:
        state(law, date(2017, 12, 31))
    assert error.value.code == "outside-coverage"


def test_the_gdpr_was_in_force_two_years_before_it_applied() -> None:
    gdpr = read_law("eu/gdpr", registry.law_text("eu/gdpr"))
    assert state(gdpr, date(2016, 5, 24)) == "in-force"
    assert rules_in_force(gdpr, date(2018, 5, 24)).rules == ()
    assert len(rules_in_force(gdpr, date(2018, 5, 25)).rules) == len(gdpr.rules)


def test_the_california_regulation_came_after_the_statute() -> None:
    ccpa = read_law("us/ca/ccpa", registry.law_text("us/ca/ccpa"))
    early = rules_in_force(ccpa, date(2023, 3, 28))
    late = rules_in_force(ccpa, date(2023, 3, 29))
    came = difference(early, late)
    assert {citation.provision.partition(".")[0] for citation, _ in came.added} == {"7051"}
    assert not came.ended and not came.changed


def test_nothing_changed_is_false() -> None:
    assert not difference(LAW, LAW)


def test_what_came_what_ended_and_what_reads_otherwise() -> None:
    source = changed("days = 3", "days = 5").replace(b'id = "notice-clause"', b'id = "new-clause"')
    found = difference(LAW, read_law("xx/small", source))
    assert found
    assert [rule.id for _, rule in found.added] == ["new-clause"]
    assert [(str(at), rule.id) for at, rule in found.ended] == [("xx/small#1.1", "notice-clause")]
    (change,) = found.changed
    assert change.fields == ("clock",)
    assert not change.moved


def test_a_rule_that_moved_or_changed_its_words_is_changed_but_not_one_lower_in_the_file() -> None:
    moved = read_law("xx/small", changed("## Article 1(1)", "## Article 7"))
    assert {change.moved for change in difference(LAW, moved).changed} == {True}
    words = read_law("xx/small", changed("Tell the office within", "Inform the office within"))
    assert {change.fields for change in difference(LAW, words).changed} == {("words",)}
    lower = read_law("xx/small", changed("Everything of it.", "Everything of it.\n\n\nReally."))
    assert not difference(LAW, lower)
