"""What the tests of the vault share."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from servanda.safeguards.vault.columns import Column
from servanda.safeguards.vault.keys.file import FileKeyService
from servanda.safeguards.vault.material import Secret
from servanda.safeguards.vault.vault import Vault

NOW = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)
PASSPHRASE = b"a passphrase of the tests"


def make_service(folder: Path) -> FileKeyService:
    folder.mkdir(mode=0o700, exist_ok=True)
    return FileKeyService(folder / "vault.keys", lambda: Secret(PASSPHRASE))


def emails(count: int, start: int = 0) -> Column:
    numbers = range(start, start + count)
    return Column(
        field="email",
        category="email",
        records=[f"r{n:05}" for n in numbers],
        values=[f"User{n}@Example.org" for n in numbers],
        searchable=True,
    )


def notes(count: int, start: int = 0) -> Column:
    numbers = range(start, start + count)
    return Column(
        field="note",
        category="personal-notes",
        records=[f"r{n:05}" for n in numbers],
        values=[f"note {n}".encode() * 3 for n in numbers],
    )


def fill(
    vault: Vault, count: int = 20, agreement: str = "bright", customer: str = "clinic"
) -> None:
    vault.put(agreement, customer, [emails(count), notes(count)])
