"""Facts and statements: unknown is a value, and what was said stays said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.base.codec import from_plain, to_plain
from servanda.base.errors import ServandaError
from servanda.incidents.facts import Facts
from servanda.incidents.statements import Statement, fold, read_facts, state

START = datetime(2026, 3, 6, 2, 0, tzinfo=UTC)

FILE = """\
schema = "servanda/incident-facts/1"
title = "a lost laptop"
loss = ["confidentiality", "availability"]
people = 1200
people_in = { DE = 1000, US-CA = 200 }
encrypted = true

[events]
awareness = 2026-03-06T02:10:00+01:00
"""


def _say(fact: str, value: object, minutes: int) -> Statement:
    return Statement(fact=fact, value=value, at=START + timedelta(minutes=minutes), by="ann")


def test_a_file_of_facts_is_read_and_the_rest_is_unknown() -> None:
    facts = read_facts(FILE, "facts.toml")
    assert facts.people_in == {"DE": 1000, "US-CA": 200}
    assert facts.at("awareness") == datetime(2026, 3, 6, 1, 10, tzinfo=UTC)
    assert facts.key_safe is None
    assert facts.safe is None
    assert from_plain(Facts, to_plain(facts)) == facts


@pytest.mark.parametrize(
    ("line", "where", "code"),
    [
        ("peeple = 3", "f:2", "unknown-key"),
        ("people = -1", "f:2", "wrong-fact"),
        ('loss = ["trust"]', "f:2", "wrong-value"),
        ('people = "many"', "f:2", "wrong-type"),
    ],
)
def test_a_fault_is_told_by_its_line(line: str, where: str, code: str) -> None:
    with pytest.raises(ServandaError) as raised:
        read_facts(f'schema = "servanda/incident-facts/1"\n{line}\n', "f")
    assert raised.value.code == code
    assert (raised.value.where or "").startswith("f:")


def test_what_was_known_at_a_moment_can_be_asked_later() -> None:
    said = [_say("people", 10, 0), _say("encrypted", True, 1), _say("people", 4000, 9)]
    assert fold(said, until=START + timedelta(minutes=5)).people == 10
    assert fold(said).people == 4000
    assert fold([*said, _say("encrypted", None, 20)]).encrypted is None


def test_an_event_is_added_without_repeating_the_others() -> None:
    said = [_say("events.discovery", START, 0), _say("events.awareness", START, 3)]
    assert fold(said).events == {"discovery": START, "awareness": START}
    with pytest.raises(ServandaError, match="no event"):
        _say("events.lunch", START, 4)


@given(
    encrypted=st.sampled_from([True, False, None]),
    key=st.sampled_from([True, False, None]),
)
def test_data_are_safe_only_where_both_are_known(encrypted: bool | None, key: bool | None) -> None:
    safe = Facts(encrypted=encrypted, key_safe=key).safe
    assert (safe is True) == (encrypted is True and key is True)
    assert (safe is False) == (encrypted is False or key is False)


def test_state_makes_one_statement_a_fact() -> None:
    said = state({"people": 3, "malicious": True}, at=START, by="ann", source="the log")
    assert fold(said) == Facts(people=3, malicious=True)
