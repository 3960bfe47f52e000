"""The reader: what a law's page becomes, and every fault with its file and line."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_kit import SMALL, changed

from servanda import registry
from servanda.base.errors import ServandaError
from servanda.law.headings import path_of, title_of
from servanda.law.provisions import Law
from servanda.law.reader import read_law


def test_a_page_becomes_provisions_with_words_rules_examples_and_cases() -> None:
    law = read_law("xx/small", SMALL.encode())
    assert (law.title, law.short, law.about) == ("Act on Small Things", "AST", "Everything of it.")
    assert [provision.path for provision in law.provisions] == ["1.1", "2"]
    first = law.provisions[0]
    assert first.words.startswith("Tell the office")
    (duty,) = first.duties
    assert duty.unless == ("thing-trifling",)
    assert duty.words == first.words
    assert SMALL.splitlines()[duty.line - 1] == "```toml duty"
    assert [example.requirement for example in first.examples] == ["notice-clause"] * 2
    assert first.cases[0].facts == {"discovery": date(2026, 3, 6)}
    assert first.cases[0].expect == {"due": date(2026, 3, 9)}
    assert str(law.cite(first)) == "xx/small#1.1"
    assert law.provision("2") is not None
    assert law.provision("3") is None


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("Article 28(3)(a)", "28.3.a"),
        ("Article 28(3)(a): documented instructions", "28.3.a"),
        ("Article 28(3), second subparagraph: an instruction", "28.3.sub2"),
        ("Article 33", "33"),
        ("§ 164.504(e)(2)(ii)(A)", "164.504.e.2.ii.A"),
        ("45 CFR § 164.410(b): by when", "164.410.b"),
        ("Civ. Code § 1798.81.5(c)", "1798.81.5.c"),
        ("Cal. Civ. Code § 1798.140(ag)(1)(A)", "1798.140.ag.1.A"),
        ("11 CCR § 7051(a)(10)", "7051.a.10"),
        ("Requirement 12.8.2", "12.8.2"),
        ("Chapter IV", ""),
        ("Introduction", ""),
        ("Article", ""),
        ("Article 28(3", ""),
        ("Article 28 and so on", ""),
    ],
)
def test_a_heading_is_a_citation_or_none(heading: str, path: str) -> None:
    assert path_of(heading) == path


def test_what_follows_the_colon_is_the_title() -> None:
    assert title_of("Article 28(9): form") == "form"
    assert title_of("Article 28(9)") == title_of("Form") == ""


DUTY = 'what = "tell the office"'


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        (changed("## Article 1(1): notice", "## Notices"), "no-citation", 14),
        (changed("## Article 2: fines", "## Article 1(1)"), "duplicate-provision", 64),
        (changed('id = "notice-clause"', 'id = "tell"'), "duplicate-id", 43),
        (changed(DUTY, DUTY + '\nwho = "x"'), "unknown-key", 24),
        (changed(DUTY, DUTY + '\nwords = "x"'), "unknown-key", 18),
        (changed("days = 3", "fortnights = 3"), "unknown-key", 24),
        (
            changed("since = 2020-01-01\n```\n\n```toml case", "```\n\n```toml case"),
            "missing-key",
            18,
        ),
        (changed('unless = "thing-trifling"', 'unless = "Thing > trifle"'), "bad-condition", 18),
        (changed('thing = "trifling"', 'thong = "trifling"'), "unused-fact", 37),
        (changed("discovery = 2026-03-06\n", "awareness = 2026-03-06\n"), "unused-fact", 31),
        (changed("applies = false\n", ""), "nothing-expected", 37),
        (changed('name = "a trifle"\n', ""), "missing-key", 37),
        (changed('name = "a trifle"', 'name = "a trifle"\nduty = "tall"'), "unknown-duty", 37),
        (
            changed('words = "We tell the office."', 'words = "We."\nrequirement = "other"'),
            "unknown-requirement",
            53,
        ),
        (changed('status = "partial"', 'status = "so-so"'), "wrong-value", 59),
        (changed("discovery = 2026-03-06", "discovery = 2026-03-06T10:00:00"), "naive-instant", 31),
        (changed("reviewed = 2026-01-01\n", ""), "missing-key", 5),
        (changed("```toml law", "```toml lex"), "unknown-block", 5),
        (
            changed("Tell the office within three days, unless the thing is trifling.\n", ""),
            "no-words",
            17,
        ),
        (SMALL.replace("```toml law", "```text law").encode(), "no-law-block", 1),
        (changed("short =", "short = ="), "bad-toml", 6),
        (b"\xff# Act", "not-utf8", 1),
    ],
)
def test_a_fault_is_told_with_file_and_line(source: bytes, code: str, line: int) -> None:
    with pytest.raises(ServandaError) as error:
        read_law("xx/small", source)
    assert (error.value.code, error.value.where) == (code, f"xx/small.md:{line}")


def test_two_law_blocks_are_one_too_many() -> None:
    block = SMALL[SMALL.index("```toml law") : SMALL.index("## Article 1")]
    with pytest.raises(ServandaError) as error:
        read_law("xx/small", changed("## Article 1(1)", block + "\n## Article 1(1)"))
    assert error.value.code == "no-law-block"


def test_times_are_kept_in_utc() -> None:
    law = read_law(
        "xx/small", changed("discovery = 2026-03-06", "discovery = 2026-03-06T01:00:00+02:00")
    )
    fact = law.provisions[0].cases[0].facts["discovery"]
    assert fact == datetime(2026, 3, 5, 23, tzinfo=UTC)


def _read_or_refuse(source: bytes) -> None:
    try:
        assert isinstance(read_law("xx/any", source), Law)
    except ServandaError as error:
        assert error.where.startswith("xx/any.md")


@given(st.binary(max_size=400))
def test_any_bytes_give_a_law_or_one_clear_error(source: bytes) -> None:
    _read_or_refuse(source)


LINES = SMALL.splitlines()


@given(
    at=st.integers(0, len(LINES) - 1),
    line=st.one_of(st.sampled_from(LINES), st.text(max_size=30)),
    gone=st.booleans(),
)
def test_a_law_with_a_line_changed_is_read_or_refused(at: int, line: str, gone: bool) -> None:
    lines = LINES[:at] + ([] if gone else [line]) + LINES[at + 1 :]
    _read_or_refuse("\n".join(lines).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("law", sorted(registry.law_texts()))
def test_every_text_that_ships_is_read(law: str) -> None:
    assert read_law(law, registry.law_text(law)).id == law
