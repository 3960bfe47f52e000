"""Personal data in running text: where it stands, and what only looks like it."""

from __future__ import annotations

import random
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
import simple_figures

from servanda.inventory.prose.letters import codes, folded
from servanda.inventory.prose.lexicon import CITY_OR_MORE, FOLK, GIVEN, lexicon, words_of
from servanda.inventory.prose.telling import told_of
from servanda.inventory.prose.tokens import MOST, hashes_of, tokens_of
from servanda.inventory.spans import find
from servanda.inventory.spotted import Span

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.prose.held_out import measured


def seen(text: str) -> set[tuple[str, str]]:
    return {(text[s.start : s.end], s.data_class) for s in find(text)}


@pytest.mark.parametrize(
    ("text", "value", "data_class"),
    [
        ("Then Maria Anders came.", "Maria Anders", "full_name"),
        ("Please ask Krisztián Szabó about it.", "Krisztián Szabó", "full_name"),
        ("my name is john whitaker and i moved", "john whitaker", "full_name"),
        ("Yesterday Anneke van der Berg called.", "Anneke van der Berg", "full_name"),
        ("Please call Dr. O'Brien today.", "Dr.", "honorific"),
        ("write to maria@larkfield.example now", "maria@larkfield.example", "email"),
        ("login?user=maria@larkfield.example&x=1", "maria@larkfield.example", "email"),
        ("paid with 4111 1111 1111 1111 today", "4111 1111 1111 1111", "payment_card"),
        ("paid with 4111111111111111 today", "4111111111111111", "payment_card"),
        ("to DE89 3704 0044 0532 0130 00 please", "DE89 3704 0044 0532 0130 00", "iban"),
        ("to DE89370400440532013000 please", "DE89370400440532013000", "iban"),
        ("his number 536-22-8145 is known", "536-22-8145", "us_ssn"),
        ("from 203.0.113.7 port 22", "203.0.113.7", "ip_address"),
        ("from 2001:db8::17 port 22", "2001:db8::17", "ip_address"),
        ("device 00:1b:44:11:3a:b7 joined", "00:1b:44:11:3a:b7", "mac_address"),
        ("she is 42 years old", "42", "age"),
        ("call +44 20 7946 0958 now", "+44 20 7946 0958", "phone"),
        ("call (212) 555-0142 now", "(212) 555-0142", "phone"),
        ("it was paid on 4 March 2021 in full", "4 March 2021", "date"),
        ("it was paid on March 4th, 2021 in full", "March 4th, 2021", "date"),
        ("at 2021-03-04 12:20:39 it failed", "2021-03-04 12:20:39", "date"),
        ("She was born on 4 March 1961.", "4 March 1961", "date_of_birth"),
        ("DOB: 04/03/1961", "04/03/1961", "date_of_birth"),
        ("Send it to 12 Harbour Street, Bristol please.", "12 Harbour Street, Bristol", "street_address"),
        ("a flight to Germany", "Germany", "country"),
        ("He is Norwegian.", "Norwegian", "nationality"),
        ("She is a devout Catholic.", "Catholic", "religion"),
        ("key AKIAQYLPMN5HHHFPZAM2 leaked", "AKIAQYLPMN5HHHFPZAM2", "access_key"),
        ("see https://larkfield.example/a?b=1.", "https://larkfield.example/a?b=1", "url"),
    ],
)  # fmt: skip
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
        "version 1.2.3.4567 and 10.2.3-beta and 300.1.2.3",
        "invoice number 44718820 is due",
        "Run Docker and open Jenkins in Chrome, then press Enter.",
        "Will you mark the page? May I bill it?",
        "2017-2018 and 1999-2001 and 10:20:30",
        "user@localhost and @decorator and a@b",
    ],
)
def test_what_only_looks_like_a_class(text: str) -> None:
    named = {name for _, name in seen(text)}
    assert not named & {
        "full_name", "payment_card", "iban", "age", "ip_address", "phone", "email", "us_ssn", "access_key",
    }  # fmt: skip


