"""Discovery where numpy is not installed: everything else is found, and what was not looked for is said."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LETTER = "Dear Ms Berg, we have moved and can be reached at anna.berg@mail.example from now on, as before.\n"

_CHILD = """
import sys
sys.modules["numpy"] = None
from servanda_cli.main import run
run()
"""


def _discover(target: Path, *more: str) -> tuple[int, dict[str, Any], str]:
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, "discover", str(target), "--all", "--json", *more],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout), done.stderr


def _classes(said: dict[str, Any]) -> set[str]:
    return {finding["data_class"] for finding in said["findings"]}


@pytest.mark.parametrize("kind", ["csv", "text", "database"])
def test_what_needs_no_numpy_is_found_and_the_rest_is_said(tmp_path: Path, kind: str) -> None:
    if kind == "csv":
        target = tmp_path / "people.csv"
        target.write_text(
            "email,note\n" + "".join(f'a{n}@mail.example,"{LETTER.strip()}"\n' for n in range(20))
        )
    elif kind == "text":
        target = tmp_path / "letter.txt"
        target.write_text(LETTER * 3)
    else:
        target = tmp_path / "people.db"
        with sqlite3.connect(target) as base:
            base.execute("CREATE TABLE letters (email TEXT, body TEXT)")
            base.executemany(
                "INSERT INTO letters VALUES (?, ?)",
                [(f"a{n}@mail.example", f"{n}. {LETTER}") for n in range(20)],
            )
        base.close()
    code, said, talk = _discover(target)
    assert code == 11
    assert "email" in _classes(said)
    assert "full-name" not in _classes(said)
    assert any("servanda[arrays]" in skip["why"] for skip in said["skipped"])
    assert talk.count("servanda[arrays]") == 1


def test_nothing_is_said_where_there_is_no_text(tmp_path: Path) -> None:
    target = tmp_path / "people.csv"
    target.write_text("email\n" + "".join(f"a{n}@mail.example\n" for n in range(20)))
    code, said, talk = _discover(target)
    assert code == 0
    assert _classes(said) == {"email"}
    assert "numpy" not in talk
    assert "arrays" not in talk
