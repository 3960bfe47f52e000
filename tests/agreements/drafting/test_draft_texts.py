"""The texts: each provision and each kind of term has its place, every reference leads somewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from laws_asked import FOUR, ON

from servanda.agreements.drafting.brief import Brief
from servanda.agreements.drafting.compose import draft
from servanda.agreements.drafting.texts import texts
from servanda.agreements.terms import KINDS, Term
from servanda.law.force import rules_in_force
from servanda.law.provisions import Law, Requirement

CLAUSES = [
    clause for part in (*texts("en").parts, *texts("en").schedules) for clause in part.clauses
]
SETS = [ids for size in (1, 2, 3, 4) for ids in combinations(FOUR, size)]


def test_ids_are_unique() -> None:
    ids = [clause.id for clause in CLAUSES]
    assert len(ids) == len(set(ids))


def test_every_answer_is_a_requirement_of_a_law(law: Callable[[str], Law]) -> None:
    known = {rule.alias for name in FOUR for rule in law(name).requirements}
    for clause in CLAUSES:
        named = (
            clause.answers
            if isinstance(clause.answers, tuple)
            else [alias for aliases in clause.answers.values() for alias in aliases]
        )
        assert set(named) <= known, clause.id


def test_every_kind_of_term_has_its_place() -> None:
    assert {kind for clause in CLAUSES for kind in clause.kinds} == KINDS


@pytest.mark.parametrize("ids", SETS, ids="+".join)
@pytest.mark.parametrize("full", [True, False], ids=["full", "bare"])
def test_every_mandatory_requirement_is_met_by_wording_of_our_own(
    ids: tuple[str, ...], full: bool, brief: Brief, bare: Brief, law: Callable[[str], Law]
) -> None:
    made = draft(brief if full else bare, [law(name) for name in ids], on=ON)
    wanted = {
        f"{name}#{rule.id}"
        for name in ids
        for rule in rules_in_force(law(name), ON).requirements
        if rule.level == "mandatory"
    }
    assert wanted <= set(made.answers)
    assert not any(clause.id == "further" for clause in made.walk())


@pytest.mark.parametrize("how", ["general", "specific", "none"])
def test_each_authorisation_has_its_wording(
    how: str, bare: Brief, law: Callable[[str], Law]
) -> None:
    order = replace(bare, terms=(Term(kind="subprocessor_authorisation", quote="", value=how),))
    words = str(draft(order, [law("eu/gdpr")], on=ON).to_plain())
    assert ("gives general written authorisation" in words) == (how == "general")
    assert ("intended addition" in words) == (how != "none")


def test_a_requirement_that_no_text_answers_brings_the_clause_of_the_law(
    bare: Brief, law: Callable[[str], Law]
) -> None:
    gdpr = law("eu/gdpr")
    new = Requirement(
        id="new-duty",
        topic="security",
        title="A new duty",
        since=gdpr.requirements[0].since,
        clause="The Processor shall water the plants of the Controller.",
    )
    first = gdpr.provisions[0]
    changed = replace(gdpr, provisions=(replace(first, requirements=(new,)), *gdpr.provisions[1:]))
    made = draft(bare, [changed, law("us/ca/ccpa")], on=ON)
    assert "eu/gdpr#new-duty" in made.answers
    clause = next(c for c in made.walk() if c.id == "further-new-duty")
    assert clause.blocks[0].text == "The Provider shall water the plants of the Customer."  # type: ignore[union-attr]
    assert clause.number == f"{len(made.clauses) - 1}.1"
    assert made.clauses[-1].children[0].number == f"{len(made.clauses)}.1"


def test_a_requirement_that_is_not_in_force_is_not_claimed(
    bare: Brief, law: Callable[[str], Law]
) -> None:
    gdpr = law("eu/gdpr")
    late = replace(
        gdpr,
        provisions=tuple(
            replace(
                p,
                requirements=tuple(
                    replace(r, since=ON.replace(year=2030)) if r.id == "breach-notice" else r
                    for r in p.requirements
                ),
            )
            for p in gdpr.provisions
        ),
    )
    assert "eu/gdpr#breach-notice" not in draft(bare, [late], on=ON).answers
    assert "eu/gdpr#breach-notice" in draft(bare, [late], on=ON.replace(year=2031)).answers
