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


@pytest.fixture(scope="session")
def vault_database(postgres_server: str) -> Iterator[str]:
    """One database for all tests of the vault: making one takes longer than most of them."""
    import psycopg

    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE vault_tests")
    try:
        yield postgres_server.rpartition("/")[0] + "/vault_tests"
    finally:
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute("DROP DATABASE vault_tests WITH (FORCE)")


@pytest.fixture
def empty_database(vault_database: str) -> str:
    """Its URL, when the tables of the test before are gone, and whoever still held them."""
    import psycopg

    with psycopg.connect(vault_database, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = 'vault_tests' AND pid <> pg_backend_pid()"
        )
        connection.execute("DROP TABLE IF EXISTS servanda_vault_key, servanda_vault_field")
    return vault_database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VaultStore]:
    """An empty store of each kind."""
    made: VaultStore
    if request.param == "postgresql":
        made = PostgresqlStore(request.getfixturevalue("empty_database"))
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
