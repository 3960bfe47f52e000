"""F1 of every class with a check digit, on valid numbers and on the same with one character wrong.

`python -m benchmarks.checksums`. In columns: many columns of valid numbers, and as many of wrong ones,
under a name that says nothing, or the class's own name where the class needs one. In text: a sentence
with a word for the number. Numbers are made by the arithmetic below where it is short, which is not the
detectors' own code; the others are drawn until python-stdnum agrees. A changed digit that a published
check cannot see (a few algorithms map two rests to one digit) makes another valid number, not a wrong one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from servanda import registry
from servanda.inventory import spans
from servanda.inventory.batches import batch_of
from servanda.inventory.checked import checked
from servanda.inventory.classes import Detector
from servanda.inventory.evidence import Classes, compile_classes
from servanda.inventory.scan import scan_batch
from servanda.inventory.spotted import Span

COLUMNS, ROWS, TEXTS = 6, 40, 20
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"

_PROSE = (
    "The file shows {cue} {value}, which was confirmed on the phone.",
    "Please update the record: {cue}: {value}.",
    "{cue} {value}",
    "According to the form the {cue} is {value} and nothing else changed.",
)


def _digits(draw: random.Random, count: int) -> str:
    return "".join(draw.choices("0123456789", k=count))


def _luhn(body: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def _mod11(body: str, weights: tuple[int, ...]) -> int:
    return sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11


def _nhs(draw: random.Random) -> str:
    while True:
        body = _digits(draw, 9)
        check = (11 - _mod11(body, (10, 9, 8, 7, 6, 5, 4, 3, 2))) % 11
        if check < 10:
            return body + str(check)


def _cpf(draw: random.Random) -> str:
    body = _digits(draw, 9)
    for length in (10, 11):
        rest = _mod11(body, tuple(range(length, 1, -1)))
        body += str(0 if rest < 2 else 11 - rest)
    return body


def _pesel(draw: random.Random) -> str:
    born = f"{draw.randrange(30, 99):02d}{draw.randrange(1, 13):02d}{draw.randrange(1, 29):02d}"
    body = born + _digits(draw, 4)
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
    return body + str(-sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 10)


def _bsn(draw: random.Random) -> str:
    while True:
        body = "1" + _digits(draw, 7)
        check = _mod11(body, (9, 8, 7, 6, 5, 4, 3, 2))
        if check < 10:
            return body + str(check)


def _iban(draw: random.Random) -> str:
    body = _digits(draw, 18)
    check = 98 - int(f"{body}131400") % 97
    return f"DE{check:02d}{body}"


def _card(draw: random.Random) -> str:
    body = "4" + _digits(draw, 14)
    return body + _luhn(body)


def _npi(draw: random.Random) -> str:
    body = "1" + _digits(draw, 8)
    return body + _luhn("80840" + body)


def _imei(draw: random.Random) -> str:
    body = "35" + _digits(draw, 12)
    return body + _luhn(body)


def _dea(draw: random.Random) -> str:
    body = _digits(draw, 6)
    odd = sum(map(int, body[::2]))
    even = sum(map(int, body[1::2]))
    return f"B{draw.choice(_LETTERS)}{body}{(odd + 2 * even) % 10}"


def _aba(draw: random.Random) -> str:
    body = "0" + draw.choice("123456789") + _digits(draw, 6)
    total = sum(int(d) * w for d, w in zip(body, (3, 7, 1, 3, 7, 1, 3, 7), strict=True))
    return body + str(-total % 10)


OWN: dict[str, Callable[[random.Random], str]] = {
    "uk-nhs-number": _nhs,
    "br-cpf": _cpf,
    "pl-pesel": _pesel,
    "nl-bsn": _bsn,
    "iban": _iban,
    "payment-card": _card,
    "us-npi": _npi,
    "imei": _imei,
    "us-dea-number": _dea,
    "bank-routing": _aba,
}


@dataclass(slots=True)
class Result:
    """Counts of one class in columns and in text."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def count(self, valid: bool, found: bool) -> None:
        """One number, or one column of them."""
        self.right += valid and found
        self.missed += valid and not found
        self.wrong += found and not valid

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)


