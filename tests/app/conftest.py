"""Workspaces in a temporary folder, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from workspace_kit import NOW, TOML

from servanda_app import actions
from servanda_app.workspace import Workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a plain `servanda.toml`, not yet a workspace."""
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "servanda.toml").write_text(TOML)
    return tmp_path / "here"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def workspace(request: pytest.FixtureRequest, folder: Path) -> Iterator[Workspace]:
    """An open workspace on each database."""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_database")
        with (folder / "servanda.toml").open("a") as file:
            file.write(f'\n[settings]\ndatabase = "{url}"\n')
    with actions.init(folder, now=NOW, actor="test") as opened:
        yield opened
