"""Keys are replaced while the data is used, and destroyed so that a backup does not help."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from vault_kit import NOW, emails, fill, make_service

from servanda.base.errors import ServandaError
from servanda.base.instants import Instant
from servanda.safeguards.vault import rotation
from servanda.safeguards.vault.columns import Column
from servanda.safeguards.vault.elsewhere import seal_column
from servanda.safeguards.vault.keys.file import FileKeyService
from servanda.safeguards.vault.keyservice import Destruction, Proof, Standing
from servanda.safeguards.vault.material import Secret
from servanda.safeguards.vault.rotation import rewrap, rotate
from servanda.safeguards.vault.shredding import shred
from servanda.safeguards.vault.store import Kind, State
from servanda.safeguards.vault.stores.sqlite import SqliteStore
from servanda.safeguards.vault.vault import Vault
from servanda.safeguards.vault.verification import verify


def readable(vault: Vault, count: int, customer: str = "clinic") -> None:
    records = [f"r{n:05}" for n in range(count)]
    assert vault.reveal("bright", customer, "email", records) == [
        f"User{n}@Example.org".encode() for n in range(count)
    ]


def test_a_rotation_puts_every_value_under_a_new_key(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 7)
    fill(vault, 30)
    fill(vault, 5, customer="zoo")
    before = {row.sealed for row in vault.store.scan(None, 1000)}
    seen: list[tuple[int, int | None]] = []
    done = rotate(vault, "bright", progress=lambda n, total, _: seen.append((n, total)))
    assert (done.customers, done.values, done.remaining) == (2, 70, 0)
    assert seen[0] == (0, 70) and seen[-1] == (70, 70) and len(seen) >= 10
    rows = vault.store.scan(None, 1000)
    assert not before & {row.sealed for row in rows}
    live = {row.id for row in vault.store.keys(kind=Kind.DATA) if row.state is State.LIVE}
    assert {row.key for row in rows} == live and len(live) == 2
    readable(vault, 30)
    assert len(vault.find("bright", "email", "email", "user3@example.org")) == 2
    assert verify(vault).values == 70


def test_a_rotation_that_was_stopped_goes_on(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 7)
    fill(vault, 30)
    first = rotate(vault, "bright", most_batches=3)
    assert (first.values, first.remaining) == (21, 39)
    readable(vault, 30)
    # another process finishes it, and no further key is made
    again = Vault(vault.store, vault.keys.service)
    rest = rotate(again, "bright", resume=True)
    assert (rest.customers, rest.values, rest.remaining) == (0, 39, 0)
    assert len(vault.store.keys(kind=Kind.DATA)) == 2
    assert rotate(again, "bright", resume=True).values == 0
    readable(again, 30)


def test_a_rotation_leaves_alone_what_is_written_meanwhile(
    sqlite_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite_vault, 10)
    store = sqlite_vault.store
    swap = store.swap

    def write_first(pairs: object) -> int:
        newer = Column(field="email", category="email", records=["r00004"], values=["newer"])
        Vault(store, sqlite_vault.keys.service).put("bright", "clinic", [newer])
        return swap(pairs)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "swap", write_first)
    assert rotate(sqlite_vault, "bright").remaining == 0
    assert sqlite_vault.reveal("bright", "clinic", "email", ["r00004"]) == [b"newer"]


def test_one_customer_may_be_rotated_alone(sqlite_vault: Vault) -> None:
    fill(sqlite_vault, 3)
    fill(sqlite_vault, 3, customer="zoo")
    assert rotate(sqlite_vault, "bright", customer="zoo").values == 6
    with pytest.raises(ServandaError, match="nothing was sealed"):
        rotate(sqlite_vault, "bright", customer="nobody")


@pytest.mark.parametrize("service_key", [False, True])
def test_an_agreements_key_is_replaced_without_touching_a_value(
    service_key: bool, vault: Vault
) -> None:
    fill(vault, 10)
    fill(vault, 10, customer="zoo")
    values = vault.store.scan(None, 100)
    done = rewrap(vault, "bright", service_key=service_key)
    assert (done.keys, done.values) == (3, 0)
    assert vault.store.scan(None, 100) == values
    versions = vault.store.keys(kind=Kind.AGREEMENT)
    assert [(row.version, row.state) for row in versions] == [
        *((1, State.DESTROYED), (2, State.LIVE)),
    ]
    assert versions[0].wrapped == b""
    readable(Vault(vault.store, vault.keys.service), 10)
    verify(vault)


def test_wrapping_anew_goes_on_where_it_was_stopped(
    sqlite_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    for customer in "abcde":
        fill(sqlite_vault, 1, customer=customer)
    rewrap_one = sqlite_vault.keys.rewrap
    calls = []

    def stop(*arguments: object) -> bool:
        calls.append(arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return rewrap_one(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(sqlite_vault.keys, "rewrap", stop)
    with pytest.raises(KeyboardInterrupt):
        rewrap(sqlite_vault, "bright")
    monkeypatch.undo()
    again = Vault(sqlite_vault.store, sqlite_vault.keys.service)
    assert again.reveal("bright", "e", "email", ["r00000"]) == [b"User0@Example.org"]
    assert rewrap(again, "bright").keys == 4
    assert len(again.store.keys(kind=Kind.AGREEMENT)) == 2
    assert {row.parent for row in again.store.keys(kind=Kind.DATA)} == {
        again.keys.agreement("bright").row.id.hex()
    }


def test_after_shredding_nothing_opens_from_a_restored_backup_either(
    tmp_path: Path, service: FileKeyService
) -> None:
    store = SqliteStore(tmp_path / "vault.db")
    vault = Vault(store, service)
    fill(vault, 50)
    fill(vault, 5, agreement="harbor")
    store.close()
    shutil.copy(tmp_path / "vault.db", tmp_path / "backup.db")
    done = shred(vault, "bright", now=NOW)
    assert (done.values, done.tried, done.readable, done.opened) == (100, 100, 100, 0)
    assert (done.standing, done.proof, done.final) == (Standing.DESTROYED, Proof.COPIES, None)
    assert vault.store.count("bright") == 0
    restored = Vault(SqliteStore(tmp_path / "backup.db"), make_service(tmp_path / "keys"))
    for one in (vault, restored):
        with pytest.raises(ServandaError) as caught:
            one.reveal("bright", "clinic", "email", ["r00001"])
        assert caught.value.code == "key-destroyed"
        with pytest.raises(ServandaError) as caught:
            one.find("bright", "email", "email", "user1@example.org")
        assert caught.value.code == "key-destroyed"
        # the other agreement is untouched
        assert one.reveal("harbor", "clinic", "email", ["r00001"]) == [b"User1@Example.org"]
    assert restored.store.count("bright") == 100
    with pytest.raises(ServandaError) as caught:
        fill(vault, 1)
    assert caught.value.code == "key-destroyed"
    # the vault of another process, whose keys were open all the time
    verify(vault)


def test_a_process_whose_keys_are_open_stops_with_the_others(vault: Vault) -> None:
    fill(vault, 5)
    other = Vault(vault.store, vault.keys.service)
    readable(other, 5)
    shred(vault, "bright", now=NOW)
    for attempt in (
        lambda: other.reveal("bright", "clinic", "email", ["r00001"]),
        lambda: fill(other, 1),
        lambda: seal_column(other, "bright", "clinic", emails(1)),
        lambda: rotate(other, "bright"),
        lambda: rewrap(other, "bright"),
    ):
        with pytest.raises(ServandaError) as caught:
            attempt()
        assert caught.value.code == "key-destroyed"


def test_shredding_that_was_stopped_goes_on(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(vault, 30)
    for place in ("swap_key", "clear"):
        original = getattr(vault.store, place)
        calls = []

        def stop(*arguments: object, original: object = original, calls: list = calls) -> object:  # type: ignore[type-arg]
            calls.append(arguments)
            if len(calls) == 2:
                raise KeyboardInterrupt
            return original(*arguments)  # type: ignore[operator]

        monkeypatch.setattr(vault.store, place, stop)
        monkeypatch.setattr("servanda.safeguards.vault.shredding.BATCH", 7)
        with pytest.raises(KeyboardInterrupt):
            shred(vault, "bright", now=NOW)
        monkeypatch.undo()
    done = shred(Vault(vault.store, vault.keys.service), "bright", now=NOW)
    assert done.opened == 0 and vault.store.count() == 0
    rows = vault.store.keys()
    assert {(row.state, row.wrapped) for row in rows} == {(State.DESTROYED, b"")}


class Lying(FileKeyService):
    """A service that says it destroyed a key, and did not."""

    def destroy(self, key: str, now: Instant, /) -> Destruction:
        del now
        return Destruction(key=key, standing=Standing.DESTROYED, proof=self.proof, said="certainly")


def test_a_service_that_lies_is_found_out(tmp_path: Path, store: SqliteStore) -> None:
    (tmp_path / "lies").mkdir()
    service = Lying(tmp_path / "lies" / "vault.keys", lambda: Secret(b"a long passphrase"))
    vault = Vault(store, service)
    fill(vault, 3)
    with pytest.raises(ServandaError) as caught:
        shred(vault, "bright", now=NOW)
    assert caught.value.code == "still-opens"
    assert vault.store.count() == 6


def test_a_service_that_does_not_answer_has_proved_nothing(
    sqlite_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite_vault, 3)

    def silent(*_: object) -> Secret:
        raise ServandaError("key-service-unreachable", "no answer")

    monkeypatch.setattr(sqlite_vault.keys.service, "unwrap", silent)
    with pytest.raises(ServandaError) as caught:
        shred(Vault(sqlite_vault.store, sqlite_vault.keys.service), "bright", now=NOW)
    assert caught.value.code == "key-service-unreachable"
    assert sqlite_vault.store.count() == 6


def test_what_was_never_there_is_not_shredded(vault: Vault) -> None:
    with pytest.raises(ServandaError) as caught:
        shred(vault, "bright", now=NOW)
    assert caught.value.code == "no-keys"


def test_a_key_that_was_put_back_under_another_version_does_not_open(vault: Vault) -> None:
    """Whoever writes in the database cannot make an old key the present one."""
    fill(vault, 2)
    rotate(vault, "bright")
    old, new = vault.store.keys(kind=Kind.DATA)
    assert vault.store.swap_key(new, replace(new, wrapped=old.wrapped, commitment=old.commitment))
    with pytest.raises(ServandaError) as caught:
        Vault(vault.store, vault.keys.service).reveal("bright", "clinic", "email", ["r00001"])
    assert caught.value.code == "key-row-changed"
