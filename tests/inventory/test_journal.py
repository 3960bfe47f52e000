"""A scan of files that was stopped ends as one that was not; only what changed is read again."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.base.errors import ServandaError
from servanda.inventory.scan import discover
from servanda.registry import detectors, sources


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    folder = tmp_path / "lake"
    folder.mkdir()
    for number in range(6):
        rows = "\n".join(f"{n},person{n}@example.org" for n in range(40))
        (folder / f"part{number}.csv").write_text(f"id,email\n{rows}\n", encoding="utf-8")
    (folder / "broken.parquet").write_bytes(b"PAR1 and no more")
    return folder


def _scan(folder: Path, journal: Path | None, progress=None, rows: int | None = None):
    return discover(
        str(folder),
        system="lake",
        detectors=detectors(),
        sources=sources(),
        rows=rows,
        journal=journal,
        progress=progress,
    )


@pytest.mark.parametrize("stop", range(7))
def test_stopped_anywhere_it_ends_with_the_same_findings(
    lake: Path, tmp_path: Path, stop: int
) -> None:
    journal = tmp_path / "scan.journal"

    def break_off(done: int, total: int | None, place: str) -> None:
        if done == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _scan(lake, journal, break_off)
    assert _scan(lake, journal) == _scan(lake, None)


def test_only_what_changed_is_read_again(
    lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from servanda.inventory.sources import delimited

    journal = tmp_path / "scan.journal"
    _scan(lake, journal)
    opened: list[str] = []
    connect = delimited.connect
    monkeypatch.setattr(
        delimited,
        "connect",
        lambda target, folder: opened.append(Path(target).name) or connect(target, folder),
    )
    (lake / "part3.csv").write_text("id,phone\n1,+44 20 7946 0000\n", encoding="utf-8")
    again = _scan(lake, journal)
    assert opened == ["part3.csv"]
    assert again == _scan(lake, None)


@settings(max_examples=25, deadline=None)
@given(cut=st.integers(1, 400))
def test_a_journal_cut_off_in_a_line_loses_that_line_only(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("lake")
    for number in range(3):
        (folder / f"{number}.csv").write_text("id,email\n1,a@example.org\n", encoding="utf-8")
    journal = tmp_path_factory.mktemp("journal") / "scan.journal"
    whole = _scan(folder, journal)
    head = journal.read_bytes().index(b"\n") + 1
    os.truncate(journal, max(head, journal.stat().st_size - cut))
    assert _scan(folder, journal) == whole
    assert journal.read_bytes().count(b"\n") == 4


def test_a_journal_of_another_scan_is_refused(lake: Path, tmp_path: Path) -> None:
    journal = tmp_path / "scan.journal"
    _scan(lake, journal)
    with pytest.raises(ServandaError, match="other classes or other settings"):
        _scan(lake, journal, rows=5)


def test_a_file_that_is_no_journal_is_left_as_it_is(lake: Path, tmp_path: Path) -> None:
    mine = tmp_path / "notes.txt"
    mine.write_text("my notes\n", encoding="utf-8")
    with pytest.raises(ServandaError, match="no journal"):
        _scan(lake, mine)
    assert mine.read_text(encoding="utf-8") == "my notes\n"


def test_a_journal_holds_no_value(lake: Path, tmp_path: Path) -> None:
    journal = tmp_path / "scan.journal"
    _scan(lake, journal)
    assert b"@example.org" not in journal.read_bytes()
