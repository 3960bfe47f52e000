"""A few kills at random points; `vault_killing.py` does as many as it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from vault_killing import kill_often


@pytest.mark.slow
@pytest.mark.parametrize(
    "store", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def test_a_killed_process_leaves_nothing_half_done(
    store: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("empty_database") if store == "postgresql" else ""
    assert kill_often(tmp_path, url, runs=4) >= 2