def with_a_check(detectors: tuple[Detector, ...]) -> tuple[Detector, ...]:
    """The classes of which one wrong digit makes a sample invalid."""
    return tuple(d for d in detectors if d.valid and d.samples and any(map(d.recognises, d.samples)) and _checks(d))  # fmt: skip


def _checks(detector: Detector) -> bool:
    tried = refused = 0
    for sample in detector.samples:
        for place, letter in enumerate(sample):
            if letter.isdigit() and detector.chance <= 0.1:
                other = sample[:place] + str((int(letter) + 1) % 10) + sample[place + 1 :]
                if re.fullmatch(detector.pattern, other):
                    tried += 1
                    refused += not detector.recognises(other)
    return tried >= 3 and refused > 0.7 * tried


def valid_numbers(detector: Detector, draw: random.Random) -> Iterator[str]:
    """Endless valid numbers of a class."""
    if detector.id in OWN:
        while True:
            yield OWN[detector.id](draw)
    samples = [sample for sample in detector.samples if re.fullmatch(detector.pattern, sample)]
    while True:
        sample = draw.choice(samples)
        # some places are drawn anew; where days and months stand, what is invalid is drawn again
        some = draw.sample(range(len(sample)), k=min(len(sample), draw.randrange(2, 6)))
        drawn = "".join(
            draw.choice("0123456789") if place in some and letter.isdigit() else letter
            for place, letter in enumerate(sample)
        )
        if drawn != sample and detector.recognises(drawn):
            yield drawn


def one_wrong(detector: Detector, value: str, draw: random.Random) -> str:
    """The same with one digit changed, so that it is no valid number."""
    while True:
        other = _changed(value, draw)
        if not detector.recognises(other):
            return other


def _changed(value: str, draw: random.Random) -> str:
    place = draw.choice([place for place, letter in enumerate(value) if letter.isdigit()])
    digit = draw.choice([digit for digit in "0123456789" if digit != value[place]])
    return value[:place] + digit + value[place + 1 :]


def measure(
    detector: Detector,
    classes: Classes,
    find: Callable[[str], tuple[Span, ...]],
    columns: int = COLUMNS,
    texts: int = TEXTS,
) -> tuple[Result, Result]:
    """One class in so many columns and texts."""
    draw = random.Random(detector.id)
    numbers = valid_numbers(detector, draw)
    column, text = Result(), Result()
    name = detector.headers[0] if detector.needs_header else "c7"
    for _ in range(columns):
        values = [next(numbers) for _ in range(ROWS)]
        column.count(True, _found(detector, name, values, classes))
        wrong = [one_wrong(detector, value, draw) for value in values]
        if not (detector.needs_header and detector.fits):
            # under its own name a column of damaged numbers is still a column of them
            column.count(False, _found(detector, name, wrong, classes))
    for number in range(texts):
        cue = draw.choice(detector.headers)
        form = _PROSE[number % len(_PROSE)]
        value = next(numbers)
        for valid, written in ((True, value), (False, one_wrong(detector, value, draw))):
            found = find(form.format(cue=cue, value=written))
            hit = any(span.data_class.replace("_", "-") == detector.id for span in found)
            text.count(valid, hit)
    return column, text


def _found(detector: Detector, name: str, values: list[str], classes: Classes) -> bool:
    batch = batch_of(["full_name", name], [["Maria Anders"] * len(values), values])
    findings = scan_batch(batch, classes, table="customers", whole=True)
    return any(f.column == name and f.data_class == detector.id for f in findings)


def results() -> dict[str, tuple[Result, Result]]:
    """Columns and text of every class with a check."""
    detectors = registry.detectors()
    classes = compile_classes(detectors)
    recogniser = checked(detectors)
    return {
        detector.id: measure(detector, classes, lambda text: spans.find(text, (recogniser,)))
        for detector in with_a_check(detectors)
    }


if __name__ == "__main__":
    found = results()
    for name, (column, text) in found.items():
        mark = "" if min(column.f1, text.f1) >= 0.98 else "   below 0.98"
        print(f"{name:26} columns F1 {column.f1:.3f}   text F1 {text.f1:.3f}{mark}")
    low = [name for name, pair in found.items() if min(pair[0].f1, pair[1].f1) < 0.98]
    print(f"{len(found)} classes, {len(low)} below 0.98")
