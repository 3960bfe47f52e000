"""The terms on the page of `servanda review`: clock, who owes it, clause, conflict."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda_cli.main import program

PAPER = """# Data Processing Agreement

1. Processor shall notify Controller of a Personal Data Breach within 24 hours after becoming aware of it.

2. Processor shall give Controller notice of each Personal Data Breach no later than 72 hours after discovery.

3. Processor informs Controller 30 days before it engages a new Sub-processor; Controller may object within 10 days.
"""


def _terms(capsys: pytest.CaptureFixture[str], path: Path) -> str:
    program(["review", str(path), "--law", "eu/gdpr"], standalone_mode=False)
    page = capsys.readouterr().out
    assert all(len(line) <= 80 for line in page.splitlines())
    return " ".join(page.split("\nTERMS (", 1)[1].split("\nCOUNTS ", 1)[0].split())


def test_a_term_has_its_clock_its_bearer_and_its_clause(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "paper.md"
    path.write_text(PAPER, "utf-8")
    terms = _terms(capsys, path)
    assert (
        "30 days before the change | owed by the processor to the controller | clause 3:" in terms
    )
    assert (
        "within 10 days from notice | open to the controller, against the processor | clause 3:"
        in terms
    )


def test_two_values_of_one_term_stand_together_as_a_conflict(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "paper.md"
    path.write_text(PAPER, "utf-8")
    terms = _terms(capsys, path)
    assert terms.count("breach notice") == 1
    conflict = terms.split("breach notice", 1)[1].split("subprocessor notice", 1)[0]
    assert "conflict: 2 values are stated" in conflict
    assert "within 24 hours from awareness" in conflict and "| clause 1:" in conflict
    assert "within 72 hours from discovery" in conflict and "| clause 2:" in conflict
    path.write_text(PAPER.replace("72 hours after discovery", "24 hours after discovery"), "utf-8")
    assert "conflict" not in _terms(capsys, path)
