"""`servanda law list`, `show` and `check`: words and JSON, exit codes, one clear line for a fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from law_kit import SMALL, changed

from servanda_cli.main import run


@pytest.fixture
def law(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run `servanda law ...`; returns exit code, stdout, stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            run(["law", *arguments])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return call


def test_list_names_every_law_its_state_and_what_it_holds(law: Any) -> None:
    code, out, _ = law("list", "--json", "--on", "2026-01-01")
    said = json.loads(out)
    assert code == 0
    assert said["schema"] == "servanda/law-list/1"
    by_id = {row["id"]: row for row in said["laws"]}
    assert {"eu/gdpr", "us/hipaa", "us/ca/ccpa", "pci/dss"} <= set(by_id)
    assert by_id["eu/gdpr"]["state"] == "in-force"
    assert by_id["eu/gdpr"]["duties"] > 30
    assert "eu/gdpr" in law("list")[1]


def test_list_tells_the_state_of_the_day_asked_for(law: Any) -> None:
    for day, state in [
        ("2010-01-01", "not-yet-adopted"),
        ("2013-01-01", "proposed"),
        ("2016-05-01", "adopted"),
        ("2017-01-01", "in-force"),
    ]:
        rows = json.loads(law("list", "--json", "--on", day)[1])["laws"]
        assert {row["id"]: row["state"] for row in rows}["eu/gdpr"] == state


def test_show_prints_words_time_consequence_and_cases_within_the_width(law: Any) -> None:
    code, out, _ = law("show", "eu/gdpr", "33.1")
    assert code == 0
    assert "within 72 hours" in out
    assert "eu/gdpr#83.4.a" in out
    assert "a weekend does not stop hours" in out
    assert "#33.2" not in out
    assert max(map(len, out.splitlines())) <= 100
    assert out == "\n".join(line.rstrip() for line in out.split("\n"))


@pytest.mark.parametrize("wanted", ["28(3)(a)", "28.3.a", "Article 28(3)(a)"])
def test_a_provision_may_be_named_as_one_writes_it(law: Any, wanted: str) -> None:
    _, out, _ = law("show", "eu/gdpr", wanted, "--json")
    said = json.loads(out)
    assert said["schema"] == "servanda/law/1"
    (provision,) = said["law"]["provisions"]
    assert provision["path"] == "28.3.a"
    assert provision["requirements"][0]["alias"].startswith("GDPR-28.3.a")
    assert {example["status"] for example in provision["examples"]} == {
        "satisfied",
        "partial",
        "missing",
    }


def test_an_article_shows_all_that_is_below_it(law: Any) -> None:
    said = json.loads(law("show", "eu/gdpr", "34", "--json")[1])
    assert {p["path"].partition(".")[0] for p in said["law"]["provisions"]} == {"34"}
    assert len(said["law"]["provisions"]) == 7


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("show", "eu/none"), 1, "unknown-law"),
        (("show", "eu/gdpr", "99"), 1, "unknown-provision"),
        (("show", "eu/gdpr", "--on", "2015-01-01"), 1, "outside-coverage"),
        (("show", "eu/gdpr", "--on", "yesterday"), 2, "--on"),
        (("show",), 2, "LAW"),
        (("check", "missing.md"), 1, "no-file"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(
    law: Any, arguments: tuple[str, ...], code: int, says: str
) -> None:
    ended, out, err = law(*arguments)
    assert ended == code
    assert says in err
    assert "Traceback" not in out + err


def test_check_is_clean_for_the_texts_that_ship(law: Any) -> None:
    code, out, _ = law("check")
    assert code == 0
    assert "no fault" in out
    said = json.loads(law("check", "eu/gdpr", "--json")[1])
    assert said["schema"] == "servanda/law-check/1"
    assert said["faults"] == []
    assert said["laws"][0]["cases"] == said["laws"][0]["passed"] > 50


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (changed("due = 2026-03-09", "due = 2026-03-10"), "case-fails"),
        (changed("## Article 1(1): notice", "## Notices"), "no-citation"),
        (changed("since = 2020-01-01\n```\n\n```toml case", "```\n\n```toml case"), "missing-key"),
    ],
)
def test_check_of_a_file_of_ones_own_exits_with_10(
    law: Any, tmp_path: Path, source: bytes, says: str
) -> None:
    page = tmp_path / "small.md"
    page.write_bytes(source)
    code, out, _ = law("check", str(page))
    assert code == 10
    assert f"[{says}]" in out
    assert "small.md:" in out
    code, out, _ = law("check", str(page), "--json")
    assert code == 10
    assert json.loads(out)["faults"][0]["code"] == says


def test_a_clean_file_of_ones_own_is_clean(law: Any, tmp_path: Path) -> None:
    page = tmp_path / "small.md"
    page.write_text(SMALL, "utf-8")
    assert law("check", str(page))[0] == 0
