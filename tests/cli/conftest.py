"""The program run inside the test, in a folder of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from servanda_cli.main import _run


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output as JSON."""
        return json.loads(self.out)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the present one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def servanda(place: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run the program with these words."""

    def run(*words: str | Path) -> Said:
        capfd.readouterr()
        code = _run([str(word) for word in words])
        said = capfd.readouterr()
        assert "Traceback" not in said.err
        return Said(code=code, out=said.out, err=said.err)

    return run
