"""The words of a draft: terms as given, blanks marked, nothing invented, names kept harmless."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws_asked import ON

from servanda.agreements.agreement import Agreement, Party
from servanda.agreements.drafting import inline
from servanda.agreements.drafting.brief import Brief, Side, brief_of, read_brief, term_of
from servanda.agreements.drafting.compose import draft
from servanda.agreements.drafting.tree import Draft, Words
from servanda.agreements.terms import Term
from servanda.base.clocks import Clock
from servanda.base.durations import Hours
from servanda.base.errors import ServandaError
from servanda.law.provisions import Law


def words_of(made: Draft, id_: str) -> str:
    clause = next(clause for clause in made.walk() if clause.id == id_)
    return " ".join(b.text for c in clause.walk() for b in c.blocks if isinstance(b, Words))


def test_terms_stand_in_their_clauses(brief: Brief, law: Callable[[str], Law]) -> None:
    made = draft(brief, [law("eu/gdpr")], on=ON)
    assert words_of(made, "breach-notice") == (
        "The Processor shall notify the Controller of a Personal Data Breach without undue delay and in "
        "any event within 48 hours after becoming aware of it."
    )
    assert "at least 30 days in advance" in words_of(made, "subprocessor-notice")
    assert "within 14 days after that notice" in words_of(made, "subprocessor-objection")
    assert "only in the European Economic Area." in words_of(made, "location")
    assert made.blanks == ()


def test_without_terms_no_number_is_invented(bare: Brief, law: Callable[[str], Law]) -> None:
    made = draft(bare, [law("eu/gdpr"), law("us/ca/ccpa"), law("pci/dss")], on=ON)
    citations = re.compile(
        r"(Clause|Schedule|paragraph|Regulation|Decision) (\(EU\) )?[\d./]+"
        r"|Articles? \d+(\(\d\))*( and \(\d\))?|Act of 2018|\(EU\) \d+/\d+"
    )
    for clause in made.walk():
        if clause.id in ("breach-steps", "remedies-table", "responsibilities-pci"):
            continue  # their numbers are steps, requirements, and what the law itself states
        for block in clause.blocks:
            if isinstance(block, Words):
                assert not re.search(r"\d", citations.sub("", block.text)), block.text


def test_the_sixty_days_of_hipaa_stand_where_no_shorter_time_is_given(
    bare: Brief, brief: Brief, law: Callable[[str], Law]
) -> None:
    hipaa = law("us/hipaa")
    assert words_of(draft(bare, [hipaa], on=ON), "breach-notice").endswith(
        "without unreasonable delay and in no case later than 60 calendar days after its discovery."
    )
    assert "60" not in words_of(draft(brief, [hipaa], on=ON), "breach-notice")


def test_what_is_open_is_marked_and_listed(bare: Brief, law: Callable[[str], Law]) -> None:
    made = draft(bare, [law("eu/gdpr")], on=ON)
    listed = [text for _, text in made.blanks]
    assert "[to be completed: types of personal data]" in listed
    assert "[to be completed: categories of data subjects]" in listed
    assert ("Schedule 1, paragraph 4", "[to be completed: types of personal data]") in made.blanks


def test_times_come_from_the_law_where_the_law_states_them(
    brief: Brief, law: Callable[[str], Law]
) -> None:
    made = draft(brief, [law("eu/gdpr"), law("us/hipaa")], on=ON)
    steps = str([c for c in made.to_plain()["schedules"] if c["id"] == "schedule-breach"])
    assert "within 72 hours after becoming aware" in steps
    assert "within 60 days after discovery" in steps
    assert "supervisory authority (GDPR Article 33(1))" in steps


def test_two_values_for_one_term_are_refused(bare: Brief, law: Callable[[str], Law]) -> None:
    two = tuple(
        Term(kind="breach_notice", quote="", clock=Clock(length=Hours(n))) for n in (24, 48)
    )
    with pytest.raises(ServandaError) as caught:
        draft(replace(bare, terms=two), [law("eu/gdpr")], on=ON)
    assert caught.value.code == "conflicting-terms"


def test_lists_of_several_terms_add_up(bare: Brief, law: Callable[[str], Law]) -> None:
    two = (
        term_of("certifications", ["ISO 27001"]),
        term_of("certifications", ["ISO 27001", "SOC 2"]),
    )
    made = draft(replace(bare, terms=two), [law("eu/gdpr")], on=ON)
    assert words_of(made, "security-certifications").endswith("ISO 27001 and SOC 2.")


def test_an_agreement_file_is_a_brief() -> None:
    agreement = Agreement(
        id="x",
        title="T",
        kind="baa",
        parties=(
            Party(name="Clinic", role="covered-entity"),
            Party(name="Host", role="business-associate"),
        ),
        terms=(
            Term(kind="breach_notice", quote="q", clock=Clock(length=Hours(5))),
            Term(kind="subprocessors", quote="q", value=("Nord AB (Sweden): hosting", "Sign GmbH")),
        ),
    )
    made = brief_of(agreement)
    assert (made.controller.name, made.processor.name) == ("Clinic", "Host")
    assert [(e.name, e.country, e.task) for e in made.subprocessors] == [
        ("Nord AB", "Sweden", "hosting"),
        ("Sign GmbH", "", ""),
    ]
    assert [term.kind for term in made.terms] == ["breach_notice"]


@pytest.mark.parametrize(
    ("toml", "code", "line"),
    [
        ("x = 1", "unknown-key", 1),
        ("[controller]\n[processor]\n[terms]\nbreach = 1", "unknown-term", 4),
        ("[controller]\n[processor]\n[terms]\nbreach_notice = 48", "bad-clock", 4),
        ("[controller]\n[processor]\n[terms]\nbreach_notice = { hours = -1 }", "bad-duration", 4),
        ("[controller]\n[processor]\n[terms]\naudit_frequency = 0", "wrong-type", 4),
        ("[controller]\n[processor]\n[terms]\ngoverning_law = 7", "wrong-type", 4),
        ('[controller]\n[processor]\n[card_requirements]\n13 = "shared"', "unknown-requirement", 3),
        ("terms = 3\n[controller]\n[processor]", "wrong-type", 1),
    ],
)
def test_a_faulty_brief_is_told_by_its_line(toml: str, code: str, line: int) -> None:
    with pytest.raises(ServandaError) as caught:
        read_brief(toml, "b.toml")
    assert (caught.value.code, caught.value.where) == (code, f"b.toml:{line}")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_brief_or_a_clear_error(data: bytes) -> None:
    try:
        read_brief(data, "b.toml")
    except ServandaError as error:
        assert error.where.startswith("b.toml")


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_a_value_keeps_its_words_whatever_they_are(value: str) -> None:
    flat = " ".join(value.split())
    assert inline.words(inline.escape(value), {}, {}).text == flat
    found = inline.blocks(f"before {inline.escape(value)} after")
    assert len(found) == 1
    rows = inline.blocks(f"| a | b |\n|---|---|\n| {inline.escape(value)} | x |")
    assert isinstance(rows[0], list)
    assert len(rows[0][-1]) == 2


def test_a_name_stays_a_name(bare: Brief, law: Callable[[str], Law]) -> None:
    name = "**Acme** [[breach-notice]] | {{ 7 * 7 }} {% if x %} \\ <b>&"
    made = draft(replace(bare, controller=Side(name=name)), [law("eu/gdpr")], on=ON)
    assert made.parties[0].text.startswith(f"{name}, ")
    assert not made.parties[0].runs[0].bold


def test_a_law_is_needed(bare: Brief) -> None:
    with pytest.raises(ServandaError) as caught:
        draft(bare, [], on=ON)
    assert caught.value.code == "no-law"


def test_a_language_without_texts_is_said(bare: Brief, law: Callable[[str], Law]) -> None:
    with pytest.raises(ServandaError) as caught:
        draft(bare, [law("eu/gdpr")], on=ON, language="de")
    assert caught.value.code == "unknown-language"
