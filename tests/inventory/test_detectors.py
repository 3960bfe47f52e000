"""Every detector: its samples match, its look-alikes do not, and no expression can be driven to slowness.

Nothing here names a detector: a new file in `detectors/` is tested as soon as it stands there.
"""

from __future__ import annotations

import csv
import re
import string
from pathlib import Path
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda import registry
from servanda.inventory.classes import Detector
from servanda.inventory.headers import headers_of

DETECTORS = registry.detectors()
HEADERS = headers_of(DETECTORS)
every = pytest.mark.parametrize("detector", DETECTORS, ids=lambda d: d.id)
LAWS = {"eu/gdpr", "us/hipaa", "us/ca/ccpa", "pci/dss"}


def test_there_are_enough() -> None:
    assert len(DETECTORS) >= 200
    assert len({detector.title for detector in DETECTORS}) == len(DETECTORS)


@every
def test_samples_and_lookalikes(detector: Detector) -> None:
    if (detector.pattern or detector.words) and not detector.samples:
        pytest.fail("a detector that recognises values shows some")
    assert detector.samples or detector.lookalikes
    for sample in detector.samples:
        assert detector.recognises(sample), sample
    for lookalike in detector.lookalikes:
        assert not detector.recognises(lookalike), lookalike


@every
def test_what_fits_includes_what_matches(detector: Detector) -> None:
    if detector.fits:
        for sample in detector.samples:
            assert re.fullmatch(detector.fits, sample) or detector.recognises(sample)


@every
def test_the_trigger_never_hides_a_match(detector: Detector) -> None:
    if detector.trigger and detector.pattern:
        for sample in detector.samples:
            if re.fullmatch(detector.pattern, sample):
                assert set(sample) & set(detector.trigger), sample


@every
def test_it_explains_itself(detector: Detector) -> None:
    assert detector.title and detector.reason and not detector.reason.endswith(".")
    assert detector.laws and set(detector.laws) <= LAWS
    for why in detector.laws.values():
        assert re.search(r"\d", why), "a law's reason cites its place"
    assert 0 < detector.alone <= 1 and 0 < detector.chance <= 1
    assert detector.pattern or detector.words or detector.needs_header


@every
def test_headers_are_heard(detector: Detector) -> None:
    for header in detector.headers:
        assert header == header.lower() and header.isascii()
        for name in (header.replace(" ", "_"), header.title().replace(" ", ""), header.upper()):
            heard = HEADERS.read("t", name)
            # a word may belong to two classes; the values then decide
            assert detector.id in heard, (name, heard)


def test_dpv_terms_exist(shared: Path) -> None:
    with (shared / "law" / "dpv-2.3" / "pd.csv").open(encoding="utf-8") as file:
        terms = {row["term"] for row in csv.DictReader(file)}
    # what is of no person has no term there
    assert {d.dpv for d in DETECTORS if d.person != "apart"} <= terms
    assert all(d.dpv in terms or (d.person == "apart" and not d.dpv) for d in DETECTORS)


# --- no expression can be driven to quadratic time ---------------------------------------------------

LONGEST = 10_000


def _expressions() -> list[Any]:
    found = []
    for detector in DETECTORS:
        found += [pytest.param(detector.pattern, id=detector.id)] if detector.pattern else []
        found += [pytest.param(detector.fits, id=f"{detector.id}-fits")] if detector.fits else []
    return found


def _matches_of(item: Any) -> set[str]:
    """The ASCII letters that one parsed item can match as its first."""
    tree = _parser.SubPattern(_parser.State(), [item])
    first: set[str] = set()
    kind, value = tree.data[0]
    for letter in string.printable:
        if kind is c.LITERAL:
            hit = ord(letter) == value
        elif kind is c.NOT_LITERAL:
            hit = ord(letter) != value
        elif kind is c.ANY:
            hit = letter != "\n"
        elif kind is c.IN:
            hit = _in_class(value, letter)
        else:
            hit = True  # a group: anything may follow, so it is no separator
        if hit:
            first.add(letter)
    return first


