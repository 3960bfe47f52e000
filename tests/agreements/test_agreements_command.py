from __future__ import annotations

import json
from pathlib import Path

import pytest

from servanda_cli import exits
from servanda_cli.main import run

PAPERS = Path(__file__).parent / "papers"


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        run(["review", *arguments])
    out, err = capsys.readouterr()
    return int(stopped.value.code or 0), out, err


def test_the_page_names_gaps_words_and_law(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, str(PAPERS / "tidewater-dpa.md"), "--on", "2026-03-01")
    assert code == exits.BROKEN
    assert max(len(line) for line in out.splitlines()) <= 80
    for words in (
        "data processing agreement",
        "GDPR 33.2",
        "PROPOSED CLAUSES",
        "TERMS",
        "2 business days",
        "COUNTS",
    ):
        assert words in out
    assert "\x1b[" not in out


def test_json_has_the_promised_shape(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, str(PAPERS / "tidewater-dpa.md"), "--json", "--law", "eu/gdpr")
    result = json.loads(out)
    assert result["schema"] == "servanda/review/1"
    assert result["document"]["kind"] == "dpa"
    first = result["provisions"][0]
    assert {"id", "alias", "status", "clause", "page", "quote", "confidence", "why"} <= set(first)
    assert first["id"].startswith("eu/gdpr#")
    statuses = {provision["status"] for provision in result["provisions"]}
    assert statuses <= {"satisfied", "partial", "missing", "unsure", "not_applicable"}
    assert "not_applicable" in statuses
    assert {
        "kind",
        "value",
        "unit",
        "qualifier",
        "clock_starts",
        "clause",
        "quote",
        "confidence",
    } <= set(result["terms"][0])


def test_write_makes_a_file_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "agreements" / "tidewater.md"
    paper = str(PAPERS / "tidewater-dpa.md")
    code, _, err = call(capsys, paper, "--write", str(target))
    assert code == exits.BROKEN
    assert "wrote" in err
    assert target.read_text(encoding="utf-8").startswith("# Tidewater Data Processing Terms")
    code, _, err = call(capsys, paper, "--write", str(target))
    assert code == exits.FAILED
    assert "file-exists" in err
    code, _, _ = call(capsys, paper, "--write", str(target), "--force")
    assert code == exits.BROKEN


def test_a_privacy_notice_leaves_nothing_to_judge(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    notice = tmp_path / "notice.md"
    notice.write_text(
        "# Privacy Notice\n\nWe collect information about you when you visit our website. How we use your "
        "data: we use cookies. Your rights: you may lodge a complaint. Our legal basis is consent.\n",
        encoding="utf-8",
    )
    code, out, _ = call(capsys, str(notice))
    assert code == exits.NOTHING
    assert "not an agreement" in " ".join(out.split())


def test_an_unknown_law_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = call(capsys, str(PAPERS / "tidewater-dpa.md"), "--law", "eu/gdrp")
    assert code == exits.FAILED
    assert "unknown-law" in err
    assert "eu/gdpr" in err
