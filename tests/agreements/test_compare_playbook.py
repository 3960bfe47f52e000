"""A paper against one's own positions, and the command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from servanda.agreements.comparing.compare import Version
from servanda.agreements.drafting.brief import read_brief, term_of
from servanda.agreements.drafting.compose import draft
from servanda.agreements.drafting.texts import example
from servanda.agreements.drafting.word import write_docx
from servanda.agreements.playbook import judge, read_playbook
from servanda.base.errors import ServandaError
from servanda_cli import exits
from servanda_cli.main import _run

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "playbook.toml"


def verdicts(playbook: str, terms: dict[str, Any]) -> list[str]:
    made = Version(name="p", terms=tuple(term_of(kind, plain) for kind, plain in terms.items()))
    return [one.verdict for one in judge(read_playbook(playbook, "p.toml"), made)]


@pytest.mark.parametrize(
    ("positions", "term", "verdict"),
    [
        ("preferred = { hours = 24 }", {"hours": 12}, "preferred"),
        ("preferred = { hours = 24 }\nacceptable = { hours = 48 }", {"hours": 36}, "acceptable"),
        ("preferred = { hours = 24 }\nacceptable = { hours = 48 }\nrefused = { hours = 72 }", {"hours": 60}, "negotiate"),
        ("preferred = { hours = 24 }\nrefused = { hours = 72 }", {"hours": 96}, "refused"),
        ("preferred = { hours = 24 }", {"business_days": 1}, "unsure"),
        ("refused = { hours = 72 }", {"hours": 48}, "acceptable"),
        ("preferred = { hours = 24 }", {"words": "promptly"}, "negotiate"),
        ("preferred = { hours = 24 }\nrefused = { hours = 72 }", {"words": "promptly"}, "negotiate"),
        ("preferred = { hours = 48 }", {"hours": 48, "words": "without undue delay", "starts": "awareness"}, "preferred"),
    ],
)  # fmt: skip
def test_positions_on_a_time(positions: str, term: dict[str, Any], verdict: str) -> None:
    assert verdicts(f"[terms.breach_notice]\n{positions}", {"breach_notice": term}) == [verdict]


@pytest.mark.parametrize(
    ("kind", "positions", "term", "verdict"),
    [
        ("certifications", 'acceptable = ["ISO 27001"]', ["ISO 27001", "SOC 2"], "acceptable"),
        ("certifications", 'acceptable = ["ISO 27001"]', ["SOC 2"], "negotiate"),
        ("data_location", 'preferred = ["Germany"]', ["Germany"], "preferred"),
        ("data_location", 'preferred = ["Germany"]', ["Germany", "India"], "negotiate"),
        ("data_location", 'acceptable = ["Germany"]\nrefused = ["India"]', ["Germany", "India"], "refused"),
        ("governing_law", 'preferred = "Ireland"\nacceptable = ["Germany", "France"]', "France", "acceptable"),
        ("governing_law", 'preferred = "Ireland"\nrefused = ["California"]', "California", "refused"),
        ("governing_law", 'preferred = "Ireland"', "Norway", "unsure"),
        ("encryption_at_rest", 'acceptable = "AES-256"', "AES-128", "negotiate"),
        ("audit_frequency", "acceptable = 1", 2, "acceptable"),
    ],
)  # fmt: skip
def test_positions_on_values(kind: str, positions: str, term: Any, verdict: str) -> None:
    assert verdicts(f"[terms.{kind}]\n{positions}", {kind: term}) == [verdict]


def test_absent_is_refused_unless_the_playbook_says_otherwise() -> None:
    assert verdicts("[terms.retention]\nacceptable = { days = 1 }", {}) == ["refused"]
    assert verdicts('[terms.retention]\nacceptable = { days = 1 }\nabsent = "negotiate"', {}) == [
        "negotiate"
    ]


def test_of_two_values_the_worse_counts() -> None:
    book = read_playbook("[terms.breach_notice]\nacceptable = { hours = 48 }", "p.toml")
    terms = tuple(term_of("breach_notice", {"hours": n}) for n in (24, 72))
    (one,) = judge(book, Version(name="p", terms=terms))
    assert one.verdict == "negotiate"
    assert one.term is not None
    assert one.term.clock == terms[1].clock


def test_a_requirement_that_was_not_reviewed_is_unsure() -> None:
    assert verdicts('[requirements."eu/gdpr#audits"]', {}) == ["unsure"]


@pytest.mark.parametrize(
    ("toml", "code", "line"),
    [
        ("", "empty-playbook", 1),
        ("[terms.breach]\npreferred = 1", "unknown-term", 2),
        ("[terms.breach_notice]\npreferred = 48", "bad-clock", 2),
        ("[terms.breach_notice]\nnote = 'x'", "no-position", 1),
        ("[terms.breach_notice]\nprefered = 1", "unknown-key", 2),
        ("[terms.breach_notice]\nabsent = 'maybe'", "wrong-value", 2),
    ],
)
def test_a_faulty_playbook_is_told_by_its_line(toml: str, code: str, line: int) -> None:
    with pytest.raises(ServandaError) as caught:
        read_playbook(toml, "p.toml")
    assert (caught.value.code, caught.value.where) == (code, f"p.toml:{line}")


@pytest.fixture
def papers(tmp_path: Path) -> tuple[Path, Path]:
    """Two versions of one agreement, the second with a later notice and without a certificate."""
    from datetime import date

    from servanda import registry
    from servanda.law.reader import read_law

    law = read_law("eu/gdpr", registry.law_text("eu/gdpr"))
    brief = read_brief(example("en"), "b.toml")
    weaker = [t for t in brief.terms if t.kind not in ("breach_notice", "certifications")]
    weaker += [
        term_of(
            "breach_notice", {"hours": 72, "starts": "awareness", "words": "without undue delay"}
        ),
        term_of("certifications", ["SOC 2 Type II"]),
    ]
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    on = date(2026, 11, 24)
    old.write_bytes(write_docx(draft(brief, [law], on=on)))
    new.write_bytes(write_docx(draft(replace(brief, terms=tuple(weaker)), [law], on=on)))
    return old, new


def test_the_command_finds_what_was_lost(
    papers: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = map(str, papers)
    assert _run(["compare", old, new, "--json"]) == exits.BROKEN
    plain = json.loads(capsys.readouterr().out)
    assert plain["schema"] == "servanda/compare/1"
    lost = {t["kind"]: t["direction"] for t in plain["terms"] if t["direction"] != "same"}
    assert lost == {"breach_notice": "loosened", "certifications": "loosened"}
    assert {c["new_clause"] for c in plain["clauses"]} == {"8.1", "Schedule 2 6"}
    assert _run(["compare", old, new]) == exits.BROKEN
    shown = capsys.readouterr().out
    assert "loosened: breach notice, good for the processor" in shown
    assert "48 hours to 72 hours" in shown
    assert "{+72+}" in shown
    assert _run(["compare", new, old]) == exits.KEPT
    assert _run(["compare", old, old]) == exits.KEPT


def test_the_command_holds_a_paper_against_the_example(
    papers: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code = _run(["compare", "--playbook", str(EXAMPLE), str(papers[1]), "--json"])
    assert code == exits.BROKEN
    plain = json.loads(capsys.readouterr().out)
    found = {one["subject"]: one["verdict"] for one in plain["playbook"]["positions"]}
    assert found["breach_notice"] == "refused"
    assert found["certifications"] == "negotiate"
    assert found["deletion_after_end"] == "preferred"
    assert found["eu/gdpr#audits"] == "preferred"


def test_agreement_files_are_compared_by_their_terms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, unit in (("a", "hours = 48"), ("b", "business_days = 2")):
        (tmp_path / f"{name}.md").write_text(
            '# Old\n```toml agreement\nkind = "dpa"\n```\n## 6.1 Breach\n> In time.\n\n'
            f'```toml term\nkind = "breach_notice"\nclock = {{ {unit} }}\n```\n'
        )
    code = _run(["compare", str(tmp_path / "a.md"), str(tmp_path / "b.md")])
    assert code == exits.UNKNOWN
    assert "do not compare without a start and a calendar" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["a.docx"], exits.USAGE), (["a.docx", "b.docx"], exits.FAILED), (["x", "--playbook", "y"], exits.FAILED)],
)  # fmt: skip
def test_what_cannot_be_done_is_said(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(["compare", *arguments]) == code
    assert capsys.readouterr().err