def _in_class(items: list[tuple[Any, Any]], letter: str) -> bool:
    negate = bool(items) and items[0][0] is c.NEGATE
    hit = False
    for kind, value in items:
        if kind is c.LITERAL:
            hit |= ord(letter) == value
        elif kind is c.RANGE:
            hit |= value[0] <= ord(letter) <= value[1]
        elif kind is c.CATEGORY:
            hit |= {
                c.CATEGORY_DIGIT: letter.isdigit(),
                c.CATEGORY_NOT_DIGIT: not letter.isdigit(),
                c.CATEGORY_WORD: letter.isalnum() or letter == "_",
                c.CATEGORY_NOT_WORD: not (letter.isalnum() or letter == "_"),
                c.CATEGORY_SPACE: letter.isspace(),
                c.CATEGORY_NOT_SPACE: not letter.isspace(),
            }[value]
    return hit != negate


def _faults(items: Any, outer: int = 1, inside: bool = False) -> list[str]:
    """Repeats without a bound, and repeats in repeats whose parts can swap what they match."""
    found = []
    for kind, value in items:
        if kind in (c.MAX_REPEAT, c.MIN_REPEAT):
            _, high, body = value
            if high is c.MAXREPEAT:
                found.append("a repeat without a bound")
                continue
            if high * outer > LONGEST:
                found.append("repeats in repeats that reach too far")
            varying = [
                i for i in body if i[0] in (c.MAX_REPEAT, c.MIN_REPEAT) and i[1][0] != i[1][1]
            ]
            if high > 1 and varying:
                swaps = set.union(*(_matches_of(i[1][2].data[0]) for i in varying))
                edges = [
                    _matches_of(i)
                    for i in (body.data[0], body.data[-1])
                    if i[0] in (c.LITERAL, c.IN) and not _matches_of(i) & swaps
                ]
                if not edges and not (high <= 8 and all(i[1][1] <= 1 for i in varying)):
                    found.append("a repeat in a repeat with nothing between that keeps them apart")
            found += _faults(body.data, outer * max(high, 1), True)
        elif kind is c.SUBPATTERN:
            found += _faults(value[-1].data, outer, inside)
        elif kind is c.BRANCH:
            for branch in value[1]:
                found += _faults(branch.data, outer, inside)
        elif kind in (c.ASSERT, c.ASSERT_NOT):
            found += _faults(value[1].data, outer, inside)
    return found


@pytest.mark.parametrize("expression", _expressions())
def test_every_repeat_is_bounded(expression: str) -> None:
    assert _faults(_parser.parse(expression).data) == []


@pytest.mark.parametrize("expression", ["a*", "(?:a{1,9}){1,9}", "(?:[ab]{0,5000}x){1,9}", r"\d+"])
def test_the_check_finds_what_it_looks_for(expression: str) -> None:
    assert _faults(_parser.parse(expression).data)


@pytest.mark.parametrize("expression", _expressions())
def test_no_expression_crosses_a_line(expression: str) -> None:
    """Values are searched as lines of one buffer, so no match may span two."""
    assert "\n" not in _letters(_parser.parse(expression).data)


def _letters(items: Any) -> set[str]:
    """Every printable letter that any item of the expression can consume."""
    found: set[str] = set()
    for kind, value in items:
        if kind in (c.MAX_REPEAT, c.MIN_REPEAT):
            found |= _letters(value[2].data)
        elif kind is c.SUBPATTERN:
            found |= _letters(value[-1].data)
        elif kind is c.BRANCH:
            for branch in value[1]:
                found |= _letters(branch.data)
        elif kind in (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY):
            found |= _matches_of((kind, value))
    return found


@given(st.text(max_size=60))
def test_validators_take_any_text(text: str) -> None:
    for detector in DETECTORS:
        assert detector.recognises(text) in (True, False)
