"""One flipped bit anywhere in what the vault keeps is found, or changes nothing that the vault keeps."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from vault_kit import emails, fill, make_service

from servanda.base.errors import ServandaError, TamperingError
from servanda.safeguards.vault.keyring import KeyRing
from servanda.safeguards.vault.material import fresh_key
from servanda.safeguards.vault.rotation import rewrap, rotate
from servanda.safeguards.vault.store import VaultStore
from servanda.safeguards.vault.stores.sqlite import SqliteStore
from servanda.safeguards.vault.vault import Vault
from servanda.safeguards.vault.verification import verify

KEY = (
    "kind agreement customer version state parent wrapped commitment outer_key used seal id".split()
)
FIELD = "agreement customer field record category key sealed mark".split()


def flipped(value: Any, bit: int) -> Any:
    """The value with one bit of its stored bytes changed; None where that is no value of its type."""
    if isinstance(value, int):
        return value ^ (1 << (bit % 40))
    data = bytearray(value.encode() if isinstance(value, str) else value)
    if not data:
        return None
    data[bit // 8 % len(data)] ^= 1 << (bit % 8)
    if not isinstance(value, str):
        return bytes(data)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def run(store: Any, sql: str, values: tuple[Any, ...] = ()) -> Any:
    return store._run(sql, values)


@pytest.mark.parametrize("table", ["key", "field"])
def test_every_column_of_every_row_is_authenticated(table: str, store: Any, service: Any) -> None:
    """Each bit of short columns and a sample of long ones, written into the database itself."""
    vault = Vault(store, service)
    vault.put("bright", "clinic", [emails(3)])
    vault.put("harbor", "zoo", [emails(2)])
    rotate(vault, "bright", customer="clinic", most_batches=0)
    rewrap(vault, "harbor")
    verify(vault)
    if isinstance(store, SqliteStore):
        run(store, "PRAGMA synchronous=OFF")  # some hundred writes that need not last
    columns = KEY if table == "key" else FIELD
    names = ", ".join(columns)
    rows = run(store, f"SELECT {names} FROM servanda_vault_{table}").fetchall()
    rng = random.Random(5)
    tried = 0
    for row in rows if table == "key" else rows[:2]:
        where = "id = ?" if table == "key" else "agreement = ? AND record = ?"
        values = dict(zip(columns, (_plain(v) for v in row), strict=True))
        place = (values["id"],) if table == "key" else (values["agreement"], values["record"])
        for column, value in values.items():
            if value is None:
                continue
            size = 40 if isinstance(value, int) else 8 * len(value)
            for bit in rng.sample(range(size), min(size, 6)):
                changed = flipped(value, bit)
                if changed is None:
                    continue
                tried += 1
                new = {**values, column: changed}
                with pytest.raises(ServandaError):
                    with store.transaction():
                        run(
                            store,
                            f"UPDATE servanda_vault_{table} SET {column} = ? WHERE {where}",
                            (changed, *place),
                        )
                    verify(Vault(store, service))
                    pytest.fail(f"{column} may be anything")
                back = (new["id"],) if table == "key" else (new["agreement"], new["record"])
                run(
                    store,
                    f"UPDATE servanda_vault_{table} SET {column} = ? WHERE {where}",
                    (value, *back),
                )
        verify(Vault(store, service))
    assert tried > 60


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _content(file: Path) -> list[list[Any]]:
    with sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True) as connection:
        found = [
            connection.execute(
                f"SELECT * FROM servanda_vault_{table} ORDER BY 1, 2, 3, 4"
            ).fetchall()
            for table in ("key", "field")
        ]
    connection.close()
    return found


def test_a_flipped_bit_of_the_file_is_found_or_is_in_no_row(tmp_path: Path) -> None:
    service = make_service(tmp_path / "keys")
    store = SqliteStore(tmp_path / "vault.db")
    fill(Vault(store, service), 40)
    run(store, "PRAGMA wal_checkpoint(TRUNCATE)")
    run(store, "PRAGMA journal_mode=DELETE")
    store.close()
    original = (tmp_path / "vault.db").read_bytes()
    content = _content(tmp_path / "vault.db")
    rng = random.Random(11)
    found = idle = 0
    for number in range(100):
        changed = bytearray(original)
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
        file = tmp_path / f"changed-{number}.db"
        file.write_bytes(changed)
        try:
            changed_store = SqliteStore(file)
            try:
                verify(Vault(changed_store, service))
            finally:
                changed_store.close()
        except ServandaError:
            found += 1
        else:
            # free space of a page, a counter of the file's header: no row is another
            assert _content(file) == content, f"byte {number} was not found"
            idle += 1
        file.unlink()
    assert found > 15, (found, idle)
    print(f"\n{found} found, {idle} in space that holds no row")


def test_a_key_that_was_swapped_under_its_commitment_is_refused(
    sqlite_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where a key opens and its row is genuine: the commitment tells one key from another."""
    fill(sqlite_vault, 1)
    other = fresh_key()
    monkeypatch.setattr(KeyRing, "_unwrap", lambda *_: other.expose_secret())
    with pytest.raises(TamperingError) as caught:
        Vault(sqlite_vault.store, sqlite_vault.keys.service).reveal(
            "bright", "clinic", "email", ["r00000"]
        )
    assert caught.value.code == "wrong-key"


def test_values_of_a_withdrawn_customer_are_said_to_be_unseen(
    sqlite_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    from servanda.safeguards.vault.boundary import withdrawn

    fill(sqlite_vault, 4)
    fill(sqlite_vault, 4, customer="zoo")
    opened = KeyRing.opened

    def refuse(self: KeyRing, row: Any) -> Any:
        if row.customer == "zoo":
            raise withdrawn("zoo")
        return opened(self, row)

    monkeypatch.setattr(KeyRing, "opened", refuse)
    report = verify(sqlite_vault)
    assert (report.values, report.unseen) == (8, 8)


def test_a_store_that_names_an_unknown_key_is_told(store: VaultStore, service: Any) -> None:
    vault = Vault(store, service)
    fill(vault, 1)
    (row,) = store.fetch("bright", "clinic", "email", ["r00000"]).values()
    from dataclasses import replace

    missing = b"missing!"
    store.put([replace(row, key=missing, sealed=row.sealed[:1] + missing + row.sealed[9:])])
    with pytest.raises(TamperingError) as caught:
        vault.reveal("bright", "clinic", "email", ["r00000"])
    assert caught.value.code == "unknown-key"
