"""The demonstration: the main job, end to end, on real input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def servanda(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "servanda_cli", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo")
    done = servanda("demo", "demo", "--customers", "600", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "demo", done.stdout


@pytest.fixture(scope="module")
def promises(shown: tuple[Path, str]) -> dict[str, dict[str, str]]:
    """Every promise as a second run of the checks judges it, the endpoint being down by then."""
    done = servanda("check", "--json", cwd=shown[0])
    assert done.returncode == 10, done.stderr
    run = json.loads(done.stdout)
    return {promise["obligation"]: promise for promise in run["promises"]}


def test_every_promise_is_shown_with_words_and_evidence(
    shown: tuple[Path, str], promises: dict[str, dict[str, str]]
) -> None:
    words = shown[1]
    assert {p["status"] for p in promises.values()} >= {"kept", "broken", "unknown"}
    assert all(p["words"] and p["basis"] and p["why"] for p in promises.values())
    for word in ("broken", "unknown", "kept", "clause 7.1", "48 hours", "eu/gdpr#28"):
        assert word in words


@pytest.mark.parametrize(
    ("obligation", "status"),
    [
        ("bright-clinic/encryption_at_rest", "broken"),
        ("bright-clinic/data_location", "broken"),
        ("bright-clinic/encryption_in_transit", "unknown"),  # its endpoint is down by then
        ("bright-clinic/security_contact", "kept"),
        ("harbor-dental/deletion_after_end", "broken"),
        ("bright-clinic/breach_notice", "unknown"),
    ],
)
def test_what_the_company_does_is_judged_rightly(
    promises: dict[str, dict[str, str]], obligation: str, status: str
) -> None:
    assert promises[obligation]["status"] == status


def test_the_ledger_of_the_demonstration_is_whole(shown: tuple[Path, str]) -> None:
    assert servanda("ledger", "verify", cwd=shown[0]).returncode == 0


def test_the_page_is_complete_in_one_file(shown: tuple[Path, str]) -> None:
    page = (shown[0] / "report.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "<script" not in page and "http:" not in page and "https:" not in page
    assert "Processor shall notify Controller of a Personal Data Breach" in page


def test_no_customers_value_is_shown_anywhere(shown: tuple[Path, str]) -> None:
    folder, words = shown
    page = (folder / "report.html").read_text("utf-8")
    rows = (folder / "data" / "newsletter.csv").read_text("utf-8").splitlines()[1:]
    values = [value for row in rows for value in row.split(";")[:2]]
    for value in values:
        assert value not in words and value not in page


def test_it_runs_again_in_its_own_folder_and_in_no_other(shown: tuple[Path, str]) -> None:
    folder = shown[0].parent
    assert servanda("demo", "demo", "--customers", "50", cwd=folder).returncode == 0
    (folder / "mine").mkdir()
    (folder / "mine" / "diary.txt").write_text("dear diary", "utf-8")
    refused = servanda("demo", "mine", cwd=folder)
    assert refused.returncode == 1
    assert "not-empty" in refused.stderr and "Traceback" not in refused.stderr
    assert [p.name for p in (folder / "mine").iterdir()] == ["diary.txt"]
