"""`check` finds what a text lacks, one code a defect; the texts that ship lack nothing."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from law_kit import SMALL, changed

from servanda import registry
from servanda.law.check import check, check_text
from servanda.law.provisions import Law
from servanda.law.reader import read_law

TEXTS = registry.law_texts()


def laws() -> list[Law]:
    return [read_law(name, source) for name, source in TEXTS.items()]


@pytest.mark.parametrize("law", sorted(TEXTS))
def test_the_texts_that_ship_have_no_fault(law: str) -> None:
    assert [str(fault) for fault in check_text(law, TEXTS[law])] == []


def test_the_small_law_has_none_either() -> None:
    assert check_text("xx/small", SMALL.encode()) == ()


CASES = SMALL[SMALL.index("```toml case") : SMALL.index("```toml requirement")]
TRIFLE = SMALL[SMALL.index('```toml case\nname = "a trifle"') : SMALL.index("```toml requirement")]
SATISFIED = SMALL[
    SMALL.index("```toml example") : SMALL.index('```toml example\nstatus = "partial"')
]
PARTIAL = SMALL[SMALL.index('```toml example\nstatus = "partial"') : SMALL.index("## Article 2")]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (changed(CASES, ""), "no-case"),
        (changed("due = 2026-03-09", "applies = true"), "no-time-case"),
        (changed(TRIFLE, ""), "condition-without-case"),
        (changed('kind = "notice"\n', ""), "no-kind"),
        (changed('role = "legal"\n', ""), "no-role"),
        (changed(SATISFIED, ""), "no-example"),
        (changed(PARTIAL, ""), "no-example"),
        (changed('why = "may, not shall"\n', ""), "no-why"),
        (changed('clause = "Owner shall tell the office."\n', ""), "no-clause"),
        (changed('topic = "notice"', 'topic = "notice"\nlevel = "conditional"'), "no-condition"),
        (changed(" (xx/small#2)", ""), "uncited-amount"),
        (changed("100 EUR (xx/small#2)", "2 % of turnover"), "uncited-amount"),
        (changed("(xx/small#2)", "(xx/small#9)"), "unresolved-citation"),
        (changed("since = 2021-01-01", "since = 2019-01-01"), "wrong-dates"),
        (changed("until = 2024-12-31", "until = 2020-12-31"), "wrong-dates"),
        (changed("adopted = 2019-06-01", "adopted = 2020-06-01"), "wrong-dates"),
        (changed("reviewed = 2026-01-01", "reviewed = 2018-01-01"), "wrong-dates"),
        (changed("reviewed =", "until = 2019-12-31\nreviewed ="), "wrong-dates"),
        (changed("due = 2026-03-09", "due = 2026-03-10"), "case-fails"),
    ],
)
def test_each_defect_is_found_and_nothing_else(source: bytes, code: str) -> None:
    assert {fault.code for fault in check_text("xx/small", source)} == {code}


@pytest.mark.parametrize(
    ("source", "code", "where"),
    [
        (changed("## Article 1(1): notice", "## Notices"), "no-citation", "xx/small.md:14"),
        (
            changed("since = 2020-01-01\n```\n\n```toml case", "```\n\n```toml case"),
            "missing-key",
            "xx/small.md:18",
        ),
        (b"\xff", "not-utf8", "xx/small.md:1"),
    ],
)
def test_a_duty_without_citation_or_date_is_a_fault_with_its_line(
    source: bytes, code: str, where: str
) -> None:
    (fault,) = check_text("xx/small", source)
    assert (fault.code, fault.where) == (code, where)


def test_faults_come_in_the_order_of_their_lines() -> None:
    source = changed('why = "may, not shall"\n', "").replace(b'role = "legal"\n', b"")
    faults = check(read_law("xx/small", source))
    lines = [int(fault.where.rpartition(":")[2]) for fault in faults]
    assert len(lines) == 2
    assert lines == sorted(lines)


def test_articles_28_and_32_to_34_are_told_in_full() -> None:
    gdpr = read_law("eu/gdpr", TEXTS["eu/gdpr"])
    told = {provision.path for provision in gdpr.provisions}
    whole = {f"28.{n}" for n in range(1, 11)} | {f"28.3.{letter}" for letter in "abcdefgh"}
    whole |= {"28.3.sub2", "32.1", "32.2", "32.3", "32.4"} | {f"32.1.{letter}" for letter in "abcd"}
    whole |= {f"33.{n}" for n in range(1, 6)} | {f"33.3.{letter}" for letter in "abcd"}
    whole |= {f"34.{n}" for n in range(1, 5)} | {f"34.3.{letter}" for letter in "abc"}
    assert whole - told == set()
    assert all(provision.words for provision in gdpr.provisions)


def test_each_mandatory_requirement_of_the_gdpr_is_shown_in_two_styles_with_a_near_miss() -> None:
    gdpr = read_law("eu/gdpr", TEXTS["eu/gdpr"])
    for provision in gdpr.provisions:
        for rule in provision.requirements:
            shown = [e.status for e in provision.examples if e.requirement == rule.id]
            if rule.level == "mandatory":
                assert shown.count("satisfied") >= 2, rule.id
                assert {"partial", "missing"} <= set(shown), rule.id


def test_no_two_examples_say_the_same_for_one_requirement() -> None:
    for law in laws():
        for provision in law.provisions:
            said = [(example.requirement, example.words) for example in provision.examples]
            assert len(said) == len(set(said)), (law.id, provision.path)


FRAMEWORKS = {
    "GDPR": "eu/gdpr",
    "CCPA/CPRA": "us/ca/ccpa",
    "HIPAA": "us/hipaa",
    "PCI DSS v4.0.1": "pci/dss",
}


def test_every_row_of_the_checklist_is_a_requirement_with_its_topic_and_level(shared: Path) -> None:
    with (shared / "law" / "required_provisions.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["framework"] in FRAMEWORKS]
    assert len(rows) > 90
    by_alias = {(law.id, rule.alias): rule for law in laws() for rule in law.requirements}
    for row in rows:
        rule = by_alias.pop((FRAMEWORKS[row["framework"]], row["id"]))
        # an effect of the law is no clause; it is told as an optional one
        level = row["mandatory_or_optional"].replace("effect", "optional")
        assert (rule.topic, rule.level) == (row["topic"], level), row["id"]
    assert not by_alias


def test_nothing_is_copied_from_what_we_were_given(shared: Path) -> None:
    """No run of twelve words or more stands in the law's own text or in anybody's agreement."""
    sources = [
        shared / "law" / "required_provisions.csv",
        *(shared / "law" / "gdpr-xml").glob("gdpr-consolidated-en.xml"),
        *(shared / "law" / "hhs-model-baa").glob("*.md"),
        *(shared / "agreements" / "corpus").rglob("*.md"),
    ]
    assert len(sources) > 20
    length = 12
    theirs = {
        tuple(words[n : n + length])
        for source in sources
        for words in [_words(re.sub(r"<[^>]+>", " ", source.read_text("utf-8", "replace")))]
        for n in range(len(words) - length + 1)
    }
    copied = []
    for law in laws():
        for provision in law.provisions:
            texts = [provision.words, *(rule.clause for rule in provision.requirements)]
            texts += [example.words for example in provision.examples]
            for words in map(_words, texts):
                copied += [
                    (law.id, provision.path, " ".join(words[n : n + length]))
                    for n in range(len(words) - length + 1)
                    if tuple(words[n : n + length]) in theirs
                ]
    assert copied == []


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 1]
