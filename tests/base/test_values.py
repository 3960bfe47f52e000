"""Durations, clocks, money, citations, instants: each refuses what it cannot mean."""

from __future__ import annotations

import operator
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.base.citations import Citation, ClauseRef
from servanda.base.clocks import Clock
from servanda.base.durations import (
    UNITS,
    BusinessDays,
    CalendarDays,
    Hours,
    Months,
    duration,
    duration_from,
)
from servanda.base.errors import ServandaError, TamperingError, UnreadableError
from servanda.base.instants import format_instant, parse_date, parse_instant, require_instant
from servanda.base.money import Money

LENGTHS = [kind(2) for kind in UNITS.values()]


@pytest.mark.parametrize(("one", "other"), list(permutations(LENGTHS, 2)))
def test_lengths_of_two_units_do_not_compare(one: Any, other: Any) -> None:
    assert one != other
    for compare in (operator.lt, operator.le, operator.gt, operator.ge):
        with pytest.raises(TypeError):
            compare(one, other)


def test_lengths_of_one_unit_do() -> None:
    assert Hours(48) < Hours(72)
    assert max(CalendarDays(30), CalendarDays(60)) == CalendarDays(60)
    assert len({Hours(24), CalendarDays(24), Hours(24)}) == 2


@pytest.mark.parametrize("count", [-1, 1.5, "2", None, True])
def test_a_length_is_a_whole_number_from_zero(count: Any) -> None:
    with pytest.raises(ServandaError) as error:
        Hours(count)
    assert error.value.code == "bad-duration"


@pytest.mark.parametrize(
    ("length", "words"),
    [(Hours(1), "1 hour"), (BusinessDays(5), "5 business days"), (Months(1), "1 month")],
)
def test_a_length_reads_as_one_says_it(length: Any, words: str) -> None:
    assert str(length) == words


@given(st.integers(0, 10**6), st.sampled_from(sorted(UNITS)))
def test_a_length_survives_the_wire(count: int, unit: str) -> None:
    length = duration(count, unit)
    assert duration_from(length.to_plain()) == type(length).from_plain(length.to_plain()) == length


@pytest.mark.parametrize(
    "plain", [{}, {"hours": 1, "days": 1}, {"fortnights": 1}, {"hours": "1"}, "48", None, []]
)
def test_what_is_no_length_is_refused(plain: Any) -> None:
    with pytest.raises(ServandaError) as error:
        duration_from(plain)
    assert error.value.code == "bad-duration"


def test_days_are_not_read_as_hours() -> None:
    with pytest.raises(ServandaError):
        Hours.from_plain({"days": 2})


CLOCKS = st.builds(
    Clock,
    starts=st.sampled_from(["", "awareness", "end-of-agreement"]),
    length=st.one_of(
        st.none(), st.builds(duration, st.integers(0, 999), st.sampled_from(sorted(UNITS)))
    ),
    words=st.text(max_size=20),
    rule=st.sampled_from(["", "elapsed", "reg1182"]),
    every=st.booleans(),
)


@given(CLOCKS)
def test_a_clock_survives_the_wire(clock: Clock) -> None:
    assert Clock.from_plain(clock.to_plain()) == clock
    assert str(clock)


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        ({"hours": 1, "days": 1}, "bad-clock"),
        ({"hurs": 1}, "unknown-key"),
        ({"starts": 1}, "bad-clock"),
        ({"every": "yes"}, "bad-clock"),
        ({"hours": -1}, "bad-duration"),
        ("48 hours", "bad-clock"),
    ],
)
def test_what_is_no_clock_is_refused(plain: Any, code: str) -> None:
    with pytest.raises(ServandaError) as error:
        Clock.from_plain(plain)
    assert error.value.code == code


def test_a_clock_reads_as_one_says_it() -> None:
    assert str(Clock(starts="awareness", length=Hours(48))) == "within 48 hours from awareness"
    assert str(Clock(length=Months(12), every=True)) == "every 12 months"
    assert str(Clock(words="without undue delay")) == '"without undue delay"'
    assert str(Clock()) == "no time stated"


def test_money_of_one_currency_adds_and_compares() -> None:
    one, two = Money(Decimal("1.10"), "EUR"), Money(Decimal("2.20"), "EUR")
    assert one + two == Money(Decimal("3.30"), "EUR")
    assert one < two and one <= one
    assert str(Money(Decimal("1234567.50"), "EUR")) == "1,234,567.50 EUR"


