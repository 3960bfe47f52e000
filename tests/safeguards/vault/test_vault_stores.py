"""Both stores do what the protocol says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.base.errors import ServandaError, UnreadableError
from servanda.safeguards.vault.store import VaultStore
from servanda.safeguards.vault.stores.postgresql import PostgresqlStore
from servanda.safeguards.vault.stores.sqlite import SqliteStore
from servanda.testing.vault_stores import CHECKS


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_store_conforms(check: Callable[[VaultStore], None], store: VaultStore) -> None:
    check(store)


def test_the_embedded_store_is_its_owners_alone(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "vault.db").close()
    assert (tmp_path / "vault.db").stat().st_mode & 0o777 == 0o600


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "vault.db").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(UnreadableError) as caught:
        SqliteStore(tmp_path / "vault.db")
    assert caught.value.code == "corrupt-database"


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    pytest.importorskip("psycopg", reason="left out: psycopg is not installed")
    with pytest.raises(ServandaError) as caught:
        PostgresqlStore("postgresql://me:hunter2hunter2@127.0.0.1:1/there", busy_seconds=2)
    assert caught.value.code == "unreachable-database"
    assert "hunter2" not in str(caught.value)