def test_spans_are_in_order_and_never_overlap_across_pieces() -> None:
    line = "Maria Anders, 12 Harbour Street, maria@larkfield.example\n"
    text = line * (MOST // len(line) + 50)
    spans = find(text)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    mails = [text[s.start : s.end] for s in spans if s.data_class == "email"]
    assert mails == ["maria@larkfield.example"] * text.count("\n")


def test_another_recogniser_is_heard() -> None:
    def model(text: str) -> list[Span]:
        return [Span(start=4, end=8, data_class="diagnosis", confidence=0.9, reason="a model")]

    assert any(s.data_class == "diagnosis" for s in find("the gout returned", (model,)))


def test_the_figures_of_the_fast_way_are_those_of_plain_expressions() -> None:
    """Numbers of many forms, in random order between words: both ways tell the same ones."""
    draw = random.Random(11)
    made = {
        "email": lambda: (
            f"{draw.choice('abcdef')}{draw.randrange(99)}@mail{draw.randrange(9)}.example"
        ),
        "ip_address": lambda: ".".join(str(draw.randrange(1, 256)) for _ in range(4)),
        "us_ssn": lambda: (
            f"{draw.randrange(100, 600)}-{draw.randrange(10, 99)}-{draw.randrange(1000, 9999)}"
        ),
        "payment_card": lambda: draw.choice(
            ("4111111111111111", "5500 0000 0000 0004", "4012-8888-8888-1881", "371449635398431")
        ),
        "nothing": lambda: draw.choice(
            ("12", "7.5", "4111111111111112", "999-00-1234", "300.2.2.2", "3/4", "x9")
        ),
    }
    for _ in range(300):
        text = " and ".join(draw.choice(list(made.values()))() for _ in range(draw.randrange(1, 6)))
        plain = {
            (s.start, s.end, s.data_class)
            for s in simple_figures.find(text)
            if s.data_class in made
        }
        fast = {(s.start, s.end, s.data_class) for s in find(text) if s.data_class in made}
        assert fast == plain, text


def test_words_and_their_hashes_are_those_of_a_loop() -> None:
    draw = random.Random(3)
    letters = "abcXYZäßÉ 0123 .,-'\n🙂ΛЖ"
    for _ in range(200):
        text = "".join(draw.choice(letters) for _ in range(draw.randrange(40)))
        tokens = tokens_of(codes(text))
        slow: list[tuple[int, int]] = []
        for at, letter in enumerate(text):
            kind = "d" if letter.isdecimal() else "l" if letter.isalpha() else ""
            before = text[at - 1] if at else " "
            same = kind and kind == ("d" if before.isdecimal() else "l" if before.isalpha() else "")
            if same:
                slow[-1] = (slow[-1][0], at + 1)
            elif kind:
                slow.append((at, at + 1))
        assert list(zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)) == slow
        words = [folded(text[start:end]) for start, end in slow]
        assert tokens.key.tolist() == hashes_of(words).tolist()


def test_the_lexicon_knows_its_lists_and_nothing_else() -> None:
    known = lexicon()
    given = words_of("given")[::97]
    place = known.look_up(hashes_of(given))
    assert ((known.flags[place] & GIVEN) > 0).mean() > 0.99
    strange = known.look_up(hashes_of([f"qxz{number}vk" for number in range(5_000)]))
    assert not strange.any()
    (norwegian, lisbon) = known.flags[known.look_up(hashes_of(["norwegian", "lisbon"]))]
    assert norwegian & FOLK and lisbon & CITY_OR_MORE


def test_texts_are_counted_by_line_and_hold_no_value() -> None:
    told = told_of(
        "nothing here\nMaria Anders wrote to anna@larkfield.example\nAnna Berg and Maria Anders"
    )
    assert told["full-name"].texts == 2
    assert told["full-name"].spans >= 3
    assert told["email"].rows == 1
    assert "Maria" not in repr(told) and "larkfield" not in repr(told)


@pytest.mark.parametrize(
    "unit", ["A ", "1 ", "1-", "a.", "A", "1", ":", "1 A ", "12 Rue de ", "@", "a@", "A. ", "1:", "ab:", "corner of a and A "]
)  # fmt: skip
def test_no_text_makes_it_slow(unit: str) -> None:
    def took(size: int) -> float:
        text = (unit * size)[:size]
        began = time.process_time()
        find(text)
        return time.process_time() - began

    find("warm")
    assert took(64_000) < 2.0


_PIECES = (
    "A|a|1|12|2020|-|/|.|:| |  |\n|\n\n|,|@|a@b.example|http://x|Mr.|Street|12 Main St|corner of|and|ZIP: |born|DE89|(|)|+|'|é|Λ|Ж|漢|🙂"
    "|\x00|\ufffd|\ud800|Inc.|van|Germany|January|may 4|th|::|2001:db8::1|AKIA|sk_live_|driver's license |years old|yo|Apt.|Suite|NY|x12|ext"
    "|\t|İ|\u0301|ﬁ|Nurse|the|J.|O'|d'|&|T|Z|2020-01-01T10:00:00.123Z|10.0.0.1|4111 1111 1111 1111|Unit 3 Box 4"
).split("|")  # fmt: skip


def test_any_text_gives_spans_inside_it() -> None:
    draw = random.Random(17)
    for _ in range(600):
        text = "".join(
            draw.choice(_PIECES) + " " * draw.randrange(2)
            for _ in range(draw.choice((0, 1, 2, 3, 5, 10, 60)))
        )
        end = 0
        for span in find(text):
            assert end <= span.start < span.end <= len(text), repr(text)
            end = span.end


def test_texts_of_other_kinds_are_read_as_well_as_measured() -> None:
    """A floor under `python -m benchmarks.prose.held_out`, so that new weights cannot lose it unseen."""
    figures = measured()
    assert figures["all"].f2 > 0.92
    for kind, most in (("technical", 15), ("court", 5), ("clinical", 15)):
        assert 1_000 * figures[kind].false / figures[kind].words < most
    assert all(one.f2 > 0.8 for one in figures.values())
