"""Every scan says how far it is: files of a folder, bytes of a file, rows of a table; with rate and time left."""

from __future__ import annotations

import io
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from servanda import registry
from servanda.inventory.evidence import compile_classes
from servanda.inventory.scan import discover
from servanda_cli.output import progress

CLASSES = compile_classes(registry.detectors())


def told(target: Path, rows: int | None = 917) -> list[tuple[int, int | None, str]]:
    said: list[tuple[int, int | None, str]] = []
    discover(
        str(target),
        system="s",
        detectors=CLASSES,
        sources=registry.sources(),
        rows=rows,
        progress=lambda *words: said.append(words),
    )
    return said


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.log"])
def test_a_file_by_its_bytes(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text('{"n": 1}\n' * 100_000)
    said = told(path)
    read = [done for done, total, _ in said if total == 900_000]
    assert read[-1] == 900_000 and len(set(read)) > 3


def test_a_database_by_tables_and_rows(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x.db") as base:
        for name in "ab":
            base.execute(f"CREATE TABLE {name} (n)")
            base.executemany(f"INSERT INTO {name} VALUES (?)", [(n,) for n in range(40_000)])
    base.close()
    said = told(tmp_path / "x.db", None)
    assert (0, 2, "a: 40,000 rows") in said and (1, 2, "b: 16,384 rows") in said
    assert said[-1] == (2, 2, "")


def test_a_folder_by_its_files(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.csv").write_text("n\n1\n")
    assert [(done, total) for done, total, _ in told(tmp_path)] == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_large_file_of_a_folder_by_its_bytes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from servanda.inventory import reading

    monkeypatch.setattr(reading, "_LARGE", 100_000)
    (tmp_path / "a.log").write_text("nothing here\n" * 50_000)
    (tmp_path / "b.log").write_text("nor here\n")
    said = told(tmp_path)
    assert (0, 2, "a.log: 100% of 1 MB") in said and len({words[2] for words in said}) > 4
    assert said[-1] == (2, 2, "")


def test_a_terminal_shows_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen: Any = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with progress("reading") as report:
        for done in range(14):
            report(done, 100, f"file {done}")
            time.sleep(0.1)
    shown = screen.getvalue()
    assert "/s" in shown and "0:00:" in shown and "file 13" in shown
