"""Numbers that belong to something else, and the same term in twenty ways, for every term with a number.

The sentences in `term_clauses/numbers/` were written before the finders were tried on them. Under
`nothing` no term with a number may be found (a pair names what another term the sentence states);
under `stated` exactly that one (`any`: readers differ on the unit). `layouts` holds whole sections, in which the
neighbours may state other terms.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from agreement_kit import NUMERIC
from term_clauses import terms, wire

from servanda.agreements.extract.catalog import terms_of
from servanda.agreements.passages import read_passages
from servanda.agreements.recognise.rules import Court
from servanda.documents.reader import read_bytes

FILES = sorted((Path(__file__).parent / "term_clauses" / "numbers").glob("*.toml"))


def found(heading: str, words: str) -> list[str]:
    flats = (term.flat() for term in terms(f"## {heading}\n\n{words}") if term.kind in NUMERIC)
    return [f"{f['kind']} {f['value']} {f['unit']}" for f in flats if f["value"] is not None]


def table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def test_every_term_with_a_number_has_enough_of_both() -> None:
    assert {path.stem for path in FILES} == NUMERIC
    for path in FILES:
        assert len(table(path)["nothing"]) >= 20
        assert len(table(path)["stated"]) >= 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_number_of_something_else_is_no_term(path: Path) -> None:
    rows = table(path)
    wrong = {}
    for row in rows["nothing"]:
        words, other = (row, []) if isinstance(row, str) else (row[0], [row[1]])
        if (got := found(rows["heading"], words)) != other:
            wrong[words] = got
    assert wrong == {}


def of_kind(kind: str, words: str) -> list[str]:
    flats = (term.flat() for term in terms(words) if term.kind == kind)
    return [f"{f['value']} {f['unit']}" for f in flats if f["value"] is not None]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_section_with_neighbours_states_its_own_number_only(path: Path) -> None:
    layouts = table(path)["layouts"]
    wrong = {words: of_kind(path.stem, words) for words in layouts["nothing"]}
    assert {words: got for words, got in wrong.items() if got} == {}
    for words, stated in layouts["stated"]:
        count, unit = stated.split()
        told = wire(path.stem, int(count), unit)
        assert of_kind(path.stem, words) == ["{} {}".format(*told)], words


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_number_of_the_term_is_found_in_any_style(path: Path) -> None:
    rows = table(path)
    wrong = {}
    for words, stated in rows["stated"]:
        if stated == "any":
            continue
        count, unit = stated.split()
        told = wire(path.stem, float(count) if "." in count else int(count), unit)
        got = found(rows["heading"], words)
        if got != ["{} {} {}".format(path.stem, *told)]:
            wrong[words] = got
    assert wrong == {}


PAPERS = tomllib.loads((FILES[0].parent.parent / "whole" / "papers.toml").read_text("utf-8"))


@pytest.mark.parametrize("paper", PAPERS["paper"], ids=lambda paper: paper["name"])
def test_a_whole_paper_states_these_numbers_and_no_other(paper: dict[str, Any]) -> None:
    court = Court(read_passages(read_bytes(paper["words"].encode(), "paper.md")), {})
    flats = [term.flat() for term in terms_of(court) if term.kind in NUMERIC]
    got = {(f["kind"], f["value"], f["unit"]) for f in flats if f["value"] is not None}
    stated = {tuple(one) for one in paper["stated"]}
    assert stated - got == set()
    assert {one for one in got - stated if one[0] not in paper.get("open", ())} == set()
