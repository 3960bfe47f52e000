"""`servanda draft`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from servanda.documents.reader import read
from servanda_cli import exits
from servanda_cli.main import _run


@pytest.fixture
def brief_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert _run(["draft", "--example"]) == exits.KEPT
    path = tmp_path / "brief.toml"
    path.write_text(capsys.readouterr().out, "utf-8")
    return path


@pytest.mark.parametrize("kind", ["docx", "pdf", "md"])
def test_a_file_is_written(brief_file: Path, kind: str, tmp_path: Path) -> None:
    out = tmp_path / f"agreement.{kind}"
    assert _run(["draft", str(brief_file), "--law", "us/hipaa", "--out", str(out)]) == exits.KEPT
    assert "Business Associate Agreement" in out.name or read(out).text


def test_markdown_goes_to_stdout(brief_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["draft", str(brief_file), "--on", "2026-11-24"]) == exits.KEPT
    printed = capsys.readouterr()
    assert printed.out.startswith("# Data Processing Agreement\n")
    assert printed.err == ""


def test_json(brief_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["draft", str(brief_file), "--law", "pci/dss", "--json"]) == exits.KEPT
    plain = json.loads(capsys.readouterr().out)
    assert plain["schema"] == "servanda/draft/1"
    assert plain["laws"] == ["pci/dss"]
    assert plain["to_be_completed"] == []


def test_blanks_are_said_and_change_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bare.toml"
    path.write_text('laws = ["eu/gdpr"]\n[controller]\nname = "A"\n[processor]\nname = "B"\n')
    assert _run(["draft", str(path), "--out", str(tmp_path / "a.docx")]) == exits.UNKNOWN
    assert "[to be completed: types of personal data]" in capsys.readouterr().err


def test_an_agreement_file_is_drafted_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "clinic.md"
    path.write_text(
        '# Old agreement\n```toml agreement\nkind = "dpa"\nlaws = ["eu/gdpr"]\n'
        'parties = [{ name = "Clinic", role = "controller" }, { name = "Host", role = "processor" }]\n```\n'
        "## 6.1 Breach\n> Processor shall tell Controller of a breach within 24 hours after becoming aware.\n\n"
        '```toml term\nkind = "breach_notice"\nclock = { starts = "awareness", hours = 24 }\n```\n'
    )
    assert _run(["draft", str(path)]) == exits.UNKNOWN
    printed = capsys.readouterr().out
    assert "within 24 hours after becoming aware of it" in printed
    assert "Clinic" in printed


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], exits.USAGE),
        (["absent.toml"], exits.FAILED),
        (["b.toml", "--law", "eu/none"], exits.FAILED),
        (["b.toml", "--out", "x.doc"], exits.USAGE),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], code: int, brief_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = [str(brief_file) if a == "b.toml" else a for a in arguments]
    assert _run(["draft", *named]) == code
    assert capsys.readouterr().err


def test_a_file_that_is_there_is_not_replaced_unasked(brief_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "agreement.md"
    arguments = ["draft", str(brief_file), "--out", str(out)]
    assert _run(arguments) == exits.KEPT
    assert _run(arguments) == exits.FAILED
    assert _run([*arguments, "--force"]) == exits.KEPT
