"""Vaults for tests: on SQLite and on PostgreSQL, with a key file whose passphrase is quick to stretch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from vault_kit import make_service

from servanda.safeguards.vault.keys import file as key_file
from servanda.safeguards.vault.keys.file import FileKeyService
from servanda.safeguards.vault.store import VaultStore
from servanda.safeguards.vault.stores.postgresql import PostgresqlStore
from servanda.safeguards.vault.stores.sqlite import SqliteStore
from servanda.safeguards.vault.vault import Vault


@pytest.fixture(autouse=True)
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id with 64 KiB; that of 64 MiB is tested once, by name."""
    monkeypatch.setattr(key_file, "MEMORY_KIB", 64)


@pytest.fixture
def service(tmp_path: Path) -> FileKeyService:
    return make_service(tmp_path / "keys")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VaultStore]:
    """An empty store of each kind."""
    made: VaultStore
    if request.param == "postgresql":
        made = PostgresqlStore(request.getfixturevalue("postgres_database"))
    else:
        made = SqliteStore(tmp_path / "vault.db")
    yield made
    made.close()


@pytest.fixture
def vault(store: VaultStore, service: FileKeyService) -> Vault:
    return Vault(store, service)


@pytest.fixture
def sqlite_vault(tmp_path: Path, service: FileKeyService) -> Iterator[Vault]:
    made = Vault(SqliteStore(tmp_path / "vault.db"), service)
    yield made
    made.close()