def test_money_of_two_currencies_does_not() -> None:
    euro, dollar = Money(Decimal(1), "EUR"), Money(Decimal(1), "USD")
    assert euro != dollar
    for act in (operator.add, operator.lt, operator.le):
        with pytest.raises(ServandaError) as error:
            act(euro, dollar)
        assert error.value.code == "two-currencies"


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [
        (1.5, "EUR", "bad-amount"),
        (Decimal("NaN"), "EUR", "bad-amount"),
        (Decimal("Infinity"), "EUR", "bad-amount"),
        (Decimal(1), "eur", "bad-currency"),
        (Decimal(1), "EURO", "bad-currency"),
        (Decimal(1), "ÄÖÜ", "bad-currency"),
    ],
)
def test_what_is_no_money_is_refused(amount: Any, currency: str, code: str) -> None:
    with pytest.raises(ServandaError) as error:
        Money(amount, currency)
    assert error.value.code == code


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9
    )
)
def test_money_survives_the_wire_to_the_cent(amount: Decimal) -> None:
    money = Money(amount, "CHF")
    plain = money.to_plain()
    assert isinstance(plain["amount"], str)
    assert Money.from_plain(plain) == money


@pytest.mark.parametrize(
    "plain",
    [
        None,
        {},
        {"amount": "1"},
        {"amount": 1, "currency": "EUR"},
        {"amount": "1", "currency": 5},
        {"amount": "one", "currency": "EUR"},
        {"amount": "1", "currency": "EUR", "x": 1},
    ],
)
def test_what_is_no_money_on_the_wire_is_refused(plain: Any) -> None:
    with pytest.raises(ServandaError):
        Money.from_plain(plain)


@pytest.mark.parametrize("text", ["eu/gdpr#28.3.a", "us/ca/ccpa#1798.140.ag.1.A", "pci/dss#12.8.2"])
def test_a_citation_survives_the_wire(text: str) -> None:
    citation = Citation.from_plain(text)
    assert str(citation) == citation.to_plain() == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "eu/gdpr",
        "eu/gdpr#",
        "#28",
        "gdpr#28",
        "EU/GDPR#28",
        "eu/gdpr#28 3",
        "eu/gdpr#a\n",
        None,
        5,
    ],
)
def test_what_is_no_citation_is_refused(text: Any) -> None:
    with pytest.raises(ServandaError) as error:
        Citation.from_plain(text)
    assert error.value.code == "bad-citation"


def test_a_clause_is_named_with_its_agreement() -> None:
    assert str(ClauseRef(agreement="bright", clause="6.1", quote="q")) == "bright clause 6.1"
    assert str(ClauseRef(agreement="bright", clause="", quote="q")) == "bright"


@given(
    st.datetimes(
        min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29), timezones=st.timezones()
    )
)
def test_an_instant_survives_the_wire_in_utc(value: datetime) -> None:
    # a local time that a change of the clocks skips has no place on the line
    text = format_instant(value)
    assert text.endswith("Z")
    assert parse_instant(text) == require_instant(value)
    assert require_instant(value).tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-03-06T18:00:00", "naive-instant"),
        ("2026-03-06", "naive-instant"),
        ("soon", "bad-instant"),
        ("", "bad-instant"),
        ("0001-01-01T00:00:00+23:59", "bad-instant"),
    ],
)
def test_what_is_no_instant_is_refused(text: str, code: str) -> None:
    with pytest.raises(ServandaError) as error:
        parse_instant(text)
    assert error.value.code == code


def test_an_offset_is_turned_into_utc() -> None:
    here = datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    assert format_instant(here) == "2025-12-31T23:00:00Z"
    assert parse_date("2018-05-25") == date(2018, 5, 25)


@given(st.text(max_size=30))
def test_any_text_is_an_instant_and_a_date_or_refused(text: str) -> None:
    for parse in (parse_instant, parse_date):
        try:
            parse(text)  # type: ignore[operator]
        except ServandaError as error:
            assert error.code in ("bad-instant", "naive-instant", "bad-date")


@pytest.mark.parametrize("kind", [ServandaError, UnreadableError, TamperingError])
def test_an_error_tells_place_cause_and_remedy_and_survives_a_process(kind: Any) -> None:
    error = kind("code", "what is wrong", hint="what to do", where="file:1")
    assert str(error) == "file:1: what is wrong (what to do)"
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (again.code, again.message, again.hint, again.where) == (
        "code",
        "what is wrong",
        "what to do",
        "file:1",
    )
