"""A process killed at any moment loses nothing that it acknowledged, and leaves nothing half-written."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from workspace_kit import NOW, TOML

from servanda_app import actions
from servanda_app.records.documents import stored
from servanda_app.workspace import Workspace

RUNS = 10

CHILD = """
import sys
from datetime import UTC, datetime
from servanda_app import actions
from servanda_app.records.documents import record

folder, first = sys.argv[1], int(sys.argv[2])
now = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)
print("begin", flush=True)
with actions.init(folder, now=now, actor="child") as workspace:
    for n in range(first, first + 10_000):
        with workspace.recording():
            for part in "ab":
                record(workspace.alias, kind="note", subject=f"{n}{part}", value=n, at=now, actor="c")
        print(n, flush=True)
"""


def run_and_kill(folder: Path, first: int, after: float, *, making: bool) -> int:
    """Let a child record until it is killed, while the workspace is being made or some time after its
    first record; returns the last number that it acknowledged, or -1."""
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", CHILD, str(folder), str(first)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None and child.stderr is not None
        assert child.stdout.readline() == "begin\n", child.stderr.read()
        said = [] if making else [child.stdout.readline()]
        time.sleep(after)
        child.send_signal(signal.SIGKILL)
        said += child.stdout.read().split()
        assert child.wait() == -signal.SIGKILL, child.stderr.read()
    return int(said[-1]) if said else -1


@pytest.mark.slow
@pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def test_a_killed_process_loses_nothing_that_it_acknowledged(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    toml = TOML
    if database == "postgresql":
        toml += f'\n[settings]\ndatabase = "{request.getfixturevalue("postgres_database")}"\n'
    (folder / "servanda.toml").write_text(toml)
    rng = random.Random(20260306)
    acknowledged: set[int] = set()
    first = 0
    for run in range(RUNS if database == "sqlite" else RUNS // 2):
        # the first runs are killed while the workspace is being made
        last = run_and_kill(folder, first, rng.uniform(0.0, 0.08), making=run < 3)
        acknowledged |= set(range(first, last + 1))
        first = max(first, last + 1) + 100
        with actions.init(folder, now=NOW, actor="test") as workspace:
            report = actions.verify_ledger(workspace)
            assert report.pending == 0
            assert report.entries == report.records
            subjects = [item.subject for item in stored(workspace.alias, kind="note")]
        found = {int(subject[:-1]) for subject in subjects}
        assert acknowledged <= found
        # both halves of a transaction are there, or none
        assert sorted(subjects) == sorted(f"{n}{part}" for n in found for part in "ab")
    assert len(acknowledged) >= 5


WRITER = """
import sys
from datetime import UTC, datetime
from servanda_app import actions
from servanda_app.records.documents import record

folder, name = sys.argv[1:]
now = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)
with actions.open_workspace(folder) as workspace:
    for n in range(15):
        with workspace.recording():
            record(workspace.alias, kind="note", subject=f"{name}{n}", value=n, at=now, actor=name)
"""


@pytest.mark.slow
def test_processes_that_record_at_the_same_time_share_one_ledger(workspace: Workspace) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", WRITER, str(workspace.folder), name],
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in "abc"
    ]
    for writer in writers:
        _, said = writer.communicate(timeout=60)
        assert writer.returncode == 0, said
    report = actions.verify_ledger(workspace)
    assert (report.entries, report.records, report.pending) == (46, 46, 0)
    subjects = {item.subject for item in stored(workspace.alias, kind="note")}
    assert subjects == {f"{name}{n}" for name in "abc" for n in range(15)}


MAKER = """
import sys
from datetime import UTC, datetime
from servanda_app import actions

now = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)
print("ready", flush=True)
sys.stdin.readline()
with actions.init(sys.argv[1], now=now, actor="maker") as workspace:
    print(actions.verify_ledger(workspace).origin)
"""


@pytest.mark.slow
def test_two_that_make_the_same_workspace_make_one(tmp_path: Path) -> None:
    makers = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", MAKER, str(tmp_path / "here")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for maker in makers:
        assert maker.stdout is not None and maker.stdout.readline() == "ready\n"
    said = [maker.communicate("go\n", timeout=60) for maker in makers]
    assert [maker.returncode for maker in makers] == [0, 0, 0], said
    assert len({out for out, _ in said}) == 1
    with actions.open_workspace(tmp_path / "here") as workspace:
        assert actions.verify_ledger(workspace).entries == 1
