"""No nonce is used twice: not by processes, not by forks, not after a backup was restored."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from vault_kit import emails, fill, make_service

import servanda.safeguards.vault as package
from servanda.safeguards.vault import fields
from servanda.safeguards.vault.elsewhere import seal_column
from servanda.safeguards.vault.fields import random_nonces
from servanda.safeguards.vault.keyring import BLOCK
from servanda.safeguards.vault.store import Kind
from servanda.safeguards.vault.stores.sqlite import SqliteStore
from servanda.safeguards.vault.vault import Vault
from servanda.safeguards.vault.verification import verify

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="left out: no fork here")


def nonce(sealed: bytes) -> tuple[bytes, bytes]:
    return sealed[1:9], sealed[9:21]


def test_all_nonces_of_a_batch_come_from_one_call_to_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def urandom(count: int) -> bytes:
        asked.append(count)
        return b"".join(n.to_bytes(12, "big") for n in range(count // 12))

    monkeypatch.setattr(fields.os, "urandom", urandom)
    assert random_nonces(3) == [n.to_bytes(12, "big") for n in range(3)]
    assert asked == [36]


def test_no_generator_of_ours_makes_a_nonce_or_a_key() -> None:
    """By construction: nothing in the vault imports `random`, and only the system is asked."""
    for file in Path(package.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not {"random", "numpy.random", "uuid"} & set(names), file.name


def _in_fork(work: object) -> bytes:
    """What a forked child's work returns."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        status = 1
        try:
            with os.fdopen(write, "wb") as out:
                out.write(work())  # type: ignore[operator]
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read, "rb") as source:
        data = source.read()
    _, status = os.waitpid(child, 0)
    assert status == 0
    return data


def test_forks_with_open_keys_repeat_nothing(vault: Vault) -> None:
    """Parent and children seal the same values at once from one copied memory."""
    if "PostgresqlStore" in repr(vault.store):
        vault.store.close()  # a child opens a connection of its own in any case
    fill(vault, 5)

    def seal() -> bytes:
        return b"".join(v[:21] for v in seal_column(vault, "bright", "clinic", emails(200)))

    heads = seal() + b"".join(_in_fork(seal) for _ in range(4)) + seal()
    seen = [heads[n : n + 21] for n in range(0, len(heads), 21)]
    assert len(seen) == len(set(seen)) == 1_200
    # what a child used was counted as its own: it had no claim to its parent's block
    (row,) = vault.store.keys(kind=Kind.DATA)
    assert row.used >= 1_200


def test_a_fork_reserves_for_itself(sqlite_vault: Vault) -> None:
    fill(sqlite_vault, 1)
    (before,) = sqlite_vault.store.keys(kind=Kind.DATA)
    assert before.used == BLOCK

    def seal() -> bytes:
        seal_column(sqlite_vault, "bright", "clinic", emails(1))
        return b""

    _in_fork(seal)
    (after,) = sqlite_vault.store.keys(kind=Kind.DATA)
    assert after.used == 2 * BLOCK
    # the parent goes on with what it had
    seal_column(sqlite_vault, "bright", "clinic", emails(1))
    assert sqlite_vault.store.keys(kind=Kind.DATA)[0].used == 2 * BLOCK


def test_a_restored_backup_repeats_nothing(tmp_path: Path) -> None:
    """The counter is set back by it; the nonces do not depend on the counter."""
    service = make_service(tmp_path / "keys")
    store = SqliteStore(tmp_path / "vault.db")
    fill(Vault(store, service), 5)
    store.close()
    shutil.copy(tmp_path / "vault.db", tmp_path / "backup.db")
    seen = set()
    for name in ("vault.db", "backup.db"):
        vault = Vault(SqliteStore(tmp_path / name), service)
        seen |= {nonce(v) for v in seal_column(vault, "bright", "clinic", emails(500))}
        vault.close()
    assert len(seen) == 1_000
    assert len({key for key, _ in seen}) == 1


WRITER = """
import sys
from pathlib import Path
from vault_kit import emails, make_service
from servanda.safeguards.vault.keys import file
from servanda.safeguards.vault.stores.sqlite import SqliteStore
from servanda.safeguards.vault.vault import Vault
from servanda.safeguards.vault.verification import verify

file.MEMORY_KIB = 64
folder, start = Path(sys.argv[1]), int(sys.argv[2])
vault = Vault(SqliteStore(folder / "vault.db", busy_seconds=60), make_service(folder / "keys"))
for n in range(20):
    vault.put("bright", "clinic", [emails(10, start=start + 10 * n)])
"""


def test_processes_that_write_at_the_same_time_share_one_key(tmp_path: Path) -> None:
    """None has made a key before: they agree on one, count each use, and lose nothing."""
    make_service(tmp_path / "keys").create("other")
    writers = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", WRITER, str(tmp_path), str(start)],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
            stderr=subprocess.PIPE,
            text=True,
        )
        for start in (0, 1_000, 2_000)
    ]
    for writer in writers:
        _, said = writer.communicate(timeout=120)
        assert writer.returncode == 0, said
    vault = Vault(SqliteStore(tmp_path / "vault.db"), make_service(tmp_path / "keys"))
    rows = vault.store.scan(None, 10_000)
    assert len(rows) == 600 == len({nonce(row.sealed) for row in rows})
    (row,) = vault.store.keys(kind=Kind.DATA)
    assert 600 <= row.used < 600 + 3 * BLOCK + 1
    assert verify(vault).values == 600
    vault.close()
