"""Logs that are read by the shapes of their lines: the findings of the reading word by word."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from servanda.inventory.prose.columns import columns_of
from servanda.inventory.prose.found import Found
from servanda.inventory.prose.letters import codes
from servanda.inventory.prose.reading import read, read_whole
from servanda.inventory.prose.shapes import LEAST, read_by_shape, repeats

NAMES = ("Anna Berg", "Lars Mikkelsen", "Giulia Bianchi", "Amara Okafor")


def _digits(draw: random.Random, most: int) -> str:
    """A figure of any length, often with zeros before it or at a bound of what a rule tells apart."""
    if draw.random() < 0.3:
        return str(draw.choice((0, 1, 12, 13, 31, 32, 120, 121, 255, 256, 666, 900, 1499, 1500, 1850, 2050, 2099, 2200)))  # fmt: skip
    return "".join(draw.choices("0123456789", k=1 + draw.randrange(most)))


def _line(draw: random.Random) -> str:
    d = lambda most=3: _digits(draw, most)  # noqa: E731 (short, many times)
    two = lambda: f"{draw.randrange(62):02d}"  # noqa: E731 (as above)
    day = f"20{two()[:2]}-{draw.randrange(14):02d}-{draw.randrange(33):02d}"
    clock = f"{two()}:{two()}:{two()}"
    return draw.choice(
        (
            f"{day}T{clock}.{d(6)}Z INFO client={d()}.{d()}.{d()}.{d()} took {d(5)} ms",
            f"{day} {clock},{d(3)} WARN retry {d(2)} of {d(2)} for order {d(9)}",
            f"Nov {d(2)} {clock} host sshd[{d(5)}]: accepted for root from {d()}.{d()}.{d()}.{d()} port {d(5)}",
            f'{d()}.{d()}.{d()}.{d()} - - [{two()}/Nov/20{two()}:{clock} +0{d(3)}] "GET /a/{d(7)} HTTP/1.1" {d(3)} {d(6)}',
            f"{d(13)}{d(3)} call {d(3)} {d(4)} {d(4)} status={d(3)}",
            f"{day} id={draw.getrandbits(64):016x} size {d(6)} phone {d(3)}-{d(3)}-{d(4)}",
            f"{day} card {d(4)} {d(4)} {d(4)} {d(4)} sum {d(5)}.{d(2)}",
            f"{d(16)} paid by {draw.choice(NAMES)}, aged {d(2)}, ssn {d(3)}-{d(2)}-{d(4)}",
            f"mail to a{d(2)}@mail.example at {clock} took {d(4)}",
            f"payment 4111 1111 1111 {draw.randrange(1100, 1120)} and 41111111111111{draw.randrange(10, 99)} on {d(2)}/{d(2)}/{d(4)}",
        )
    )


def _log(seed: int, lines: int = 2_500) -> str:
    draw = random.Random(seed)
    # a word at the end: an address may go on in the next line
    return "\n".join(f"{_line(draw)} done" for _ in range(lines))


def _spans(found: Found) -> list[tuple[int, int, int]]:
    return sorted(zip(found.start.tolist(), found.end.tolist(), found.kind.tolist(), strict=True))


@pytest.mark.parametrize("seed", range(4))
def test_the_findings_are_those_of_the_reading_word_by_word(seed: int) -> None:
    text = _log(seed)
    assert _spans(read_by_shape(text, read_whole)) == _spans(read_whole(text))


_FIGURE = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{8,64})(?![0-9A-Za-z])|[0-9]+"
)


def test_lines_are_alike_where_all_but_their_figures_is_the_same() -> None:
    draw = random.Random(3)
    made = "".join(draw.choices("0129abcf- .xZ\n", k=40_000))
    text = _log(2, 300) + made + "\n1b4e28ba-2fa1-11d2-883f-0016d3cca427 é 0016d3cc\n\n7"
    lines = text.split("\n")
    for given, start in ((text, 0), (text + "\u20ac", 17)):
        columns = columns_of(codes(given), start)
        found = [list(_FIGURE.finditer(line)) for line in given.split("\n")]
        assert np.diff(columns.first).tolist() == [len(some) for some in found]
        begins = (columns.start - start).tolist()
        figures = [(begin + one.start() + start, begin + one.end() + start) for begin, some in zip(begins, found, strict=True) for one in some]  # fmt: skip
        assert list(zip(columns.figures.start.tolist(), columns.figures.end.tolist(), strict=True)) == figures  # fmt: skip
        bare: dict[str, set[int]] = {}
        for line, key in zip(given.split("\n"), columns.key.tolist(), strict=True):
            bare.setdefault(_FIGURE.sub(lambda m: "\0" if m[0].isdigit() else "\1", line), set()).add(key)  # fmt: skip
        assert all(len(keys) == 1 for keys in bare.values())
        assert len(bare) == len(set(columns.key.tolist())) > 400
    assert len(lines) > 1_000


def test_every_figure_of_a_form_is_told_as_by_itself() -> None:
    # each line alone, so that no line beside it can speak for it
    text = _log(9, 300)
    alone, at = [], 0
    for line in text.split("\n"):
        alone += [(at + a, at + b, kind) for a, b, kind in _spans(read_whole(line))]
        at += len(line) + 1
    shaped = read_by_shape((text + "\n") * 3, read_whole)
    third = [(a - len(text) * 2 - 2, b - len(text) * 2 - 2, kind) for a, b, kind in _spans(shaped) if a > len(text) * 2 + 1]  # fmt: skip
    assert third == alone


def test_parts_of_a_log_hold_what_the_log_holds() -> None:
    text = _log(5)
    cut = text.index("\n", len(text) // 3) + 1
    halves = _spans(read(text[:cut])) + [
        (a + cut, b + cut, kind) for a, b, kind in _spans(read(text[cut:]))
    ]
    assert repeats(text)
    assert halves == _spans(read(text))


def test_prose_within_a_log_is_read() -> None:
    notes = "Maria Fairweather of Bristol called.\nHer colleague Henrik Lindqvist lives in Leeds."
    lines = _log(6).split("\n")
    text = "\n".join([*lines[:2_000], notes, *lines[2_000:]])
    said = {text[a:b] for a, b, _ in _spans(read_by_shape(text, read_whole))}
    assert {"Maria Fairweather", "Bristol", "Henrik Lindqvist", "Leeds"} <= said


def test_what_does_not_repeat_is_no_log() -> None:
    draw = random.Random(3)
    words = "the order was sent again after customer called about late parcel and asked for help".split()
    text = "\n".join(" ".join(draw.choices(words, k=12)) for _ in range(2_000))
    assert len(text) > LEAST
    assert not repeats(text)
    assert not repeats(_log(1)[: LEAST - 1])


def test_an_identifier_may_be_anything() -> None:
    draw = random.Random(8)
    text = "\n".join(f"2026-11-24T10:00:00Z id={draw.getrandbits(64):016x} from 10.0.0.{n % 250 + 1}" for n in range(1_500))  # fmt: skip
    found = read(text)
    assert {re.sub("[0-9]+", "0", text[a:b]) for a, b, _ in _spans(found)} == {
        "0-0-0T0:0:0Z",
        "0.0.0.0",
    }
    assert len(found) == 3_000
