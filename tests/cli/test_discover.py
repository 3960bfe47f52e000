"""`servanda discover` as it is typed: tables and JSON, exit codes, and the inventory file it writes."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from servanda.inventory.declared import read_inventory
from servanda_cli import exits
from servanda_cli.main import run

SECRET = "zaphod.unmistakable@example.com"


@pytest.fixture
def crm(tmp_path: Path) -> Path:
    path = tmp_path / "crm.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE people (id INTEGER, email TEXT, cvv TEXT, password TEXT)")
    connection.executemany(
        "INSERT INTO people VALUES (?, ?, ?, ?)",
        [(n, f"{n}.{SECRET}", "123", f"{n:064x}".replace("0", "a9")[:64]) for n in range(30)],
    )
    connection.commit()
    connection.close()
    return path


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as caught:
        run(["discover", *arguments])
    printed = capsys.readouterr()
    return int(caught.value.code or 0), printed.out, printed.err


def test_words(crm: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, str(crm))
    assert (code, err) == (exits.KEPT, "")
    for expected in ("email", "card-security-code", "restricted", "30 of 30", "pci/dss", "3 of 4"):
        assert expected in out
    assert "unmistakable" not in out


def test_json(crm: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, str(crm), "--json", "--system", "crm", "--all")
    assert code == exits.KEPT and "unmistakable" not in out
    answer = json.loads(out)
    assert answer["schema"] == "servanda/discovery/1"
    (system,) = answer["systems"]
    assert (system["system"], system["rows_seen"], system["rows_total"]) == ("crm", 30, 30)
    assert answer["skipped"] == []
    finding = answer["findings"][0]
    assert finding["column"] == "email" and finding["guarantee"] == 1.0
    assert finding["dpv"] == "https://w3id.org/dpv/pd#EmailAddress"
    assert set(finding) >= {
        *("system", "table", "column", "data_class", "dpv", "sensitivity", "confidence"),
        *("reason", "laws", "seen", "matched", "rows", "in_clear", "guarantee"),
    }


def test_exit_codes(crm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, str(tmp_path / "none.db"))
    assert (code, out) == (exits.FAILED, "") and err.startswith("error[missing]")
    code, out, err = call(capsys, str(crm), str(tmp_path / "none.db"), "--json")
    assert code == exits.UNKNOWN and "error[missing]" in err
    assert [skip["why"] for skip in json.loads(out)["skipped"]] == ["there is no such file"]
    sqlite3.connect(tmp_path / "bare.db").execute("PRAGMA user_version = 1").connection.close()
    code, _, _ = call(capsys, str(tmp_path / "bare.db"))
    assert code == exits.NOTHING
    code, _, err = call(capsys)
    assert code == exits.USAGE and "TARGET" in err


def test_write(crm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inventory = tmp_path / "inventory.toml"
    code, _, err = call(capsys, str(crm), "--write", str(inventory))
    assert code == exits.KEPT and "+ crm people.email  email" in err
    first = inventory.read_bytes()
    assert read_inventory(first).declared("crm", "people", "email") is not None
    _, _, err = call(capsys, str(crm), "--write", str(inventory))
    assert "nothing to change" in err and inventory.read_bytes() == first


def test_a_faulty_inventory_is_left_alone(
    crm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inventory = tmp_path / "inventory.toml"
    inventory.write_text('schema = "servanda/inventory/1"\ncolour = 1\n')
    code, _, err = call(capsys, str(crm), "--write", str(inventory))
    assert code == exits.FAILED and f"{inventory}:2" in err
    assert "colour" in inventory.read_text()


def test_since(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for day in ("2026-11-01", "2026-11-02"):
        part = tmp_path / f"lake/sales/day={day}/a.csv"
        part.parent.mkdir(parents=True)
        part.write_text("email\nada@example.org\n")
    lake = str(tmp_path / "lake")
    code, out, _ = call(capsys, lake, "--all", "--since", "day=2026-11-02", "--json")
    answer = json.loads(out)
    assert code == exits.UNKNOWN and answer["systems"][0]["rows_seen"] == 1
    assert "not asked for" in answer["skipped"][0]["why"]
    assert call(capsys, lake, "--since", "2020-01-01")[0] == exits.KEPT
    assert call(capsys, lake, "--since", "2120-01-01")[0] == exits.NOTHING
    assert call(capsys, lake, "--since", "yesterday")[0] == exits.USAGE
    assert call(capsys, lake, "--since", "2020-01-01", "--resume", "j")[0] == exits.USAGE


def test_positions_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.log").write_text(f"start\nmail {SECRET}\n")
    answer = json.loads(call(capsys, str(tmp_path), "--json")[1])
    places = [finding["at"] for finding in answer["findings"] if finding["data_class"] == "email"]
    assert places == [[{"part": "", "page": 0, "line": 2, "offset": 5}]]


def test_a_proposal_is_a_diff_and_comments_survive(
    crm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "inventory.toml"
    code, out, _ = call(capsys, str(crm), "--propose", str(path))
    assert code == exits.KEPT and out.startswith("--- /dev/null\n") and not path.exists()
    call(capsys, str(crm), "--write", str(path))
    path.write_text(
        "# kept by Ida\n" + path.read_text().replace("\n[[fields]]", "\n# first\n[[fields]]", 1)
    )
    connection = sqlite3.connect(crm)
    connection.execute("ALTER TABLE people ADD iban TEXT")
    connection.commit()
    connection.close()
    code, out, _ = call(capsys, str(crm), "--propose", str(path))
    added = [line for line in out.splitlines() if line.startswith("+") and "iban" in line]
    assert added and "-" not in {line[:1] for line in out.splitlines()[2:]}
    call(capsys, str(crm), "--write", str(path))
    assert "# kept by Ida" in path.read_text() and "# first" in path.read_text()
    assert "iban" in path.read_text()
    assert call(capsys, str(crm), "--propose", str(path), "--json")[0] == exits.USAGE


def test_the_rest_of_a_scan_is_planned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lake").mkdir()
    (tmp_path / "lake/a.csv").write_text("email\nada@example.org\n")
    lake, journal = str(tmp_path / "lake"), str(tmp_path / "journal")
    assert call(capsys, lake, "--plan", "--resume", journal)[0] == exits.USAGE
    call(capsys, lake, "--resume", journal)
    (tmp_path / "lake/b.csv").write_text("email\nbob@example.org\n")
    code, out, _ = call(capsys, lake, "--plan", "--resume", journal)
    assert code == exits.KEPT and "as they were: 1 files" in out and "judged by 1 files" in out
