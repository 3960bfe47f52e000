"""Personal data in running text: where it stands, and what only looks like it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from servanda.inventory.spans import LONGEST, find
from servanda.inventory.spotted import Span


def seen(text: str) -> set[tuple[str, str]]:
    return {(text[s.start : s.end], s.data_class) for s in find(text)}


@pytest.mark.parametrize(
    ("text", "value", "data_class"),
    [
        ("Then Maria Anders came.", "Maria Anders", "full_name"),
        ("write to maria@larkfield.example now", "maria@larkfield.example", "email"),
        ("paid with 4111 1111 1111 1111 today", "4111 1111 1111 1111", "payment_card"),
        ("to DE89 3704 0044 0532 0130 00 please", "DE89 3704 0044 0532 0130 00", "iban"),
        ("his number 536-22-8145 is known", "536-22-8145", "us_ssn"),
        ("she is 42 years old", "42", "age"),
        ("at 12 Harbour Street", "12 Harbour Street", "street_address"),
        ("a flight to Germany", "Germany", "country"),
    ],
)
def test_found_at_its_place(text: str, value: str, data_class: str) -> None:
    assert (value, data_class) in seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was opened in Safari on Monday.",
        "The year 2019 was better than 2018.",
        "order 4111 1111 1111 1112 is no card",
        "d41d8cd98f00b204e9800998ecf8427e is a digest",
        "to DE89 3704 0044 0532 0130 01 please",
    ],
)
def test_what_only_looks_like_a_class(text: str) -> None:
    named = {name for _, name in seen(text)}
    assert not named & {"full_name", "given_name", "family_name", "payment_card", "iban", "age"}


def test_spans_are_in_order_and_never_overlap_across_pieces() -> None:
    line = "Maria Anders, 12 Harbour Street, maria@larkfield.example\n"
    text = line * (LONGEST // len(line) + 50)
    spans = find(text)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    mails = [text[s.start : s.end] for s in spans if s.data_class == "email"]
    assert mails == ["maria@larkfield.example"] * text.count("\n")


def test_another_recogniser_is_heard() -> None:
    def model(text: str) -> list[Span]:
        return [Span(start=4, end=8, data_class="diagnosis", confidence=0.9, reason="a model")]

    assert any(s.data_class == "diagnosis" for s in find("the gout returned", (model,)))


@pytest.mark.parametrize("unit", ["A ", "1 ", "1-", "a.", "A", "1", ":", "1 A ", "12 Rue de "])
def test_no_text_makes_it_slow(unit: str) -> None:
    def took(size: int) -> float:
        text = (unit * size)[:size]
        began = time.perf_counter()
        find(text)
        return time.perf_counter() - began

    assert took(16_000) < 1.5
